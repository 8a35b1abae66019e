import { AzureadProvider, type AzureadProviderConfig } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider, type AzurermProviderConfig } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  AzureCloud,
  FunctionApp,
  Gateway,
  Registration,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import { functionAppProps, newGatewayApi, patternProps } from "../fixtures/constructs";
import { existingRegistration } from "../fixtures/existing-parts";
import { gatewayIdentity } from "../fixtures/ids";
import { messageOf, synthesize, warningsOf } from "../synthesis";

const clouds = [AzureCloud.PUBLIC, AzureCloud.US_GOVERNMENT, AzureCloud.CHINA];

interface Providers {
  readonly azurerm?: Partial<AzurermProviderConfig>;
  readonly azuread?: AzureadProviderConfig;
}

function stackWith({ azurerm, azuread }: Providers): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AzureadProvider(stack, "azuread", azuread);
  new AzurermProvider(stack, "azurerm", { features: [{}], storageUseAzuread: true, ...azurerm });
  return stack;
}

function newFunctionApp(stack: TerraformStack, cloud: AzureCloud): void {
  new FunctionApp(stack, "function", {
    ...functionAppProps,
    registration: existingRegistration({ cloud }),
    // Outside of global Azure a host reaches its storage only with a key.
    storageKeyInState: cloud !== AzureCloud.PUBLIC,
  });
}

function synthesized(providers: Providers, cloud: AzureCloud) {
  const stack = stackWith(providers);
  newFunctionApp(stack, cloud);
  synthesize(stack);
  return warningsOf(stack);
}

describe("providers of another cloud than the Function's", () => {
  it.each(["azurerm", "azuread"])("rule 2: are rejected, whose issuer the gate would trust: %s", (type) => {
    expect(messageOf(() => synthesized({ [type]: { environment: "china" } }, AzureCloud.PUBLIC))).toContain(
      `The provider stack/${type} has \`environment: "china"\`, and stack/function is in the cloud \`public\`. The gate trusts tokens of its own cloud's Entra, where the providers have to make it. Write \`environment: "public"\`, or give the constructs another \`cloud\`.`,
    );
  });

  it.each(["public", "german", "usgovernment"])(
    "rule 2: are rejected in China when they say %s",
    (environment) => {
      expect(messageOf(() => synthesized({ azurerm: { environment } }, AzureCloud.CHINA))).toContain(
        `has \`environment: "${environment}"\``,
      );
    },
  );

  it("rule 2: are rejected for a registration without a Function", () => {
    const stack = stackWith({ azuread: { environment: "china" } });
    new Registration(stack, "registration", { displayName: "orders", cloud: AzureCloud.US_GOVERNMENT });
    expect(messageOf(() => synthesize(stack))).toContain("stack/registration is in the cloud `usgovernment`");
  });

  it("rule 2: are one error each for the whole pattern", () => {
    const environment = "china";
    const stack = stackWith({ azurerm: { environment }, azuread: { environment } });
    new SecureFunctionBehindApim(stack, "orders", patternProps);
    expect(messageOf(() => synthesize(stack)).match(/The provider stack\/azure(rm|ad) has/g)).toHaveLength(2);
  });

  it.each(clouds)("are taken when they say the same: %#", (cloud) => {
    const { name: environment } = cloud;
    expect(synthesized({ azurerm: { environment }, azuread: { environment } }, cloud)).toEqual([]);
  });

  it.each([
    ["global", AzureCloud.PUBLIC],
    ["Public", AzureCloud.PUBLIC],
    ["usgovernmentl4", AzureCloud.US_GOVERNMENT],
    ["usgovernmentl5", AzureCloud.US_GOVERNMENT],
    ["dod", AzureCloud.US_GOVERNMENT],
  ])("are taken when azuread calls it %s", (environment, cloud) => {
    expect(synthesized({ azurerm: { environment: cloud.name }, azuread: { environment } }, cloud)).toEqual(
      [],
    );
  });

  it("are taken where Terraform or a metadata host decides, and where the library does not use the provider", () => {
    const stack = stackWith({ azuread: { environment: "china", metadataHost: "metadata.example" } });
    const environment = new TerraformVariable(stack, "environment", { type: "string" }).stringValue;
    new AzurermProvider(stack, "china", {
      alias: "china",
      features: [{}],
      storageUseAzuread: true,
      environment: "china",
    });
    Object.assign(stack.node.findChild("azurerm"), { environment });
    new FunctionApp(stack, "function", functionAppProps);
    synthesize(stack);
    expect(warningsOf(stack)).toEqual([]);
  });

  it("are taken where the construct was removed", () => {
    const stack = stackWith({ azurerm: { environment: "china" } });
    new FunctionApp(stack, "function", functionAppProps);
    stack.node.tryRemoveChild("function");
    synthesize(stack);
  });
});

describe("providers that say no cloud", () => {
  it("are taken without a word in the public cloud", () => {
    expect(synthesized({}, AzureCloud.PUBLIC)).toEqual([]);
  });

  it("are a warning in another one, once each: azurerm may have it from ARM_ENVIRONMENT", () => {
    const stack = stackWith({ azuread: { environment: "usgovernment" } });
    newFunctionApp(stack, AzureCloud.US_GOVERNMENT);
    synthesize(stack);
    synthesize(stack);
    expect(warningsOf(stack)).toEqual([
      'The provider stack/azurerm has no `environment`, and stack/function is in the cloud `usgovernment`. Without it the provider works in the public cloud, unless ARM_ENVIRONMENT says otherwise where Terraform runs. Write `environment: "usgovernment"`.',
    ]);
  });
});

describe("of several azurerm providers", () => {
  const alias = "spoke";

  function synthesizeWith(config: Partial<AzurermProviderConfig>, isUsed: boolean) {
    const stack = stackWith({});
    const provider = new AzurermProvider(stack, alias, {
      features: [{}],
      storageUseAzuread: true,
      alias,
      ...config,
    });
    new FunctionApp(stack, "function", { ...functionAppProps, provider: isUsed ? provider : undefined });
    return synthesize(stack);
  }

  it("rule 2: the one that a Function App is given counts", () => {
    expect(messageOf(() => synthesizeWith({ environment: "china" }, true))).toContain(
      'The provider stack/spoke has `environment: "china"`, and stack/function is in the cloud `public`.',
    );
  });

  it("rule 2: others do not count", () => {
    expect(() => synthesizeWith({ environment: "china" }, false)).not.toThrow();
  });

  it("rule 2: the one of a gateway counts, whose identity is one of the Function's tenant", () => {
    const stack = stackWith({});
    const provider = new AzurermProvider(stack, alias, { features: [{}], alias, environment: "china" });
    newGatewayApi(stack, "orders", {
      gateway: Gateway.fromGatewayAttributes(stack, "gateway", {
        name: "apim-hub",
        resourceGroupName: "rg-hub",
        identity: gatewayIdentity,
        provider,
      }),
    });
    expect(messageOf(() => synthesize(stack))).toContain(
      'The provider stack/spoke has `environment: "china"`, and stack/orders is in the cloud `public`.',
    );
  });
});
