import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack as Stack, type TerraformProvider, type TerraformStack, Testing } from "cdktf";
import {
  Alerts,
  ApiDefinition,
  ApiProduct,
  DiagnosticLogs,
  ExistingResourceGroup,
  ExistingSubnet,
  FunctionApp,
  FunctionHosting,
  Gateway,
  HostStorage,
  MigrationWatch,
  NamedValue,
  Policy,
  PrivateDnsZones,
  PrivateEndpoints,
  SecureFunctionBehindApim,
  ServicePlan,
  Telemetry,
  UniqueSuffix,
} from "cdktf-secure-function-behind-apim";
import { Construct } from "constructs";
import { structs } from "../../lib/support/shape/public-types";
import { functionAppProps, newGatewayApi, onExistingGateway, patternProps } from "../fixtures/constructs";
import { gatewayIdentity } from "../fixtures/ids";
import { type Json, messageOf, newStack, synthesize } from "../synthesis";

const features = [{ storage: [{ dataPlaneAvailable: false }] }];
const placement = { resourceGroupName: "rg", location: "westeurope" };
const network = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network";
const virtualNetworkId = `${network}/virtualNetworks/vnet`;
const service = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim";
const storageAccountId =
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/storders";
const workspaceId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/w";
const secretUrl = "https://kv.vault.azure.net/secrets/key";
const publisher = { name: "Contoso", email: "api@contoso.com" };

function newHub(stack: TerraformStack, alias = "hub"): AzurermProvider {
  return new AzurermProvider(stack, alias, { features, alias });
}

/** Each azurerm resource and data source of a stack, with the provider that it names. */
function providersIn({ resource, data }: Json): [string, unknown][] {
  return [resource, data].flatMap((blocks) =>
    Object.entries(blocks ?? {})
      .filter(([type]) => type.startsWith("azurerm_"))
      .flatMap(([type, byName]) =>
        Object.entries(byName as object).map(([name, { provider }]): [string, unknown] => [
          `${type}.${name}`,
          provider,
        ]),
      ),
  );
}

type Made = (stack: TerraformStack, provider: TerraformProvider) => unknown;

const dnsZones = (stack: TerraformStack) =>
  Object.assign(new Construct(stack, "own-zones"), {
    functionZoneId: "f",
    blobZoneId: "b",
    queueZoneId: "q",
    tableZoneId: "t",
  });

/** What can be given a provider, by the type of its properties. */
const parts: Readonly<Record<string, Made>> = {
  AlertsProps: (stack, provider) =>
    new Alerts(stack, "alerts", {
      name: "apim",
      resourceGroupName: "rg",
      gatewayId: service,
      emailAddresses: ["a@b.c"],
      provider,
    }),
  DiagnosticLogsProps: (stack, provider) =>
    new DiagnosticLogs(stack, "logs", { workspaceId, gatewayId: service, provider }),
  FunctionAppProps: (stack, provider) =>
    new FunctionApp(stack, "function", {
      ...functionAppProps,
      hosting: FunctionHosting.dedicated("S1"),
      provider,
    }).addSlot("staging", { name: "staging" }),
  GatewayProps: (stack, provider) =>
    newGatewayApi(stack, "orders", {
      gateway: new Gateway(stack, "gateway", { ...placement, name: "apim", publisher, provider }),
    }),
  GatewayAttributes: (stack, provider) =>
    newGatewayApi(stack, "orders", {
      gateway: Gateway.fromGatewayAttributes(stack, "gateway", {
        name: "apim",
        resourceGroupName: "rg",
        identity: gatewayIdentity,
        provider,
      }),
    }),
  GatewayLookup: (stack, provider) =>
    newGatewayApi(stack, "orders", {
      gateway: Gateway.fromGatewayName(stack, "gateway", {
        name: "apim",
        resourceGroupName: "rg",
        identityName: "id-apim",
        provider,
      }),
    }),
  HostStorageProps: (stack, provider) =>
    new HostStorage(stack, "st", { ...placement, name: "st1", provider }),
  HostStorageAttributes: (stack, provider) =>
    HostStorage.fromHostStorageAttributes(stack, "st", { storageAccountId, provider }),
  HostStorageLookup: (stack, provider) =>
    HostStorage.fromHostStorageName(stack, "st", { name: "st1", resourceGroupName: "rg", provider }),
  PrivateDnsZonesProps: (stack, provider) =>
    new PrivateDnsZones(stack, "zones", { resourceGroupName: "rg", virtualNetworkId, provider }),
  MigrationWatchProps: (stack, provider) =>
    new MigrationWatch(stack, "watch", {
      ...placement,
      functionAppName: "func",
      workspaceId:
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log",
      provider,
    }),
  PrivateDnsZonesLookup: (stack, provider) =>
    PrivateDnsZones.fromPrivateDnsZonesNames(stack, "zones", { resourceGroupName: "rg", provider }),
  PrivateEndpointsProps: (stack, provider) => {
    const subnet = (id: string) =>
      ExistingSubnet.fromSubnetId(stack, id, `${virtualNetworkId}/subnets/${id}`);
    return new PrivateEndpoints(stack, "endpoints", {
      ...placement,
      name: "func",
      functionAppId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/func",
      storageAccountId,
      network: {
        privateEndpointSubnet: subnet("endpoints-subnet"),
        functionSubnet: subnet("functions-subnet"),
        dnsZones: dnsZones(stack),
      },
      provider,
    });
  },
  SecureFunctionBehindApimProps: (stack, provider) =>
    new SecureFunctionBehindApim(stack, "orders", {
      ...patternProps,
      skuName: "BasicV2_1",
      hosting: FunctionHosting.flexConsumption(),
      storageKeyInState: true,
      apiVersion: "v1",
      diagnosticLogs: true,
      provider,
    }),
  ServicePlanProps: (stack, provider) =>
    new ServicePlan(stack, "plan", { ...placement, name: "asp", provider }),
  ServicePlanLookup: (stack, provider) =>
    ServicePlan.fromServicePlanName(stack, "plan", {
      name: "asp",
      resourceGroupName: "rg",
      hosting: FunctionHosting.dedicated(),
      provider,
    }),
  SubnetLookup: (stack, provider) =>
    ExistingSubnet.fromSubnetName(stack, "subnet", {
      name: "snet",
      virtualNetworkName: "vnet",
      resourceGroupName: "rg",
      provider,
    }),
  TelemetryProps: (stack, provider) =>
    new Telemetry(stack, "telemetry", {
      ...placement,
      workspaceName: "log-orders",
      applicationInsightsName: "appi",
      provider,
    }),
  TelemetryLookup: (stack, provider) =>
    Telemetry.fromTelemetryName(stack, "telemetry", {
      applicationInsightsName: "appi",
      resourceGroupName: "rg",
      provider,
    }),
  UniqueSuffixProps: (stack, provider) => new UniqueSuffix(stack, "suffix", { provider }),
};

describe("the provider that a part is given", () => {
  it("can be given to these parts", () => {
    const withProvider = Object.entries(structs).filter(([, properties]) => "provider" in properties);
    expect(withProvider.map(([name]) => name).sort()).toEqual(Object.keys(parts).sort());
  });

  it.each(Object.entries(parts))("is that of everything that is made with %s", (_props, make) => {
    const stack = newStack();
    make(stack, newHub(stack));
    const others = providersIn(synthesize(stack)).filter(([, provider]) => provider !== "azurerm.hub");
    expect(others).toEqual([]);
  });

  it("is that of the look-up of a resource group", () => {
    const stack = newStack();
    ExistingResourceGroup.fromResourceGroupLookup(stack, "group", "rg", newHub(stack));
    expect(providersIn(synthesize(stack))).toEqual([["azurerm_resource_group.group", "azurerm.hub"]]);
  });

  it.each(["new", "existing"])(
    "R8: is that of the role assignments at a storage account that is %s",
    (kind) => {
      const stack = newStack();
      const provider = newHub(stack);
      const storage =
        kind === "new"
          ? new HostStorage(stack, "storage", { ...placement, name: "st1", provider })
          : HostStorage.fromHostStorageAttributes(stack, "storage", { storageAccountId, provider });
      const { storageAccountName: _, ...props } = functionAppProps;
      new FunctionApp(stack, "function", { ...props, storage });
      const named = providersIn(synthesize(stack)).filter(([, provider]) => provider !== undefined);
      expect(named.map(([address]) => address.split(".")[0])).toEqual([
        "azurerm_role_assignment",
        ...(kind === "new" ? ["azurerm_storage_account"] : []),
      ]);
    },
  );

  it("is rejected when it is one of another stack", () => {
    const foreign = newHub(new Stack(Testing.app(), "elsewhere"));
    expect(messageOf(() => parts.GatewayProps(newStack(), foreign))).toContain(
      "`provider` was given as elsewhere/hub (`azurerm.hub`), a provider of another stack. Allowed is a provider of the stack stack. Make one in stack, with the same configuration.",
    );
  });

  it("is rejected when it is an azuread provider", () => {
    const stack = newStack();
    const azuread = stack.node.findChild("azuread") as AzureadProvider;
    expect(messageOf(() => parts.GatewayProps(stack, azuread))).toContain(
      "`provider` was given as an instance of AzureadProvider. Allowed is an azurerm provider. Give an `AzurermProvider` of the stack, with an `alias`.",
    );
  });
});

describe("what is on a gateway of another subscription", () => {
  const onGateway = /^azurerm_(api_management|user_assigned_identity)/;

  it("is managed with the gateway's provider, and nothing else is", () => {
    const stack = newStack();
    const hub = newHub(stack);
    const gateway = new Gateway(stack, "gateway", { ...placement, name: "apim", publisher, provider: hub });
    const key = new NamedValue(stack, "key", { gateway, name: "key", secretUrl, keyVaultId: "vault" });
    const refunds = new SecureFunctionBehindApim(stack, "refunds", {
      ...patternProps,
      publisher: undefined,
      gateway,
      name: "refunds",
    });
    const orders = new SecureFunctionBehindApim(stack, "orders", {
      ...patternProps,
      publisher: undefined,
      gateway,
      apiVersion: "v1",
      apiDefinition: ApiDefinition.fromOperations([{ method: "GET", urlTemplate: "/a", operationId: "a" }]),
      operationTags: { a: ["read"] },
      operationPolicies: { a: new Policy().needs(key.resource) },
      operationBackends: { a: refunds.operationBackend("for-orders", gateway) },
    });
    new ApiProduct(stack, "partners", {
      gateway,
      name: "partners",
      apis: [orders.api],
      policy: new Policy().setResponseHeader("X-Powered-By"),
    });
    const found = providersIn(synthesize(stack));
    expect(new Set(found.filter(([, provider]) => provider).map(([address]) => address))).toEqual(
      new Set(found.map(([address]) => address).filter((address) => onGateway.test(address))),
    );
    expect(new Set(found.map(([, provider]) => provider))).toEqual(new Set(["azurerm.hub", undefined]));
    expect(found.length).toBeGreaterThan(30);
  });

  it("leaves the role assignment at a Key Vault to the provider of the vault", () => {
    const stack = newStack();
    const { gateway } = onExistingGateway({ provider: undefined });
    const keyVaultProvider = newHub(stack);
    const props = { gateway, name: "key", secretUrl, keyVaultId: "vault", keyVaultProvider };
    new NamedValue(stack, "key", props);
    expect(Object.fromEntries(providersIn(synthesize(stack)))).toEqual({
      "azurerm_api_management_named_value.key_named-value_9160E98C": undefined,
      "azurerm_role_assignment.key_secrets-user_76247408": "azurerm.hub",
    });
  });
});

describe("a gateway of another stack", () => {
  function twoStacks({ alias = false, ...ids }: { alias?: boolean; hub?: string; spoke?: string } = {}) {
    const app = Testing.app();
    const platform = new Stack(app, "platform");
    const own = new AzurermProvider(platform, "own", { features, subscriptionId: ids.hub });
    const provider = alias ? newHub(platform) : own;
    const gateway = new Gateway(platform, "gateway", {
      ...placement,
      name: "apim",
      publisher,
      provider: alias ? provider : undefined,
    });
    const workload = new Stack(app, "workload");
    new AzureadProvider(workload, "azuread");
    new AzurermProvider(workload, "azurerm", { features, subscriptionId: ids.spoke });
    const orders = () => {
      new SecureFunctionBehindApim(workload, "orders", { ...patternProps, publisher: undefined, gateway });
      return synthesize(workload);
    };
    return { workload, orders };
  }

  it("is reached with the provider of the same alias", () => {
    const { workload, orders } = twoStacks({ alias: true });
    newHub(workload);
    const named = providersIn(orders()).filter(([, provider]) => provider === "azurerm.hub");
    expect([...new Set(named.map(([address]) => address.split(".")[0]))]).toEqual([
      "azurerm_api_management_api",
      "azurerm_api_management_api_diagnostic",
      "azurerm_api_management_api_operation",
      "azurerm_api_management_api_policy",
      "azurerm_api_management_backend",
      "azurerm_api_management_logger",
    ]);
  });

  it("is rejected where there is no provider of its alias, before anything is made", () => {
    const { workload, orders } = twoStacks({ alias: true });
    const before = workload.node.children.length;
    expect(messageOf(orders)).toContain(
      'The gateway platform/gateway is managed with the provider platform/hub (`azurerm.hub`), and the stack workload has only `azurerm` yet. What is on it is managed with the provider of the same alias in each stack. Write `new AzurermProvider(this, "hub", { alias: "hub", … })` in workload, before what uses it.',
    );
    expect(workload.node.children).toHaveLength(before);
  });

  it("is rejected at synth where both stacks leave it to their own subscriptions", () => {
    expect(messageOf(twoStacks({ hub: "sub-hub", spoke: "sub-spoke" }).orders)).toContain(
      "The gateway platform/gateway is in the subscription sub-hub of platform/own (`azurerm`), and workload/azurerm (`azurerm`) works in sub-spoke. What is on a gateway is managed in the gateway's subscription. Give the gateway a `provider` with an `alias`, and workload a provider with the same alias and subscription.",
    );
  });

  it.each([
    { hub: "sub-hub", spoke: "SUB-HUB" },
    { hub: "sub-hub" },
    { spoke: "sub-spoke" },
    { hub: "${var.subscription}", spoke: "sub-spoke" },
  ])("is accepted with %j", (ids) => {
    expect(twoStacks(ids).orders).not.toThrow();
  });
});
