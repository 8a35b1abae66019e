import { ApiManagementBackend } from "@cdktf/provider-azurerm/lib/api-management-backend";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup, type ResourceGroupConfig } from "@cdktf/provider-azurerm/lib/resource-group";
import { TerraformCount, type TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiVersionSet,
  FunctionApp,
  FunctionHosting,
  NamedValue,
  Registration,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import { identities, validateUniqueResources } from "../../lib/support/unique-resources";
import { functionAppProps, patternProps } from "../fixtures/constructs";
import { existingGateway } from "../fixtures/existing-parts";
import { messageOf, newStack, synthesize } from "../synthesis";
import { installedProvider, PROVIDERS, readFacts } from "../terraform/facts/facts-files";
import { usedTypes } from "../terraform/facts/used-types";

describe("what tells resources apart", () => {
  it.each(PROVIDERS)("is known of every type of %s that the library makes", (name) => {
    expect(usedTypes(name, ["lib"]).resources.filter((type) => !identities.has(type))).toEqual([]);
  });

  it.each(PROVIDERS)("are arguments that %s has", (name) => {
    const facts = readFacts(installedProvider(name)).resources;
    const types = [...identities].filter(([type]) => type.startsWith(`${name}_`));
    expect(types.length).toBeGreaterThan(3);
    for (const [type, identity] of types) {
      expect(Object.keys(facts[type])).toEqual(expect.arrayContaining([...identity.arguments]));
    }
  });
});

const rejection = (stack: TerraformStack) => messageOf(() => synthesize(stack));

const namedValue = (stack: TerraformStack, id: string, name: string, gateway = existingGateway()) =>
  new NamedValue(stack, id, {
    gateway,
    name,
    secretUrl: "https://kv-orders.vault.azure.net/secrets/partner-key",
  });

describe("two constructs in a stack that make resources of one name", () => {
  it("are rejected with both paths, whatever the case", () => {
    const stack = newStack();
    namedValue(stack, "one", "partner-key");
    namedValue(stack, "other", "Partner-Key");
    expect(rejection(stack)).toMatch(
      /^stack: invalid input\.\n {2}- stack\/one\/named-value \(azurerm_api_management_named_value\.one_named-value_\w+\) and stack\/other\/named-value \(.+\) have the same `name`, "partner-key" and "Partner-Key"\. Azure has one resource with the same name, api_management_name, resource_group_name\. Give one of them another `name`, or make it once and hand it to both constructs\.$/,
    );
  });

  it("are rejected where one names the provider that the other takes without naming it", () => {
    const stack = newStack();
    const provider = stack.node.findChild("azurerm") as AzurermProvider;
    new ResourceGroup(stack, "one", { name: "rg", location: "westeurope" });
    new ResourceGroup(stack, "other", { name: "rg", location: "westeurope", provider });
    new SecureFunctionBehindApim(stack, "orders", patternProps);
    expect(rejection(stack)).toContain(
      'stack/other (azurerm_resource_group.other) have the same `name`, "rg"',
    );
  });

  it("are rejected where one of them is the program's own resource", () => {
    const stack = newStack();
    new SecureFunctionBehindApim(stack, "orders", {
      ...patternProps,
      gateway: existingGateway(),
      publisher: undefined,
    });
    new ApiManagementBackend(stack, "own", {
      apiManagementName: "apim-shared",
      resourceGroupName: "rg-shared",
      name: "orders",
      protocol: "http",
      url: "https://a.example",
    });
    expect(rejection(stack)).toMatch(
      /stack\/orders\/api\/backend \(.+\) and stack\/own \(.+\) have the same `name`/,
    );
  });

  it("are rejected where one has the name as a reference to what has it", () => {
    const stack = newStack();
    const group = new ResourceGroup(stack, "group", { name: "rg-shared", location: "westeurope" });
    const gateway = existingGateway();
    new ApiVersionSet(stack, "one", { gateway, name: "orders" });
    const another = existingGateway({ resourceGroupName: group.name });
    new ApiVersionSet(stack, "other", { gateway: another, name: "orders" });
    expect(rejection(stack)).toContain("have the same `name`");
  });

  it("are rejected where both have it from the same variable", () => {
    const stack = newStack();
    const name = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
    namedValue(stack, "one", name);
    namedValue(stack, "other", name);
    expect(rejection(stack)).toContain('have the same `name`, "${var.name}".');
  });

  it("are rejected where different types have one name space", () => {
    const stack = newStack();
    new FunctionApp(stack, "linux", functionAppProps);
    const hosting = FunctionHosting.consumption();
    new FunctionApp(stack, "windows", {
      ...functionAppProps,
      hosting,
      servicePlanName: "asp-other",
      storageAccountName: "stother",
      storageKeyInState: true,
    });
    expect(rejection(stack)).toMatch(
      /stack\/linux\/.+ and stack\/windows\/.+ have the same `name`, "func-orders"\./,
    );
  });

  it("are rejected where an override gives the name, once the stack is made for Terraform", () => {
    const stack = newStack();
    namedValue(stack, "one", "partner-key");
    namedValue(stack, "other", "another").resource.addOverride("name", "partner-key");
    expect(rejection(stack)).toContain("have the same `name`");
  });

  it("are rejected of two applications, which Entra tells apart only by their ids", () => {
    const stack = newStack();
    new Registration(stack, "one", { displayName: "orders" });
    new Registration(stack, "other", { displayName: "orders" });
    expect(rejection(stack)).toContain("have the same `display_name`");
  });

  it("are told by their addresses where the JSON has no path", () => {
    const group = { name: "rg-orders" };
    const [error] = validateUniqueResources(newStack(), {
      resource: { azurerm_resource_group: { one: group, other: group } },
    });
    expect(error).toMatch(/^azurerm_resource_group\.one and azurerm_resource_group\.other have/);
  });

  it.each<[string, (stack: TerraformStack) => void]>([
    [
      "on different gateways",
      (stack) => {
        namedValue(stack, "one", "partner-key");
        namedValue(stack, "other", "partner-key", existingGateway({ name: "apim-other" }));
      },
    ],
    [
      "of different types",
      (stack) => {
        namedValue(stack, "one", "orders");
        new ApiVersionSet(stack, "other", { gateway: existingGateway(), name: "orders" });
      },
    ],
    [
      "of different providers, which may have different subscriptions",
      (stack) => {
        const provider = new AzurermProvider(stack, "other", { alias: "other", features: [{}] });
        groups(stack, {}, { provider });
      },
    ],
    [
      "of which one is repeated, with a name for each",
      (stack) => groups(stack, { count: TerraformCount.of(2) }, { count: TerraformCount.of(2) }),
    ],
    [
      "of which one was removed",
      (stack) => {
        namedValue(stack, "one", "partner-key");
        stack.node.tryRemoveChild("one");
        namedValue(stack, "other", "partner-key");
      },
    ],
  ])("are taken %s", (_, build) => {
    const stack = newStack();
    namedValue(stack, "any", "any");
    build(stack);
    synthesize(stack);
  });
});

function groups(stack: TerraformStack, ...all: Partial<ResourceGroupConfig>[]): void {
  all.forEach((config, index) => {
    new ResourceGroup(stack, `group-${index}`, { name: "rg-orders", location: "westeurope", ...config });
  });
}
