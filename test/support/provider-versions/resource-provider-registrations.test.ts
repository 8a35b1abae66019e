import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider, type AzurermProviderConfig } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  FunctionApp,
  FunctionHosting,
  SecureFunctionBehindApim,
  Telemetry,
} from "cdktf-secure-function-behind-apim";
import { functionAppProps, patternProps } from "../../fixtures/constructs";
import { synthesize, warningsOf } from "../../synthesis";

const subnetId =
  "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/vnet/subnets/functions";

type Add = (stack: TerraformStack) => void;

/** The warnings of a stack that asks for a version of azurerm. */
function warnings(
  azurerm: string | undefined,
  add: Add,
  provider: Partial<AzurermProviderConfig> = {},
): string[] {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AzureadProvider(stack, "azuread");
  const features = [{ storage: [{ dataPlaneAvailable: false }] }];
  new AzurermProvider(stack, "azurerm", { features, ...provider });
  if (azurerm !== undefined) stack.addOverride("terraform.required_providers.azurerm.version", azurerm);
  add(stack);
  synthesize(stack);
  // A second synth of the same stack says nothing twice.
  synthesize(stack);
  return warningsOf(stack);
}

const pattern: Add = (stack) => void new SecureFunctionBehindApim(stack, "orders", patternProps);
const flexInNetwork: Add = (stack) =>
  void new FunctionApp(stack, "function", {
    ...functionAppProps,
    hosting: FunctionHosting.flexConsumption(),
    storageKeyInState: true,
    virtualNetworkSubnetId: subnetId,
  });

describe("a stack whose azurerm registers no resource providers", () => {
  it.each(["5.0.0", "~> 5.2", ">= 4.55.0", "unreadable"])(
    "is warned of, once, when it asks for %s",
    (azurerm) => {
      expect(warnings(azurerm, pattern)).toEqual([
        'The provider stack/azurerm (`azurerm`) does not register Microsoft.ApiManagement, microsoft.insights, Microsoft.Web, Microsoft.OperationalInsights, Microsoft.Storage, Microsoft.ManagedIdentity, and a first deployment to a new subscription fails without. From 5.0 on azurerm registers only what it is told to. Write `resourceProvidersToRegister: ["Microsoft.ApiManagement", "microsoft.insights", "Microsoft.Web", "Microsoft.OperationalInsights", "Microsoft.Storage", "Microsoft.ManagedIdentity"]`, or `resourceProviderRegistrations: "none"` where they are registered otherwise.',
      ]);
    },
  );

  it.each([undefined, "4.81.0", "~> 4.69", ">= 4.55.0, < 5.0.0"])(
    "is not one that asks for %s",
    (azurerm) => {
      expect(warnings(azurerm, pattern)).toEqual([]);
    },
  );

  it.each<Partial<AzurermProviderConfig>>([
    { resourceProviderRegistrations: "none" },
    { resourceProviderRegistrations: "legacy" },
    { resourceProviderRegistrations: "extended" },
    { resourceProviderRegistrations: "all" },
    {
      resourceProviderRegistrations: "core",
      resourceProvidersToRegister: [
        "microsoft.apimanagement",
        "Microsoft.Insights",
        "Microsoft.Web",
        "Microsoft.OperationalInsights",
      ],
    },
  ])("is not one that says %j", (provider) => {
    expect(warnings("5.2.0", pattern, provider)).toEqual([]);
  });

  it("is told what is missing in a set that it chose", () => {
    const [warning] = warnings("5.2.0", pattern, { resourceProviderRegistrations: "core" });
    expect(warning).toContain(
      "does not register Microsoft.ApiManagement, microsoft.insights, Microsoft.Web, Microsoft.OperationalInsights, and",
    );
  });

  it("is not judged by what Terraform alone knows", () => {
    const stackVariable = (stack: TerraformStack) => new TerraformVariable(stack, "set", { type: "string" });
    const stack = new TerraformStack(Testing.app(), "stack");
    new AzureadProvider(stack, "azuread");
    new AzurermProvider(stack, "azurerm", {
      features: [{ storage: [{ dataPlaneAvailable: false }] }],
      resourceProviderRegistrations: stackVariable(stack).stringValue,
    });
    stack.addOverride("terraform.required_providers.azurerm.version", "5.2.0");
    pattern(stack);
    synthesize(stack);
    expect(warningsOf(stack)).toEqual([]);
  });

  it("is told of each provider what its own resources need", () => {
    const [own, other, ...rest] = warnings("5.2.0", (stack) => {
      const provider = new AzurermProvider(stack, "other", {
        alias: "other",
        features: [{ storage: [{ dataPlaneAvailable: false }] }],
      });
      new Telemetry(stack, "telemetry", {
        workspaceName: "log-orders",
        applicationInsightsName: "appi-orders",
        resourceGroupName: "rg",
        location: "westeurope",
        provider,
      });
      new FunctionApp(stack, "function", functionAppProps);
    });
    expect(own).toContain(
      "stack/azurerm (`azurerm`) does not register Microsoft.Web, Microsoft.Storage, and",
    );
    expect(other).toContain(
      "stack/other (`azurerm.other`) does not register microsoft.insights, Microsoft.OperationalInsights, and",
    );
    expect(rest).toEqual([]);
  });
});

describe("a Flex Consumption app in a virtual network", () => {
  it("needs Microsoft.App, which no azurerm registers by default", () => {
    for (const azurerm of [undefined, "4.69.0"]) {
      const [warning] = warnings(azurerm, flexInNetwork);
      expect(warning).toContain("does not register Microsoft.App, and");
    }
    expect(warnings(undefined, flexInNetwork, { resourceProvidersToRegister: ["Microsoft.App"] })).toEqual(
      [],
    );
  });
});
