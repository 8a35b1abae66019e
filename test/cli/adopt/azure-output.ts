/** What the Azure CLI prints of a Function behind keys and its gateway, cut to what is read, and some of what is not. */

const subscription = "/subscriptions/66666666-7777-4888-9999-000000000000";
const group = `${subscription}/resourceGroups/rg-retail`;
const web = `${group}/providers/Microsoft.Web`;
const apim = `${group}/providers/Microsoft.ApiManagement/service/apim-retail`;

export const ids = {
  app: `${web}/sites/func-retail`,
  plan: `${web}/serverfarms/asp-retail`,
  storage: `${group}/providers/Microsoft.Storage/storageAccounts/stretail`,
  apim,
  component: `${group}/providers/Microsoft.Insights/components/appi-retail`,
  workspace: `${group}/providers/Microsoft.OperationalInsights/workspaces/log-retail`,
};

/** `az resource list` */
export const resources = [
  { id: ids.app, name: "func-retail", type: "Microsoft.Web/sites", kind: "functionapp,linux", sku: null },
  {
    id: ids.plan,
    name: "asp-retail",
    type: "Microsoft.Web/serverFarms",
    kind: "linux",
    sku: { name: "P1v3" },
  },
  {
    id: ids.storage,
    name: "stretail",
    type: "Microsoft.Storage/storageAccounts",
    sku: { name: "Standard_GRS" },
  },
  { id: `${group}/providers/Microsoft.Storage/storageAccounts/stother`, name: "stother" },
  { id: ids.apim, name: "apim-retail", type: "Microsoft.ApiManagement/service" },
  { id: `${ids.app}/slots/staging`, name: "func-retail/staging", type: "Microsoft.Web/sites/slots" },
  {
    id: `${ids.app}/hybridConnectionNamespaces/ns/relays/erp`,
    type: "Microsoft.Web/sites/hybridConnectionNamespaces/relays",
  },
];

/** `az functionapp show` */
export const app = {
  id: ids.app,
  name: "func-retail",
  kind: "functionapp,linux",
  location: "North Europe",
  appServicePlanId: ids.plan,
  hostNames: ["orders.contoso.com", "func-retail.azurewebsites.net"],
  identity: { type: "UserAssigned", userAssignedIdentities: { "/subscriptions/x/id-app": {} } },
  siteConfig: { linuxFxVersion: "Node|20" },
  tags: { "hidden-link: /app-insights-resource-id": ids.component },
};

const key = "c2VjcmV0LWtleS1vZi10aGUtc3RvcmFnZS1hY2NvdW50";

/** `az functionapp config appsettings list` */
export const settings = [
  {
    name: "AzureWebJobsStorage",
    slotSetting: false,
    value: `DefaultEndpointsProtocol=https;AccountName=stretail;AccountKey=${key};EndpointSuffix=core.windows.net`,
  },
  { name: "FUNCTIONS_WORKER_RUNTIME", slotSetting: false, value: "node" },
  { name: "DB_PASSWORD", slotSetting: true, value: "hunter2-${x}" },
  { name: "LEVEL", slotSetting: false, value: "debug" },
  {
    name: "API_TOKEN",
    slotSetting: false,
    value: "@Microsoft.KeyVault(SecretUri=https://kv-retail.vault.azure.net/secrets/token)",
  },
];

/** `az apim show` */
export const service = {
  id: ids.apim,
  name: "apim-retail",
  type: "Microsoft.ApiManagement/service",
  publisherName: "Contoso Retail",
  publisherEmail: "api@contoso.com",
  sku: { capacity: 1, name: "Developer" },
  identity: { type: "SystemAssigned", userAssignedIdentities: null },
};

/** `az apim api show` */
export const api = {
  id: `${apim}/apis/orders`,
  name: "orders",
  type: "Microsoft.ApiManagement/service/apis",
  path: "shop/orders",
  apiRevision: "3",
};

/** `az monitor app-insights component show` */
export const component = {
  id: ids.component,
  name: "appi-retail",
  type: "microsoft.insights/components",
  workspaceResourceId: ids.workspace,
};

/** `az ad app show` */
export const application = {
  "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications/$entity",
  id: "11111111-2222-4333-8444-555555555555",
  appId: "22222222-2222-4333-8444-555555555555",
  displayName: "Retail orders",
  passwordCredentials: [{ keyId: "1", hint: "abc" }],
  keyCredentials: [],
  web: { redirectUris: ["https://func-retail.azurewebsites.net/.auth/login/aad/callback"] },
  appRoles: [{ value: "Orders.Read" }],
  api: { oauth2PermissionScopes: [{ value: "user_impersonation" }] },
};

/** `az ad sp show` */
export const principal = {
  id: "33333333-2222-4333-8444-555555555555",
  appId: application.appId,
  servicePrincipalType: "Application",
};

/** Values that no output may show. */
export const secrets = [key, "hunter2", "debug"];
