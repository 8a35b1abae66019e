import { type TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  type AdoptedResources,
  ExistingResourceGroup,
  FunctionHosting,
  FunctionRuntime,
  GateMigration,
  GatewayIdentityType,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { newPattern } from "../fixtures/constructs";
import { existingGateway, existingRegistration } from "../fixtures/existing-parts";
import { all, anotherStack, type Json, messageOf, newStack, only } from "../synthesis";

const subscription = "/subscriptions/66666666-7777-4888-9999-000000000000";
const inGroup = (group: string, rest: string) => `${subscription}/resourceGroups/${group}/providers/${rest}`;

/** Everything that a construct makes, where it is today. */
const everything = {
  functionApp: inGroup("rg-apps", "Microsoft.Web/sites/func-old"),
  servicePlan: inGroup("rg-plans", "microsoft.web/serverfarms/asp-old"),
  storageAccount: inGroup("rg-apps", "Microsoft.Storage/storageAccounts/stold"),
  apiManagement: inGroup("rg-apim", "Microsoft.ApiManagement/service/apim-old"),
  gatewayIdentity: inGroup("rg-apim", "Microsoft.ManagedIdentity/userAssignedIdentities/id-old"),
  api: inGroup("rg-apim", "Microsoft.ApiManagement/service/apim-old/apis/orders-old;rev=2"),
  application: "/applications/11111111-2222-4333-8444-555555555555",
  servicePrincipal: "/servicePrincipals/66666666-7777-4888-9999-000000000000",
  logAnalyticsWorkspace: inGroup("rg-logs", "Microsoft.OperationalInsights/workspaces/log-old"),
  applicationInsights: inGroup("rg-logs", "Microsoft.Insights/components/appi-old"),
  keptAppSettings: ["DB_PASSWORD"],
} satisfies AdoptedResources;

const told: Partial<SecureFunctionBehindApimProps> = {
  runtime: FunctionRuntime.python(),
  hosting: FunctionHosting.dedicated("S1"),
  skuName: "Developer_1",
  apiPath: "orders",
};

function adopting(adopt: AdoptedResources, props: Partial<SecureFunctionBehindApimProps> = told) {
  return newPattern({ adopt, ...props });
}

// cdktf's own validation of an import asks Terraform for its version, which a machine need not have.
function synthesized(stack: TerraformStack): Json {
  return JSON.parse(Testing.synth(stack));
}

function errorsOf(adopt: AdoptedResources, props: Partial<SecureFunctionBehindApimProps> = told): string {
  return messageOf(() => adopting(adopt, props));
}

const { functionApp, servicePlan, storageAccount, apiManagement } = everything;

describe("what is there", () => {
  it("is imported, each resource once, with the provider of the resource", () => {
    const json = synthesized(adopting(everything).stack);
    const imported = json.import.map(({ to, ...rest }: Json) => ({ type: to.split(".")[0], ...rest }));
    expect(imported).toEqual([
      { type: "azurerm_user_assigned_identity", id: everything.gatewayIdentity },
      { type: "azurerm_api_management", id: apiManagement },
      { type: "azuread_application", id: everything.application },
      { type: "azuread_service_principal", id: everything.servicePrincipal },
      { type: "azurerm_log_analytics_workspace", id: everything.logAnalyticsWorkspace },
      { type: "azurerm_application_insights", id: everything.applicationInsights },
      {
        type: "azurerm_service_plan",
        id: inGroup("rg-plans", "Microsoft.Web/serverFarms/asp-old"),
      },
      { type: "azurerm_storage_account", id: storageAccount },
      { type: "azurerm_linux_function_app", id: functionApp },
      { type: "azurerm_api_management_api", id: everything.api },
    ]);
  });

  it("keeps its name and its resource group, which its id says", () => {
    const json = synthesized(adopting(everything).stack);
    const placeOf = (type: string) => {
      const { name, resource_group_name } = only(json, type);
      return [name, resource_group_name];
    };
    expect(placeOf("azurerm_linux_function_app")).toEqual(["func-old", "rg-apps"]);
    expect(placeOf("azurerm_service_plan")).toEqual(["asp-old", "rg-plans"]);
    expect(placeOf("azurerm_storage_account")).toEqual(["stold", "rg-apps"]);
    expect(placeOf("azurerm_api_management")).toEqual(["apim-old", "rg-apim"]);
    expect(placeOf("azurerm_user_assigned_identity")).toEqual(["id-old", "rg-apim"]);
    expect(placeOf("azurerm_log_analytics_workspace")).toEqual(["log-old", "rg-logs"]);
    expect(placeOf("azurerm_application_insights")).toEqual(["appi-old", "rg-logs"]);
    expect(only(json, "azurerm_api_management_api")).toMatchObject({ name: "orders-old", revision: "2" });
    expect(json.resource).not.toHaveProperty("terraform_data.orders_unique-suffix");
  });

  it("is destroyed by no plan, and keeps its location", () => {
    const json = synthesized(adopting(everything).stack);
    for (const { to } of json.import) {
      const [type, name] = to.split(".");
      const { lifecycle } = json.resource[type][name];
      expect([type, lifecycle.prevent_destroy]).toEqual([type, true]);
      if (/^azurerm_(?!api_management_api)/.test(type))
        expect(lifecycle.ignore_changes).toContain("location");
    }
  });

  it("keeps the values of the app settings that are named, and gets those of the stack", () => {
    const { stack } = adopting(everything, { ...told, appSettings: { LEVEL: "info" } });
    const app = only(synthesized(stack), "azurerm_linux_function_app");
    expect(app.app_settings).toEqual({ LEVEL: "info" });
    expect(app.lifecycle.ignore_changes).toContain('app_settings["DB_PASSWORD"]');
    expect(app.lifecycle.ignore_changes).not.toContain("app_settings");
  });

  it("gets the gate: nothing of it is kept", () => {
    const app = only(synthesized(adopting(everything).stack), "azurerm_linux_function_app");
    const kept = app.lifecycle.ignore_changes.join(" ");
    expect(kept).not.toMatch(/auth_settings|https_only|basic_authentication|scm_|ftps_state|tls_version/);
    expect(kept).not.toMatch(/storage_account_access_key|storage_uses_managed_identity/);
    expect(app.auth_settings_v2).toMatchObject({ auth_enabled: true, require_authentication: true });
  });

  it("can let its callers in while a migration observes them, and says so in its tags", () => {
    const migration = GateMigration.observe({ reason: "Partners move, CHANGE-1234", until: "2027-02-28" });
    const { stack } = adopting(everything, { ...told, migration, tags: { team: "shop" } });
    const app = only(synthesized(stack), "azurerm_linux_function_app");
    expect(app.auth_settings_v2).toMatchObject({ auth_enabled: true, require_authentication: false });
    expect(app.tags).toMatchObject({ team: "shop", "gate-migration-until": "2027-02-28" });
    expect(app.lifecycle.ignore_changes).not.toContain("tags");
    expect(errorsOf(everything, { ...told, migration })).toContain("without `tags`");
  });

  it("keeps tags, network and retention unless the stack says them", () => {
    const kept = (props: Partial<SecureFunctionBehindApimProps>, type: string) =>
      only(synthesized(adopting(everything, { ...told, ...props }).stack), type).lifecycle.ignore_changes;
    expect(kept({}, "azurerm_linux_function_app")).toEqual(
      expect.arrayContaining(["tags", "public_network_access_enabled", "virtual_network_subnet_id"]),
    );
    expect(kept({ tags: { team: "shop" } }, "azurerm_linux_function_app")).not.toContain("tags");
    expect(kept({}, "azurerm_log_analytics_workspace")).toContain("retention_in_days");
    expect(kept({ retentionInDays: 90 }, "azurerm_log_analytics_workspace")).not.toContain(
      "retention_in_days",
    );
    expect(kept({}, "azuread_application")).toContain("owners");
  });

  it("can be a resource group, in which the rest is new", () => {
    const { stack } = adopting({ resourceGroup: `${subscription}/resourcegroups/rg-old` }, {});
    const json = synthesized(stack);
    expect(json.import).toEqual([
      { id: `${subscription}/resourceGroups/rg-old`, to: expect.stringMatching(/^azurerm_resource_group\./) },
    ]);
    expect(only(json, "azurerm_resource_group")).toMatchObject({ name: "rg-old" });
  });

  it("can be slots, whose kept settings a swap leaves where they are", () => {
    const { stack, orders } = adopting(everything);
    orders.addSlot("staging", {
      name: "staging",
      importId: `${functionApp}/slots/staging`,
      keptAppSettings: ["DB_PASSWORD", "CACHE"],
      swappedAppSettings: ["CACHE"],
    });
    const json = synthesized(stack);
    const slot = only(json, "azurerm_linux_function_app_slot");
    expect(slot.lifecycle.prevent_destroy).toBe(true);
    expect(slot.lifecycle.ignore_changes).toEqual(
      expect.arrayContaining(['app_settings["DB_PASSWORD"]', 'app_settings["CACHE"]', "service_plan_id"]),
    );
    const app = only(json, "azurerm_linux_function_app");
    expect(app.sticky_settings).toEqual({ app_setting_names: ["DB_PASSWORD"] });
    expect(app.lifecycle.ignore_changes).not.toContain("sticky_settings");
  });

  it("keeps its sticky settings while the stack has no slot", () => {
    const app = only(synthesized(adopting(everything).stack), "azurerm_linux_function_app");
    expect(app.lifecycle.ignore_changes).toContain("sticky_settings");
  });

  it("is still guarded: an override that keeps more than the library does is refused", () => {
    const { stack, orders } = adopting(everything);
    const { resource } = orders.functionApp;
    const ignoreChanges = [...(resource.lifecycle?.ignoreChanges ?? []), "auth_settings_v2"];
    resource.lifecycle = { ...resource.lifecycle, ignoreChanges };
    expect(messageOf(() => synthesized(stack))).toContain("ignores auth_settings_v2");
  });
});

describe("what an import would destroy or change unasked is refused: ", () => {
  it.each<[string, AdoptedResources, Partial<SecureFunctionBehindApimProps>, string]>([
    [
      "a Function App without its runtime",
      everything,
      { ...told, runtime: undefined },
      "A Function App that is there was given without `runtime`.",
    ],
    [
      "a Function App without its service plan",
      { functionApp, storageAccount },
      told,
      "A Function App that is there was given without its service plan.",
    ],
    [
      "a Function App without its storage account",
      { functionApp, servicePlan },
      told,
      "A Function App that is there was given without its storage account.",
    ],
    [
      "a service plan without its SKU",
      { servicePlan },
      {},
      "A service plan that is there was given without `hosting`.",
    ],
    [
      "an API Management service without its tier",
      { apiManagement },
      {},
      "An API Management service that is there was given without `skuName`.",
    ],
    [
      "an API without its path",
      { apiManagement, api: everything.api },
      { skuName: "Developer_1" },
      "`adopt.api` was given without `apiPath`.",
    ],
    [
      "an API on another service",
      { apiManagement: apiManagement.replace("apim-old", "apim-other"), api: everything.api },
      told,
      '`adopt.api` is on the API Management service "apim-old", and the gateway is "apim-other".',
    ],
    [
      "an API on a service that is not there yet",
      { api: everything.api },
      told,
      '`adopt.api` is on the API Management service "apim-old", and the gateway is a new one.',
    ],
    [
      "an Application Insights component without its workspace",
      { applicationInsights: everything.applicationInsights },
      {},
      "An Application Insights component that is there was given without its workspace.",
    ],
    [
      "a service principal without its application",
      { servicePrincipal: everything.servicePrincipal },
      {},
      "A service principal that is there was given without its application.",
    ],
    [
      "a name beside the id",
      everything,
      { ...told, names: { functionApp: "func-new" } },
      "`names.functionApp` was given together with `adopt.functionApp`.",
    ],
    [
      "a new resource group with the name of one that is there",
      { storageAccount: inGroup("RG-orders", "Microsoft.Storage/storageAccounts/stold") },
      {},
      '`adopt.storageAccount` is in the resource group "rg-orders", which is also the name of the new one.',
    ],
    [
      "an identity for a gateway that calls with its own",
      { gatewayIdentity: everything.gatewayIdentity },
      { gatewayIdentityType: GatewayIdentityType.SYSTEM_ASSIGNED },
      "A user-assigned identity to adopt was given for a gateway that calls with its system-assigned one.",
    ],
  ])("%s", (_what, adopt, props, message) => {
    expect(errorsOf(adopt, props)).toContain(`  - ${message}`);
  });

  it.each<[string, AdoptedResources, Partial<SecureFunctionBehindApimProps>, string]>([
    [
      "resourceGroup",
      { resourceGroup: `${subscription}/resourceGroups/rg-old` },
      { resourceGroup: ExistingResourceGroup.fromResourceGroupName(anotherStack(), "group", "rg-old") },
      "`adopt.resourceGroup` was given together with `resourceGroup`.",
    ],
    [
      "gateway",
      { apiManagement },
      { gateway: existingGateway(), publisher: undefined },
      "`adopt.apiManagement` was given together with `gateway`.",
    ],
    [
      "registration",
      { application: everything.application },
      { registration: existingRegistration() },
      "`adopt.application` was given together with `registration`.",
    ],
  ])("a resource that is handed in as `%s` and adopted", (_property, adopt, props, message) => {
    expect(errorsOf(adopt, props)).toContain(message);
  });

  it("an id that is known later, or is of something else", () => {
    const stack = newStack();
    const id = new TerraformVariable(stack, "id", { type: "string" }).stringValue;
    expect(errorsOf({ functionApp: id })).toContain(
      "`adopt.functionApp` was given as a value that Terraform knows later.",
    );
    expect(errorsOf({ functionApp: servicePlan })).toContain(
      `\`adopt.functionApp\` was given as ${JSON.stringify(servicePlan)}.`,
    );
  });
});

describe("an app setting cannot be kept", () => {
  it.each<[string, AdoptedResources, Partial<SecureFunctionBehindApimProps>, string]>([
    [
      "that is the gate's",
      { ...everything, keptAppSettings: ["WEBSITE_AUTH_ENABLED"] },
      told,
      "The app setting `WEBSITE_AUTH_ENABLED` was given.",
    ],
    [
      "that the stack sets",
      everything,
      { ...told, appSettings: { DB_PASSWORD: "text" } },
      "The app setting `DB_PASSWORD` was given in `appSettings` and in `keptAppSettings`.",
    ],
    [
      "of an app that is new",
      { keptAppSettings: ["DB_PASSWORD"] },
      {},
      "`keptAppSettings` was given without the id of what is there.",
    ],
    [
      "on Flex Consumption, where a deployment would show it",
      everything,
      { ...told, hosting: FunctionHosting.flexConsumption() },
      "`keptAppSettings` was given on Flex Consumption without a storage key.",
    ],
  ])("%s", (_what, adopt, props, message) => {
    expect(errorsOf(adopt, props)).toContain(message);
  });
});

it("a Function App on Windows or Flex Consumption is adopted as what it is", () => {
  const { keptAppSettings: _kept, ...others } = everything;
  const types = [FunctionHosting.dedicatedWindows("S1"), FunctionHosting.flexConsumption()].map((hosting) => {
    const runtime = hosting.operatingSystem === "Windows" ? FunctionRuntime.node() : FunctionRuntime.python();
    const { stack, orders } = adopting(others, { ...told, runtime, hosting });
    synthesized(stack);
    return orders.functionApp.resource.terraformResourceType;
  });
  expect(types).toEqual(["azurerm_windows_function_app", "azurerm_function_app_flex_consumption"]);
});

it("a pattern without `adopt` imports nothing and protects nothing", () => {
  const json = synthesized(newPattern().stack);
  expect(json).not.toHaveProperty("import");
  expect(all(json, "azurerm_linux_function_app")[0]).not.toHaveProperty("lifecycle");
});
