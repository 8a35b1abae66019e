/** Why the library writes none of these values, which the provider allows: reason by reason. */
export interface Reasons {
  readonly [reason: string]: readonly string[];
}

const SAFE_DEFAULT = "the provider's default is not safe, and the library writes the safe value alone";
const BY_THE_HOUR = "the callers of a migration are told by the hour";
const OTHER_THAN_AN_HOUR = [
  "PT1M",
  "PT5M",
  "PT10M",
  "PT15M",
  "PT30M",
  "PT45M",
  "PT2H",
  "PT3H",
  "PT4H",
  "PT5H",
  "PT6H",
  "P1D",
];
const OLD = "out of support at its maker";
const ONE_IDENTITY = "an app or a gateway has one identity, of one kind, so that it is clear who calls";
const MINIMUM_TLS = "a minimum: newer versions are spoken with it, older ones are not safe";
const ONE_ALERT = "the alerts are about bursts: more than so many answers of a kind within a window";
const TRACES_ONLY =
  "the diagnostic is for Application Insights, and its traces stay short and without secrets";
const ONE_RESOURCE =
  "a complete deployment deletes whatever else is in the resource group, and the library deploys the settings of one app";
const HOST_STATE =
  "the account holds the host's state and nothing else; an account of another kind can be made beside the library";

/**
 * What the provider allows and the library does not write, for every argument that it writes and of which the
 * provider lists the allowed values. `function_app` stands for all of the Function App resources and their slots.
 */
export const UNWRITTEN_VALUES: { readonly [argument: string]: Reasons } = {
  "azuread_application.app_role.allowed_member_types": {
    "roles are given to gateways and clients, which are applications": ["User"],
  },
  "azuread_application.sign_in_audience": {
    "tokens of one tenant are accepted": [
      "AzureADMultipleOrgs",
      "AzureADandPersonalMicrosoftAccount",
      "PersonalMicrosoftAccount",
    ],
  },
  "azurerm_api_management.identity.type": { [ONE_IDENTITY]: ["SystemAssigned, UserAssigned"] },
  "azurerm_api_management.virtual_network_type": {
    "a service in no network leaves the argument out": ["None"],
  },
  "azurerm_api_management_api.import.content_format": {
    "documents are read, checked and bundled at synth, and written as one OpenAPI document": [
      "openapi",
      "openapi+json-link",
      "openapi-link",
      "swagger-json",
      "swagger-link-json",
      "wadl-link-json",
      "wadl-xml",
      "wsdl",
      "wsdl-link",
    ],
  },
  "azurerm_api_management_api.protocols": {
    "tokens and keys are sent over TLS alone": ["http"],
    "a Function answers HTTP requests, and no WebSocket connections": ["ws", "wss"],
  },
  "azurerm_api_management_api_diagnostic.backend_request.data_masking.headers.mode": maskedInPart(),
  "azurerm_api_management_api_diagnostic.backend_request.data_masking.query_params.mode": maskedInPart(),
  "azurerm_api_management_api_diagnostic.frontend_request.data_masking.headers.mode": maskedInPart(),
  "azurerm_api_management_api_diagnostic.frontend_request.data_masking.query_params.mode": maskedInPart(),
  "azurerm_api_management_api_diagnostic.http_correlation_protocol": {
    "Functions continue traces of W3C": ["None", "Legacy"],
  },
  "azurerm_api_management_api_diagnostic.identifier": { [TRACES_ONLY]: ["azuremonitor"] },
  "azurerm_api_management_api_diagnostic.operation_name_format": {
    "a URL can hold what a caller would not like to have logged": ["Url"],
  },
  "azurerm_api_management_api_diagnostic.verbosity": { [TRACES_ONLY]: ["verbose", "error"] },
  "azurerm_api_management_backend.protocol": { "a Function answers HTTP requests": ["soap"] },
  "azurerm_application_insights.application_type": {
    "the type for Functions is web; the others only change what the portal shows": [
      "other",
      "java",
      "MobileCenter",
      "phone",
      "store",
      "ios",
      "Node.JS",
    ],
  },
  "azurerm_log_analytics_workspace.sku": {
    "pricing tiers that Azure no longer offers for a new workspace": [
      "PerNode",
      "Premium",
      "Standalone",
      "Standard",
      "Unlimited",
    ],
    "tiers with a reserved amount, for a workspace that is shared and made beside the library": [
      "CapacityReservation",
      "LACluster",
    ],
  },
  "azurerm_monitor_metric_alert.criteria.aggregation": {
    [ONE_ALERT]: ["Average", "Count", "Minimum", "Maximum"],
  },
  "azurerm_monitor_metric_alert.criteria.dimension.operator": { [ONE_ALERT]: ["Exclude", "StartsWith"] },
  "azurerm_monitor_metric_alert.criteria.operator": {
    [ONE_ALERT]: ["Equals", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"],
  },
  "azurerm_monitor_metric_alert.frequency": {
    "the shortest, so that a burst is seen at once": ["PT5M", "PT15M", "PT30M", "PT1H"],
  },
  "azurerm_monitor_scheduled_query_rules_alert_v2.criteria.dimension.operator": { [ONE_ALERT]: ["Exclude"] },
  "azurerm_monitor_scheduled_query_rules_alert_v2.criteria.operator": {
    [ONE_ALERT]: ["Equal", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"],
  },
  "azurerm_monitor_scheduled_query_rules_alert_v2.criteria.time_aggregation_method": {
    [ONE_ALERT]: ["Average", "Minimum", "Maximum", "Total"],
  },
  "azurerm_monitor_scheduled_query_rules_alert_v2.evaluation_frequency": {
    [BY_THE_HOUR]: OTHER_THAN_AN_HOUR,
  },
  "azurerm_monitor_scheduled_query_rules_alert_v2.query_time_range_override": {
    [BY_THE_HOUR]: [
      "PT5M",
      "PT10M",
      "PT15M",
      "PT20M",
      "PT30M",
      "PT45M",
      "PT1H",
      "PT3H",
      "PT4H",
      "PT5H",
      "PT6H",
      "P1D",
      "P2D",
    ],
  },
  "azurerm_monitor_scheduled_query_rules_alert_v2.window_duration": {
    [BY_THE_HOUR]: [...OTHER_THAN_AN_HOUR, "P2D"],
  },
  "azurerm_resource_group_template_deployment.deployment_mode": { [ONE_RESOURCE]: ["Complete"] },
  "azurerm_role_assignment.principal_type": {
    "rights are given to managed identities, which are service principals": ["User", "Group"],
  },
  "azurerm_service_plan.os_type": { "a Function App does not run on it": ["WindowsContainer"] },
  "azurerm_service_plan.sku_name": {
    "an Isolated plan is in an App Service Environment, which is a network and a price of its own": [
      ...["I1", "I2", "I3"],
      ...["I1v2", "I2v2", "I3v2", "I4v2", "I5v2", "I6v2"],
      ...["I1mv2", "I2mv2", "I3mv2", "I4mv2", "I5mv2"],
    ],
    "the app is not kept loaded, and is stopped when its minutes of the day are used up": [
      "F1",
      "D1",
      "SHARED",
    ],
    "a Workflow Standard plan runs Logic Apps": ["WS1", "WS2", "WS3"],
  },
  "azurerm_storage_account.account_kind": {
    [HOST_STATE]: ["BlobStorage", "BlockBlobStorage", "FileStorage", "Storage"],
  },
  "azurerm_storage_account.account_replication_type": {
    [HOST_STATE]: ["ZRS", "GRS", "RAGRS", "GZRS", "RAGZRS"],
  },
  "azurerm_storage_account.account_tier": { "a premium account has no queues and tables": ["Premium"] },
  "azurerm_storage_account.min_tls_version": { [MINIMUM_TLS]: ["TLS1_0", "TLS1_1", "TLS1_3"] },
  "azurerm_storage_blob.type": { "a package is written once, as a whole": ["Append", "Page"] },
  "azurerm_storage_container.container_access_type": {
    "anyone could read the code": ["blob", "container"],
  },
  "function_app.auth_settings_v2.unauthenticated_action": {
    "a program calls, which cannot log in at a page, and is told that its token is missing": [
      "RedirectToLoginPage",
      "AllowAnonymous",
      "Return403",
    ],
  },
  "function_app.identity.type": { [ONE_IDENTITY]: ["SystemAssigned, UserAssigned"] },
  "function_app.site_config.application_stack.dotnet_version": {
    [OLD]: ["3.1", "6.0", "7.0", "v3.0", "v6.0", "v7.0"],
    ".NET Framework, which the library does not offer": ["v4.0"],
  },
  "function_app.site_config.application_stack.node_version": {
    [OLD]: ["12", "14", "16", "~12", "~14", "~16"],
  },
  "function_app.site_config.application_stack.powershell_core_version": { [OLD]: ["7", "7.2"] },
  "function_app.site_config.application_stack.python_version": { [OLD]: ["3.7", "3.8"] },
  "function_app.site_config.ftps_state": { [SAFE_DEFAULT]: ["AllAllowed", "FtpsOnly"] },
  "function_app.site_config.ip_restriction_default_action": {
    "the gateway's addresses are not known before it is made; Easy Auth decides who comes in": ["Deny"],
  },
  "function_app.site_config.scm_ip_restriction.action": { "who may deploy is listed": ["Deny"] },
  "function_app.site_config.scm_ip_restriction_default_action": { [SAFE_DEFAULT]: ["Allow"] },
  "function_app.site_config.minimum_tls_version": { [MINIMUM_TLS]: ["1.0", "1.1", "1.3"] },
  "function_app.site_config.scm_minimum_tls_version": { [MINIMUM_TLS]: ["1.0", "1.1", "1.3"] },
  "function_app.storage_authentication_type": {
    "code is deployed by identity": ["StorageAccountConnectionString"],
  },
};

function maskedInPart(): Reasons {
  return { "a part of a secret is a part of a secret": ["Mask"] };
}

/** Arguments that the examples write for what they make beside the library. */
export const ARGUMENTS_OF_EXAMPLES = ["azurerm_subnet.delegation.service_delegation.name"];

/** Arguments for which the library knows a closed set of values, and of which the provider lists none. */
export const UNLISTED_ARGUMENTS: { readonly [argument: string]: string } = {
  "azurerm_api_management.sku_name": "the provider has a pattern for tier and units",
  "azurerm_function_app_flex_consumption.instance_memory_in_mb": "the provider passes any number on to Azure",
  "azurerm_function_app_flex_consumption.runtime_version": "the provider passes any text on to Azure",
};
