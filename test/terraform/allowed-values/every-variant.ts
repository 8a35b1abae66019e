import { join } from "node:path";
import type { TerraformStack } from "cdktf";
import {
  Alerts,
  ApiVersionScheme,
  ApiVersionSet,
  ExistingResourceGroup,
  ExistingSubnet,
  FunctionApp,
  FunctionHosting,
  FunctionRuntime,
  Gateway,
  GatewayIdentityType,
  GatewayNetwork,
  HostStorage,
  MigrationWatch,
  PrivateDnsZones,
  Registration,
  ServicePlan,
  Telemetry,
} from "cdktf-secure-function-behind-apim";
import { hostingKinds } from "../../../lib/function/hosting/private/hosting-kinds";
import { languages } from "../../../lib/function/runtime/private/languages";
import { providerChanges } from "../../../lib/support/provider-versions/provider-changes";
import { isBefore } from "../../../lib/support/provider-versions/version-range";
import { alertWindows } from "../../../lib/telemetry/private/alerts-validation";
import { functionAppProps } from "../../fixtures/constructs";
import { synthesizedExamples } from "../../fixtures/examples";
import { existingGateway } from "../../fixtures/existing-parts";
import { type Json, newStack, synthesize } from "../../synthesis";
import type { AzurermVersion } from "../facts/facts-files";
import { addApis, addHostings, addPackage } from "../shapes";

const placed = { resourceGroupName: "rg-variants", location: "westeurope" };
const providers = "/subscriptions/s/resourceGroups/r/providers";

/** Stacks in which the library writes every value that it can choose: examples, shapes, and each closed set. */
export function everyVariant(azurerm: AzurermVersion): Json[] {
  const surfaces = [addHostings, addApis, addFixturePackage];
  const sets = [
    addServicePlans,
    addRuntimes,
    addGateways,
    addVersionSets,
    addAlerts,
    addMigrationWatch,
    addLookups,
  ];
  return [
    ...synthesizedExamples(azurerm).values(),
    ...[...surfaces, ...sets].map((add) => synthesized(add, azurerm)),
  ];
}

function synthesized(
  add: (stack: TerraformStack, azurerm: AzurermVersion) => void,
  azurerm: AzurermVersion,
): Json {
  const stack = newStack({ storageUseAzuread: true });
  stack.addOverride("terraform.required_providers.azurerm.version", azurerm);
  add(stack, azurerm);
  return synthesize(stack);
}

function addFixturePackage(stack: TerraformStack): void {
  addPackage(stack, join(__dirname, "../../fixtures/function-package.zip"));
}

const hostings: { [kind in keyof typeof hostingKinds]: (skuName: string) => FunctionHosting } = {
  dedicatedLinux: FunctionHosting.dedicated,
  dedicatedWindows: FunctionHosting.dedicatedWindows,
  elasticPremiumLinux: FunctionHosting.elasticPremium,
  elasticPremiumWindows: FunctionHosting.elasticPremiumWindows,
  consumptionLinux: FunctionHosting.consumption,
  consumptionWindows: FunctionHosting.consumptionWindows,
  flexConsumption: () => FunctionHosting.flexConsumption(),
};

function addServicePlans(stack: TerraformStack): void {
  for (const [kind, hosting] of entries(hostings)) {
    for (const sku of hostingKinds[kind].skus) {
      const name = `asp-${kind}-${sku}`;
      new ServicePlan(stack, name, { ...placed, name, hosting: hosting(sku) });
    }
  }
}

const runtimes: { [language in keyof typeof languages]: (version: string) => FunctionRuntime } = {
  node: FunctionRuntime.node,
  python: FunctionRuntime.python,
  dotnetIsolated: FunctionRuntime.dotnetIsolated,
  java: FunctionRuntime.java,
  powershell: FunctionRuntime.powershell,
  custom: () => FunctionRuntime.custom(),
};

/** Each version of each language that azurerm takes, on every kind of Function App and slot that runs it. */
function addRuntimes(stack: TerraformStack, azurerm: AzurermVersion): void {
  const kinds = [
    FunctionHosting.dedicated("S1"),
    FunctionHosting.dedicatedWindows("S1"),
    FunctionHosting.flexConsumption(),
  ];
  const refused = providerChanges
    .filter(({ change, version }) => change === "added" && isBefore(azurerm, version))
    .map(({ title }) => title);
  const all = entries(runtimes).flatMap(([language, runtime]) =>
    [...new Set(Object.values(languages[language].versions).flat())]
      .filter((version) => !refused.includes(`${languages[language].name} ${version}`))
      .map(runtime),
  );
  for (const [index, runtime] of all.entries()) {
    for (const hosting of kinds.filter((kind) => runtime._validate(kind).length === 0)) {
      const id = `${hosting._app.toLowerCase()}-${index}`;
      const app = new FunctionApp(stack, id, {
        ...functionAppProps,
        name: `func-${id}`,
        servicePlanName: `asp-${id}`,
        storageAccountName: `st${id.replace("-", "")}`,
        storageKeyInState: !hosting.keylessStorage,
        deploymentAddresses: ["203.0.113.0/24"],
        hosting,
        runtime,
      });
      if (hosting.slots) app.addSlot("staging", { name: "staging" });
    }
  }
}

/** Each tier with either identity, and each way into a virtual network. */
function addGateways(stack: TerraformStack): void {
  const id = `${providers}/Microsoft.Network/virtualNetworks/vnet/subnets/gateway`;
  const subnet = ExistingSubnet.fromSubnetId(stack, "subnet", id);
  const inNetwork = [
    { skuName: "Developer_1", network: GatewayNetwork.externalMode(subnet) },
    { skuName: "Premium_1", network: GatewayNetwork.internalMode(subnet) },
    { skuName: "PremiumV2_1", network: GatewayNetwork.integration(subnet) },
  ];
  const publisher = { name: "Contoso", email: "api@contoso.com" };
  for (const identityType of Object.values(GatewayIdentityType)) {
    for (const [index, gateway] of [
      ...GATEWAY_SKUS.map((skuName) => ({ skuName })),
      ...inNetwork,
    ].entries()) {
      const name = `apim-${identityType}-${index}`;
      new Gateway(stack, name, { ...placed, ...gateway, publisher, identityType, name });
    }
  }
}

/** The fewest and the most units of each tier of API Management. */
export const GATEWAY_SKUS = [
  "Consumption_0",
  "Developer_1",
  "Basic_1",
  "Basic_2",
  "Standard_1",
  "Standard_4",
  "Premium_1",
  "Premium_99",
  "BasicV2_1",
  "BasicV2_10",
  "StandardV2_1",
  "StandardV2_10",
  "PremiumV2_1",
  "PremiumV2_30",
];

function addVersionSets(stack: TerraformStack): void {
  const named = [ApiVersionScheme.header("Api-Version"), ApiVersionScheme.query("api-version")];
  for (const scheme of [ApiVersionScheme.path(), ...named]) {
    new ApiVersionSet(stack, scheme.kind, { gateway: existingGateway(), name: scheme.kind, scheme });
  }
}

function addMigrationWatch(stack: TerraformStack): void {
  const watch = new MigrationWatch(stack, "watch", {
    ...placed,
    functionAppName: "func",
    workspaceId: `${providers}/Microsoft.OperationalInsights/workspaces/log`,
    actionGroupIds: [`${providers}/Microsoft.Insights/actionGroups/ag`],
  });
  watch.addApi("orders");
}

function addAlerts(stack: TerraformStack): void {
  for (const windowInMinutes of alertWindows.keys()) {
    new Alerts(stack, `alerts-${windowInMinutes}`, {
      resourceGroupName: placed.resourceGroupName,
      name: `variant-${windowInMinutes}`,
      functionAppId: `${providers}/Microsoft.Web/sites/func`,
      gatewayId: `${providers}/Microsoft.ApiManagement/service/apim`,
      emailAddresses: ["api@contoso.com"],
      windowInMinutes,
    });
  }
}

/** Everything that can be looked up by its name. */
function addLookups(stack: TerraformStack): void {
  const { resourceGroupName } = placed;
  const inNetwork = { virtualNetworkName: "vnet", resourceGroupName };
  const hosting = FunctionHosting.dedicated();
  const named = (name: string) => ({ name, resourceGroupName });
  ExistingResourceGroup.fromResourceGroupLookup(stack, "group", resourceGroupName);
  ExistingSubnet.fromSubnetName(stack, "subnet", { name: "functions", ...inNetwork });
  PrivateDnsZones.fromPrivateDnsZonesNames(stack, "zones", { resourceGroupName });
  Gateway.fromGatewayName(stack, "gateway", named("apim"));
  Gateway.fromGatewayName(stack, "gateway-user", { ...named("apim"), identityName: "id-apim" });
  Registration.fromRegistrationName(stack, "registration", { displayName: "Orders" });
  ServicePlan.fromServicePlanName(stack, "plan", { ...named("asp"), hosting });
  HostStorage.fromHostStorageName(stack, "storage", named("storders"));
  Telemetry.fromTelemetryName(stack, "telemetry", { applicationInsightsName: "appi", resourceGroupName });
}

function entries<T extends object>(record: T): [keyof T, T[keyof T]][] {
  return Object.entries(record) as [keyof T, T[keyof T]][];
}
