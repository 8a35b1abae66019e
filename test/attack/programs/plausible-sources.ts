import { type Source, text } from "./hostile-sources";

/** Ids of operations; `operations` of the API definitions have them. */
export const operationIds = ["get-a", "get-b", "health"];

export const ids = {
  gatewayClient: "aaaaaaaa-0000-4000-8000-000000000001",
  gatewayPrincipal: "bbbbbbbb-0000-4000-8000-000000000001",
  otherClient: "aaaaaaaa-0000-4000-8000-000000000002",
  otherPrincipal: "bbbbbbbb-0000-4000-8000-000000000002",
  application: "cccccccc-0000-4000-8000-000000000001",
  tenant: "dddddddd-0000-4000-8000-000000000001",
  caller: "eeeeeeee-0000-4000-8000-000000000001",
};

/** The last day of every migration. */
export const lastDay = "2027-02-28";

const subscription = "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-a/providers";

const texts: Readonly<Record<string, readonly string[]>> = {
  actionGroupIds: [`${subscription}/Microsoft.Insights/actionGroups/a`],
  addresses: ["203.0.113.7"],
  allowedHeaders: ["X-A", "*"],
  allowedMethods: ["GET", "*"],
  allowedOrigins: ["https://shop.contoso.com"],
  apiManagement: ["apim-a"],
  apiName: ["orders"],
  apiPath: ["orders", "orders/v1", "shop"],
  apiVersion: ["v1"],
  appRoleId: [ids.application],
  applicationInsightsId: [`${subscription}/Microsoft.Insights/components/a`],
  applicationInsightsName: ["appi-a"],
  audience: ["api://a"],
  audiences: ["api://a"],
  backendApplicationIds: [ids.application],
  backendUrl: ["https://func.example.com/api"],
  clientId: [ids.otherClient],
  clientIds: [ids.caller],
  condition: ["@(context.Response.StatusCode == 503)"],
  connectionString: ["InstrumentationKey=a"],
  contentType: ["application/json"],
  contentTypes: ["application/json"],
  counterKey: ["@(context.Request.IpAddress)", "a"],
  deploymentAddresses: ["203.0.113.0/28"],
  displayName: ["Orders"],
  email: ["api@contoso.com"],
  emailAddresses: ["a@contoso.com"],
  exposeHeaders: ["X-A"],
  first: ["203.0.113.1"],
  fragmentId: ["fragment"],
  functionAppId: [`${subscription}/Microsoft.Web/sites/a`],
  gatewayId: [`${subscription}/Microsoft.ApiManagement/service/a`],
  gatewayUrl: ["https://api.contoso.com"],
  incrementCondition: ["@(context.Response.StatusCode == 200)"],
  issuers: ["https://login.example.com/"],
  key: ["a"],
  keyVaultId: [`${subscription}/Microsoft.KeyVault/vaults/a`],
  last: ["203.0.113.9"],
  location: ["westeurope"],
  logAnalyticsWorkspaceId: [`${subscription}/Microsoft.OperationalInsights/workspaces/a`],
  method: ["GET", "POST"],
  name: ["hello", "orders", "X-A", "v1"],
  openIdConfigurationUrl: ["https://login.example.com/.well-known/openid-configuration"],
  operationId: operationIds,
  operationIds,
  owners: [ids.caller],
  path: ["orders", "orders/v1", "hello/a", "shop"],
  principalId: [ids.otherPrincipal],
  publicIpAddressId: [`${subscription}/Microsoft.Network/publicIPAddresses/a`],
  reason: ["Partners move to the gateway"],
  requiredRoles: ["Orders.Read"],
  resourceGroupName: ["rg-a"],
  revision: ["1", "2"],
  roles: ["Orders.Read"],
  routePrefix: ["api", "", "v1/api", "admin", "runtime"],
  secretUrl: ["https://vault.vault.azure.net/secrets/a"],
  separator: [" "],
  servicePlanId: [`${subscription}/Microsoft.Web/serverFarms/a`],
  servicePlanName: ["asp-a"],
  servicePrincipalObjectId: [ids.application],
  skuName: ["Consumption_0", "Developer_1", "B1", "EP1"],
  storageAccountId: [`${subscription}/Microsoft.Storage/storageAccounts/sta`],
  storageAccountName: ["sta"],
  subnetId: [`${subscription}/Microsoft.Network/virtualNetworks/a/subnets/a`],
  template: ["/a", "/a?b={id}", "/admin/host/keys", "/%2e%2e/admin", "//example.com/a"],
  tenantId: [ids.tenant],
  until: [lastDay],
  urlTemplate: ["/a", "/b/{id}", "/{page}", "/{*rest}", "/*", "/admin/{*rest}", "/%61"],
  value: ["a", "Orders.Read"],
  values: ["a"],
  varyByHeaders: ["Authorization", "X-A"],
  varyByQueryParameters: ["a"],
  version: ["v1", "v2", "22", "3.12", "8.0"],
  virtualNetworkId: [`${subscription}/Microsoft.Network/virtualNetworks/a`],
  workspaceId: [`${subscription}/Microsoft.OperationalInsights/workspaces/a`],
  workspaceName: ["log-a"],
};

const numbers: Readonly<Record<string, readonly number[]>> = {
  bandwidth: [100],
  calls: [10],
  clockSkewSeconds: [60],
  count: [2],
  delta: [1],
  duration: [60],
  instanceMemoryInMb: [2048],
  interval: [1],
  maxCount: [5],
  maxInterval: [10],
  maxSize: [1024],
  maximumInstanceCount: [100],
  preflightMaxAge: [60],
  renewalPeriod: [60, 300],
  retentionInDays: [30],
  statusCode: [200, 404],
  subscriptionsLimit: [1],
  threshold: [5],
  timeout: [20],
  windowInMinutes: [5],
};

/** What a program that means no harm gives for a property of a type. */
export function plausible(type: string, name: string): readonly Source[] {
  if (type === "azurermProvider") return ["azurerm"];
  if (type === "boolean") return ["true", "false"];
  if (type === "number") return (Object.hasOwn(numbers, name) ? numbers[name] : [1]).map(String);
  return (Object.hasOwn(texts, name) ? texts[name] : ["a"]).map(text);
}
