import { validateApiPath, validateChildName } from "../../../lib/api/private/names";
import { validateOperationId } from "../../../lib/api-definition/private/operation-id";
import { FunctionHosting } from "../../../lib/function/hosting/function-hosting";
import { validateFunctionSlot } from "../../../lib/function/private/function-slot-validation";
import { validateGateway } from "../../../lib/gateway/private/gateway-validation";
import { validateApiAppRegistration } from "../../../lib/registration/private/api-app-registration-validation";
import { type NamedResource, validateResourceName } from "../../../lib/support/names";
import type { ProbeText } from "../facts/provider-facts";

/** A rule of the library's for texts that a user chooses, and the argument that the text becomes. */
export interface TextRule {
  readonly argument: string;
  readonly validate: (text: string) => string[];
  /** Why the library refuses texts that the provider takes. */
  readonly reason?: string;
  /** The probe texts of which that is so. */
  readonly refused?: readonly ProbeText[];
}

const AZURE_REFUSES = "Azure refuses it at apply";
const ONE_RULE = "the library has one rule for every name inside of an API Management service";
const NO_HOST_NAME = "the name is the first label of a host name";

export const TEXT_RULES: readonly TextRule[] = [
  named("azurerm_resource_group.name", "resourceGroup"),
  named("azurerm_api_management.name", "apiManagement", NO_HOST_NAME, ["digitFirst", "hyphenLast", "guid"]),
  named("azurerm_user_assigned_identity.name", "userAssignedIdentity", AZURE_REFUSES, [
    ...(["empty", "space", "dot", "slash", "url", "httpUrl", "cidr", "ip", "length257", "umlaut"] as const),
  ]),
  named("azurerm_linux_function_app.name", "functionApp", NO_HOST_NAME, ["hyphenLast"]),
  named("azurerm_windows_function_app.name", "functionApp", NO_HOST_NAME, ["hyphenLast"]),
  named("azurerm_function_app_flex_consumption.name", "functionApp", NO_HOST_NAME, ["hyphenLast"]),
  named("azurerm_service_plan.name", "servicePlan"),
  named("azurerm_storage_account.name", "storageAccount"),
  named("azurerm_log_analytics_workspace.name", "logAnalyticsWorkspace"),
  named("azurerm_application_insights.name", "applicationInsights", AZURE_REFUSES, [
    ...(["empty", "space", "slash", "url", "httpUrl", "cidr"] as const),
  ]),
  named("azurerm_private_endpoint.name", "privateEndpoint"),
  named("azuread_application.display_name", "application", "Entra takes 120 characters", ["length257"]),
  child("azurerm_api_management_api.name", [
    ...([
      "space",
      "dot",
      "slash",
      "hyphenLast",
      "url",
      "httpUrl",
      "cidr",
      "ip",
      "length81",
      "umlaut",
    ] as const),
  ]),
  child("azurerm_api_management_api_operation_tag.name"),
  child("azurerm_api_management_api_version_set.name"),
  child("azurerm_api_management_backend.name", ["length81", "length257"]),
  child("azurerm_api_management_logger.name"),
  child("azurerm_api_management_named_value.name"),
  child("azurerm_api_management_named_value.display_name", ["dot", "hyphenLast", "ip", "length81"]),
  child("azurerm_api_management_product.product_id"),
  { argument: "azurerm_api_management_api_operation.operation_id", validate: validateOperationId },
  {
    argument: "azurerm_api_management_api.path",
    validate: validateApiPath,
    reason: "an API has a path of its own, without empty segments",
    refused: ["empty", "url", "httpUrl"],
  },
  ...["azurerm_linux_function_app_slot.name", "azurerm_windows_function_app_slot.name"].map((argument) => ({
    argument,
    validate: slotName,
    reason: NO_HOST_NAME,
    refused: ["hyphenLast"] as const,
  })),
  {
    argument: "azurerm_api_management.publisher_name",
    validate: (name) => publisher(name, "api@contoso.com"),
  },
  {
    argument: "azuread_application.app_role.value",
    validate: roleValue,
    reason: "a role without a value is in no token",
    refused: ["empty"],
  },
];

function named(
  argument: string,
  kind: NamedResource,
  reason?: string,
  refused?: readonly ProbeText[],
): TextRule {
  return { argument, validate: (text) => validateResourceName(kind, text), reason, refused };
}

function child(argument: string, refused?: readonly ProbeText[]): TextRule {
  return { argument, validate: (text) => validateChildName("child's", text), reason: ONE_RULE, refused };
}

function slotName(name: string): string[] {
  return validateFunctionSlot({ name, functionAppName: "func", hosting: FunctionHosting.dedicated("S1") });
}

function publisher(name: string, email: string): string[] {
  const place = { name: "apim", resourceGroupName: "group", location: "westeurope" };
  return validateGateway({ ...place, publisher: { name, email } });
}

function roleValue(value: string): string[] {
  const id = "11111111-2222-4333-8444-555555555555";
  const client = { name: "shop", clientId: id, principalId: id, roles: [value] };
  return validateApiAppRegistration({ displayName: "Orders", roles: [{ value }], clients: [client] });
}
