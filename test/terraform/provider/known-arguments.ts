/**
 * Which changes replace a resource, for the resources that the project's stacks use: the bindings cannot say
 * it. Facts of the azurerm 4 and azuread 3 providers; a resource that is not listed follows the general rule.
 */

// In azurerm these decide where a resource lives or what it is called: Azure cannot change them in place.
const ALWAYS_FORCE_NEW = new Set([
  "name",
  "location",
  "resource_group_name",
  "api_management_name",
  "api_name",
  "operation_id",
  "virtual_network_name",
  "private_dns_zone_name",
]);

const FORCE_NEW: { [type: string]: readonly string[] } = {
  azurerm_api_management_logger: ["resource_id"],
  azurerm_api_management_api_diagnostic: ["identifier"],
  azurerm_application_insights: ["application_type"],
  azurerm_function_app_flex_consumption_slot: ["function_app_id"],
  azurerm_linux_function_app_slot: ["function_app_id"],
  azurerm_monitor_diagnostic_setting: ["target_resource_id"],
  azurerm_private_endpoint: ["subnet_id"],
  azurerm_role_assignment: [
    "scope",
    "principal_id",
    "role_definition_name",
    "role_definition_id",
    "principal_type",
  ],
  azurerm_service_plan: ["os_type"],
  azurerm_storage_account: ["account_tier", "account_kind", "is_hns_enabled"],
  azurerm_storage_container: ["storage_account_id", "storage_account_name"],
  azurerm_windows_function_app_slot: ["function_app_id"],
  azuread_app_role_assignment: ["app_role_id", "principal_object_id", "resource_object_id"],
  azuread_application_app_role: ["application_id", "role_id"],
  azuread_application_identifier_uri: ["application_id", "identifier_uri"],
  azuread_application_password: ["application_id", "display_name"],
  azuread_application_pre_authorized: ["application_id", "authorized_client_id"],
  azuread_service_principal: ["client_id"],
};

/** Whether a change of this argument replaces the resource, as far as is known. */
export function forcesReplacement(type: string, argument: string): boolean {
  if (type.startsWith("azurerm_") && ALWAYS_FORCE_NEW.has(argument)) return true;
  return FORCE_NEW[type]?.includes(argument) ?? false;
}
