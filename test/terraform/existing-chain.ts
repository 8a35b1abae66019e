import type { ExistingResources } from "./provider/existing-resources";

const subscription = "/subscriptions/66666666-7777-4888-9999-000000000000";
const group = `${subscription}/resourceGroups/rg-retail`;

const place = { location: "northeurope", resource_group_name: "rg-retail" };

/** The ids of a Function App behind keys and its gateway, as Azure and Entra have them. */
export const existingIds = {
  resourceGroup: group,
  functionApp: `${group}/providers/Microsoft.Web/sites/func-retail`,
  slot: `${group}/providers/Microsoft.Web/sites/func-retail/slots/staging`,
  servicePlan: `${group}/providers/Microsoft.Web/serverFarms/asp-retail`,
  storageAccount: `${group}/providers/Microsoft.Storage/storageAccounts/stretail`,
  apiManagement: `${group}/providers/Microsoft.ApiManagement/service/apim-retail`,
  api: `${group}/providers/Microsoft.ApiManagement/service/apim-retail/apis/orders;rev=3`,
  logAnalyticsWorkspace: `${group}/providers/Microsoft.OperationalInsights/workspaces/log-retail`,
  applicationInsights: `${group}/providers/Microsoft.Insights/components/appi-retail`,
  application: "/applications/11111111-2222-4333-8444-555555555555",
  servicePrincipal: "/servicePrincipals/66666666-7777-4888-9999-000000000000",
};

const site = {
  https_only: false,
  storage_account_name: "stretail",
  storage_account_access_key: "storage-key",
  app_settings: { DB_PASSWORD: "secret", LEVEL: "debug", FORGOTTEN: "old", WEBSITE_AUTH_ENABLED: "False" },
  connection_string: [{ name: "orders", type: "SQLAzure", value: "Server=sql;Password=secret" }],
  tags: { owner: "retail" },
  client_certificate_mode: "Required",
  site_config: [
    {
      always_on: true,
      application_stack: [{ node_version: "20" }],
      cors: [{ allowed_origins: ["https://shop.example"], support_credentials: false }],
      ftps_state: "AllAllowed",
      health_check_path: "/api/health",
      health_check_eviction_time_in_min: 5,
      ip_restriction_default_action: "Deny",
      ip_restriction: [{ name: "gateway", action: "Allow", priority: 100, ip_address: "192.0.2.10/32" }],
      scm_ip_restriction: [{ name: "build", action: "Allow", priority: 100, ip_address: "198.51.100.0/24" }],
      websockets_enabled: true,
    },
  ],
};

/** What is there: a Function that answers everyone who has its key, with settings, a slot and restrictions. */
export const existingChain: ExistingResources = {
  azurerm_resource_group: { [existingIds.resourceGroup]: { name: "rg-retail", location: place.location } },
  azurerm_service_plan: {
    [existingIds.servicePlan]: {
      ...place,
      name: "asp-retail",
      os_type: "Linux",
      sku_name: "P1v3",
      per_site_scaling_enabled: true,
    },
  },
  azurerm_storage_account: {
    [existingIds.storageAccount]: {
      ...place,
      name: "stretail",
      account_kind: "Storage",
      account_tier: "Standard",
      account_replication_type: "GRS",
      infrastructure_encryption_enabled: true,
      shared_access_key_enabled: true,
      public_network_access_enabled: false,
    },
  },
  azurerm_linux_function_app: {
    [existingIds.functionApp]: {
      ...site,
      ...place,
      name: "func-retail",
      service_plan_id: existingIds.servicePlan,
      public_network_access_enabled: false,
      sticky_settings: [{ app_setting_names: ["LEVEL"], connection_string_names: null }],
    },
  },
  azurerm_linux_function_app_slot: {
    [existingIds.slot]: {
      ...site,
      name: "staging",
      function_app_id: existingIds.functionApp,
    },
  },
  azurerm_api_management: {
    [existingIds.apiManagement]: {
      ...place,
      name: "apim-retail",
      publisher_name: "Contoso",
      publisher_email: "api@contoso.com",
      sku_name: "Developer_1",
      virtual_network_type: "External",
      virtual_network_configuration: [
        { subnet_id: `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apim` },
      ],
      client_certificate_enabled: false,
      min_api_version: "2021-08-01",
    },
  },
  azurerm_api_management_api: {
    [existingIds.api]: {
      resource_group_name: place.resource_group_name,
      api_management_name: "apim-retail",
      name: "orders",
      revision: "3",
      path: "shop/orders",
      display_name: "Orders",
      protocols: ["http", "https"],
      contact: [{ name: "Retail", email: "retail@contoso.com", url: null }],
    },
  },
  azurerm_log_analytics_workspace: {
    [existingIds.logAnalyticsWorkspace]: { ...place, name: "log-retail", retention_in_days: 90 },
  },
  azurerm_application_insights: {
    [existingIds.applicationInsights]: {
      ...place,
      name: "appi-retail",
      application_type: "Node.JS",
      workspace_id: existingIds.logAnalyticsWorkspace,
      retention_in_days: 180,
    },
  },
  azuread_application: {
    [existingIds.application]: {
      display_name: "Retail orders",
      client_id: "22222222-2222-4333-8444-555555555555",
      identifier_uris: ["api://retail-orders"],
      sign_in_audience: "AzureADMultipleOrgs",
      owners: ["33333333-2222-4333-8444-555555555555"],
      web: [{ redirect_uris: ["https://func-retail.azurewebsites.net/.auth/login/aad/callback"] }],
    },
  },
  azuread_service_principal: {
    [existingIds.servicePrincipal]: {
      client_id: "22222222-2222-4333-8444-555555555555",
      app_role_assignment_required: false,
      owners: ["33333333-2222-4333-8444-555555555555"],
    },
  },
};
