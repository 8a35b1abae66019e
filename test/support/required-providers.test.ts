import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import {
  FunctionHosting,
  HostStorage,
  Registration,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import { patternProps } from "../fixtures/constructs";
import { messageOf, synthesize } from "../synthesis";

const features = [{ storage: [{ dataPlaneAvailable: false }] }];

function stackWith(add: (stack: TerraformStack) => void): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  add(stack);
  return stack;
}

function newStorage(stack: TerraformStack): HostStorage {
  return new HostStorage(stack, "storage", {
    name: "storders",
    resourceGroupName: "rg-orders",
    location: "westeurope",
  });
}

function errorOf(add: (stack: TerraformStack) => void): string {
  return messageOf(() => synthesize(stackWith(add)));
}

describe("a stack without a provider that it needs", () => {
  it("says which one, what for, and how azuread's is written", () => {
    expect(errorOf((stack) => new Registration(stack, "registration", { displayName: "orders" }))).toMatch(
      /^stack: invalid input\.\n {2}- stack\/registration\/\S+ \(`azuread_\w+`\) and \d+ more need the provider `azuread`, and the stack stack has none\. A stack has providers of its own, and what names no provider takes the one without an alias\. Write `new AzureadProvider\(this, "azuread"\)` in the stack, with `import \{ AzureadProvider \} from "@cdktf\/provider-azuread\/lib\/provider"`\.$/,
    );
  });

  it("says what azurerm has to be told for a storage account", () => {
    const message = errorOf(newStorage);
    expect(message).toContain(
      "stack/storage/account (`azurerm_storage_account`) needs the provider `azurerm`, and the stack stack has none.",
    );
    expect(message).toContain(
      'Write `new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] })` in the stack,',
    );
  });

  it("says everything that Flex Consumption takes, and both providers at once", () => {
    const hosting = FunctionHosting.flexConsumption();
    const message = errorOf(
      (stack) => new SecureFunctionBehindApim(stack, "orders", { ...patternProps, hosting }),
    );
    expect(message).toContain(
      "features: [{ storage: [{ dataPlaneAvailable: false }], templateDeployment: [{ deleteNestedItemsDuringDeletion: false }] }]",
    );
    expect(message.match(/^ {2}- /gm)).toHaveLength(2);
  });

  it("is not content with one that has an alias, where nothing names it", () => {
    const message = errorOf((stack) => {
      new AzurermProvider(stack, "hub", { alias: "hub", features });
      newStorage(stack);
    });
    expect(message).toContain("needs the provider `azurerm`, and the stack stack has only `azurerm.hub`.");
    expect(message).toContain(", or give the construct a `provider`.");
  });

  it("says so of an alias that an override names", () => {
    const message = errorOf((stack) => {
      new AzurermProvider(stack, "azurerm", { features });
      newStorage(stack).account.addOverride("provider", "azurerm.hub");
    });
    expect(message).toContain("needs the provider `azurerm.hub`, and the stack stack has only `azurerm`.");
    expect(message).toContain('new AzurermProvider(this, "hub", { alias: "hub", features: [{');
  });
});

describe("a stack", () => {
  it("needs no provider of which it has no resource", () => {
    const stack = stackWith((stack) => {
      new AzurermProvider(stack, "azurerm", { features });
      newStorage(stack);
    });
    expect(() => synthesize(stack)).not.toThrow();
  });

  it("needs none without an alias where everything names its own", () => {
    const stack = stackWith((stack) => {
      const provider = new AzurermProvider(stack, "hub", { alias: "hub", features });
      new AzureadProvider(stack, "azuread");
      new SecureFunctionBehindApim(stack, "orders", { ...patternProps, provider });
    });
    expect(() => synthesize(stack)).not.toThrow();
  });

  it("may have its provider within a construct", () => {
    const stack = stackWith((stack) => {
      const storage = newStorage(stack);
      new AzurermProvider(storage, "azurerm", { features });
    });
    expect(() => synthesize(stack)).not.toThrow();
  });
});
