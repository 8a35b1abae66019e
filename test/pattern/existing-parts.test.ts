import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  AzureCloud,
  ExistingResourceGroup,
  FunctionHosting,
  HostStorage,
  SecureFunctionBehindApim,
  type SecureFunctionBehindApimProps,
  ServicePlan,
  Telemetry,
} from "cdktf-secure-function-behind-apim";
import { newPattern, onExistingGateway, patternProps } from "../fixtures/constructs";
import { existingGateway, existingRegistration } from "../fixtures/existing-parts";
import { gatewayIdentity, registrationIds, registrationRole, tenantId } from "../fixtures/ids";
import { entraSettings } from "../function/private/easy-auth-assertions";
import { all, anotherStack, messageOf, newStack, only, synthesize } from "../synthesis";

const minimal = (): SecureFunctionBehindApimProps => ({ ...patternProps, ...onExistingGateway() });

function made(props: Partial<SecureFunctionBehindApimProps>) {
  const { stack, orders } = newPattern({ ...minimal(), ...props });
  return { construct: orders, json: synthesize(stack) };
}

describe("bring your own of each part: a gateway", () => {
  it("serves the API, is called by, and nothing of it is made or looked up", () => {
    const { construct, json } = made({});
    expect(only(json, "azurerm_api_management_api")).toMatchObject({
      api_management_name: "apim-shared",
      resource_group_name: "rg-shared",
    });
    expect(entraSettings(json)).toMatchObject({
      allowed_applications: [gatewayIdentity.clientId],
      allowed_identities: [gatewayIdentity.principalId],
    });
    expect(all(json, "azurerm_api_management")).toEqual([]);
    expect(Object.keys(json.data).sort()).toEqual(["azuread_client_config", "azurerm_client_config"]);
    expect(construct.newGateway).toBeUndefined();
  });

  it("handed in as two objects, has each path once in an app", () => {
    const stack = newStack();
    new SecureFunctionBehindApim(stack, "one", { ...minimal(), name: "one", apiPath: "orders" });
    expect(
      messageOf(
        () => new SecureFunctionBehindApim(stack, "two", { ...minimal(), name: "two", apiPath: "Orders" }),
      ),
    ).toContain('The API path "Orders" was given, which stack/one/api has on the same gateway.');
  });

  it("handed to two apps as one object, has a path in each", () => {
    const shared = existingGateway();
    for (const stack of [newStack(), newStack()]) {
      new SecureFunctionBehindApim(stack, "orders", { ...minimal(), gateway: shared });
      expect(all(synthesize(stack), "azurerm_api_management_api")).toHaveLength(1);
    }
  });
});

describe("bring your own of each part: a resource group", () => {
  it("holds everything that is made in Azure", () => {
    const { json } = made({
      resourceGroup: ExistingResourceGroup.fromResourceGroupName(anotherStack(), "existing", "rg-finance"),
    });
    expect(all(json, "azurerm_resource_group")).toEqual([]);
    expect(only(json, "azurerm_service_plan").resource_group_name).toBe("rg-finance");
    expect(only(json, "azurerm_log_analytics_workspace").resource_group_name).toBe("rg-finance");
  });

  it("can be a resource of the same stack", () => {
    const stack = newStack();
    const resourceGroup = new ResourceGroup(stack, "group", { name: "rg-own", location: "westeurope" });
    new SecureFunctionBehindApim(stack, "orders", { ...minimal(), resourceGroup });
    expect(only(synthesize(stack), "azurerm_service_plan").resource_group_name).toBe(
      "${azurerm_resource_group.group.name}",
    );
  });

  it("can be looked up, so that a plan fails when it is not there", () => {
    const stack = newStack();
    const resourceGroup = ExistingResourceGroup.fromResourceGroupLookup(stack, "group", "rg-finance");
    new SecureFunctionBehindApim(stack, "orders", { ...minimal(), resourceGroup });
    const json = synthesize(stack);
    expect(json.data.azurerm_resource_group.group.name).toBe("rg-finance");
    expect(only(json, "azurerm_service_plan").resource_group_name).toBe(
      "${data.azurerm_resource_group.group.name}",
    );
  });

  it("is refused with a name that Azure refuses", () => {
    expect(
      messageOf(() => ExistingResourceGroup.fromResourceGroupName(anotherStack(), "existing", "rg.")),
    ).toContain('elsewhere/existing: invalid input.\n  - The name "rg." was given to a resource group.');
    expect(messageOf(() => ExistingResourceGroup.fromResourceGroupLookup(newStack(), "group", ""))).toMatch(
      /^stack\/group: invalid input\./,
    );
  });
});

describe("split Entra and platform deployments: a registration that is there", () => {
  it("split deployment: with its role, the role is assigned here and nothing else of Entra is touched", () => {
    const role = {
      ...registrationRole,
    };
    const { construct, json } = made({
      registration: existingRegistration({ role }),
    });
    expect(only(json, "azuread_app_role_assignment").principal_object_id).toBe(gatewayIdentity.principalId);
    expect(Object.keys(json.resource).filter((kind) => kind.startsWith("azuread"))).toEqual([
      "azuread_app_role_assignment",
    ]);
    expect(json.data).not.toHaveProperty("azuread_client_config");
    expect(construct.newRegistration).toBeUndefined();
  });

  it("split deployment: without a role, nothing of Entra is touched or asked", () => {
    const { json } = made({
      registration: existingRegistration(),
    });
    expect(Object.keys(json.resource).filter((kind) => kind.startsWith("azuread"))).toEqual([]);
    expect(json.data).not.toHaveProperty("azuread_client_config");
  });

  it("rules 2, 3 and 10: is what the gate takes tokens for and the policy asks tokens for", () => {
    const { json } = made({
      registration: existingRegistration(),
    });
    expect(entraSettings(json)).toMatchObject({
      client_id: registrationIds.clientId,
      allowed_audiences: [registrationIds.clientId],
      tenant_auth_endpoint: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    });
    expect(only(json, "azurerm_api_management_api_policy").xml_content).toContain(
      `<authentication-managed-identity resource="${registrationIds.clientId}" client-id="${gatewayIdentity.clientId}"`,
    );
  });

  it("of another cloud than the construct's is refused", () => {
    const registration = existingRegistration({ cloud: AzureCloud.CHINA });
    expect(messageOf(() => made({ registration, cloud: AzureCloud.PUBLIC }))).toContain(
      "The cloud `public` was given, and a registration of the cloud `china`.",
    );
  });
});

describe("bring your own of each part: telemetry", () => {
  const component = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/components/appi";
  const workspace =
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log";

  it("receives the traces of gateway and Function", () => {
    const telemetry = Telemetry.fromTelemetryAttributes(anotherStack(), "existing", {
      applicationInsightsId: component,
      connectionString: "InstrumentationKey=1",
    });
    const { construct, json } = made({ telemetry });
    expect(only(json, "azurerm_api_management_logger").resource_id).toBe(component);
    expect(only(json, "azurerm_linux_function_app").site_config.application_insights_connection_string).toBe(
      "InstrumentationKey=1",
    );
    expect(all(json, "azurerm_application_insights")).toEqual([]);
    expect(all(json, "azurerm_log_analytics_workspace")).toEqual([]);
    expect(construct.newTelemetry).toBeUndefined();
  });

  it("may be a workspace alone", () => {
    const { json } = made({ logAnalyticsWorkspaceId: workspace });
    expect(only(json, "azurerm_application_insights").workspace_id).toBe(workspace);
    expect(all(json, "azurerm_log_analytics_workspace")).toEqual([]);
  });

  it("is shared by two Functions", () => {
    const stack = newStack();
    const orders = new SecureFunctionBehindApim(stack, "orders", minimal());
    new SecureFunctionBehindApim(stack, "parcels", {
      ...minimal(),
      name: "parcels",
      telemetry: orders.telemetry,
    });
    const json = synthesize(stack);
    expect(all(json, "azurerm_application_insights")).toHaveLength(1);
    expect(all(json, "azurerm_api_management_logger")).toHaveLength(1);
  });
});

describe("a part that is there together with what a new one is made from", () => {
  const registration = existingRegistration();
  const resourceGroup = ExistingResourceGroup.fromResourceGroupName(anotherStack(), "existing", "rg-finance");
  const workspace =
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log";
  const servicePlan = ServicePlan.fromServicePlanAttributes(anotherStack(), "existing", {
    servicePlanId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/serverFarms/asp",
    hosting: FunctionHosting.dedicated(),
  });
  const storage = HostStorage.fromHostStorageAttributes(anotherStack(), "existing", {
    storageAccountId:
      "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stshared",
  });
  const telemetry = Telemetry.fromTelemetryAttributes(anotherStack(), "existing", {
    applicationInsightsId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/components/appi",
    connectionString: "InstrumentationKey=1",
  });

  it.each<[string, string, Partial<SecureFunctionBehindApimProps>]>([
    ["publisher", "gateway", { publisher: { name: "Contoso", email: "a@b.c" } }],
    ["skuName", "gateway", { skuName: "Basic_1" }],
    ["names.apiManagement", "gateway", { names: { apiManagement: "apim" } }],
    ["owners", "registration", { registration, owners: [registrationIds.clientId] }],
    ["serviceManagementReference", "registration", { registration, serviceManagementReference: "x" }],
    ["names.application", "registration", { registration, names: { application: "Orders" } }],
    ["hosting", "servicePlan", { servicePlan, hosting: FunctionHosting.dedicated() }],
    ["names.servicePlan", "servicePlan", { servicePlan, names: { servicePlan: "asp" } }],
    ["names.storageAccount", "storage", { storage, names: { storageAccount: "stx" } }],
    ["retentionInDays", "telemetry", { telemetry, retentionInDays: 30 }],
    ["names.applicationInsights", "telemetry", { telemetry, names: { applicationInsights: "appi" } }],
    [
      "names.logAnalyticsWorkspace",
      "logAnalyticsWorkspaceId",
      { logAnalyticsWorkspaceId: workspace, names: { logAnalyticsWorkspace: "log" } },
    ],
    ["names.resourceGroup", "resourceGroup", { resourceGroup, names: { resourceGroup: "rg" } }],
  ])("is refused: %s beside %s", (given, property, props) => {
    expect(messageOf(() => made(props))).toContain(
      `\`${given}\` was given together with \`${property}\`. \`${given}\` belongs to`,
    );
  });
});
