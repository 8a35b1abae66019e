import type { ProviderType } from "../providers";
import type { Version } from "./version-range";

/** What a version of a provider takes that older ones refuse, or refuses that older ones take. */
export interface ProviderChange {
  readonly provider: ProviderType;
  /** The first version with the change. */
  readonly version: Version;
  readonly change: "added" | "removed";
  readonly types: readonly string[];
  /** The place of the argument: `site_config.application_stack.node_version`. */
  readonly argument: string;
  /** Only these values, as they stand in Terraform's JSON; any value without it. */
  readonly values?: readonly (string | number)[];
  /** Only numbers below this one. */
  readonly below?: number;
  /** For a person, what it is for. */
  readonly title?: string;
  /** What to write instead of what was removed. */
  readonly instead?: string;
}

/** A change of what a provider does with the same arguments. */
export interface BehaviorChange {
  readonly provider: ProviderType;
  readonly version: Version;
  readonly types: readonly string[];
  readonly argument: string;
  readonly behavior: string;
}

/**
 * Where the tables are from: azurerm's changelogs, its "Azure Provider 5.0 Upgrade Guide", and where these are silent
 * its schema at the tags around the version. Of azuread, 3.7 alone is known.
 */
export const changeSources = [
  "https://github.com/hashicorp/terraform-provider-azurerm/blob/v5.2.0/CHANGELOG-v4.md",
  "https://github.com/hashicorp/terraform-provider-azurerm/blob/v5.2.0/CHANGELOG.md",
  "https://github.com/hashicorp/terraform-provider-azurerm/blob/v5.2.0/website/docs/guides/5.0-upgrade-guide.html.markdown",
] as const;

const flexApp = "azurerm_function_app_flex_consumption";
const linuxApps = ["azurerm_linux_function_app", "azurerm_linux_function_app_slot"];
const windowsApps = ["azurerm_windows_function_app", "azurerm_windows_function_app_slot"];
const stack = "site_config.application_stack";

type Detail = Partial<Pick<ProviderChange, "values" | "below" | "title" | "instead">>;

/**
 * Every argument and value that came or went after azurerm 4.55, up to 5.2, in the resource types that the library
 * makes. A version that only changes a default, or what is required, has no row.
 */
export const providerChanges: readonly ProviderChange[] = [
  added("4.58.0", linuxApps, `${stack}.node_version`, { values: ["24"], title: "Node.js 24" }),
  added("4.58.0", windowsApps, `${stack}.node_version`, { values: ["~24"], title: "Node.js 24" }),
  added("4.58.0", [flexApp], "maximum_instance_count", { below: 40, title: "a maximum below 40 instances" }),
  added("4.59.0", linuxApps, `${stack}.python_version`, { values: ["3.14"], title: "Python 3.14" }),
  added("4.59.0", ["azurerm_user_assigned_identity"], "isolation_scope"),
  added("4.62.0", [...linuxApps, ...windowsApps], `${stack}.java_version`, {
    values: ["25"],
    title: "Java 25",
  }),
  removed("4.68.0", ["azurerm_storage_account"], "min_tls_version", {
    values: ["TLS1_3"],
    instead: '`"TLS1_2"`',
  }),
  added("4.71.0", ["azurerm_storage_account"], "access_tier", { values: ["Smart"] }),
  added("4.71.0", ["azurerm_storage_account"], "allowed_copy_scope", { values: ["All"] }),
  added("4.72.0", ["azurerm_log_analytics_workspace"], "reservation_capacity_in_gb_per_day", {
    values: [10000, 25000, 50000],
  }),
  added("4.74.0", [...linuxApps, ...windowsApps], "site_config.minimum_tls_cipher_suite"),
  added("4.75.0", windowsApps, `${stack}.powershell_core_version`, {
    values: ["7.6"],
    title: "PowerShell 7.6",
  }),
  added("4.77.0", ["azurerm_storage_blob"], "storage_container_id"),
  added("4.81.0", ["azurerm_api_management_logger"], "application_insights.identity_client_id"),
  added("4.81.0", ["azurerm_private_endpoint"], "edge_zone"),
  ...renamed(
    "azurerm_api_management",
    ["developer_portal", "management", "portal", "proxy", "scm"].map((host): [string, string] => [
      `hostname_configuration.${host}.key_vault_id`,
      `hostname_configuration.${host}.key_vault_certificate_id`,
    ]),
  ),
  ...renamed("azurerm_api_management", [["protocols.enable_http2", "protocols.http2_enabled"]]),
  ...renamed(
    "azurerm_api_management",
    [
      "backend_ssl30",
      "backend_tls10",
      "backend_tls11",
      "frontend_ssl30",
      "frontend_tls10",
      "frontend_tls11",
    ].map((name): [string, string] => [`security.enable_${name}`, `security.${name}_enabled`]),
  ),
  ...renamed("azurerm_application_insights", [
    ["daily_data_cap_notifications_disabled", "daily_data_cap_notifications_enabled"],
    ["disable_ip_masking", "ip_masking_enabled"],
    ["local_authentication_disabled", "local_authentication_enabled"],
  ]),
  added("5.0.0", ["azurerm_application_insights"], "daily_data_cap_notifications_enabled"),
  added("5.0.0", ["azurerm_application_insights"], "ip_masking_enabled"),
  added("5.0.0", ["azurerm_application_insights"], "local_authentication_enabled"),
  removed("5.0.0", [...linuxApps, ...windowsApps], "site_config.remote_debugging_version", {
    values: ["VS2017", "VS2019"],
    instead: '`"VS2022"`',
  }),
  ...renamed("azurerm_log_analytics_workspace", [
    ["internet_ingestion_enabled", "internet_ingestion_access_type"],
    ["internet_query_enabled", "internet_query_access_type"],
    ["local_authentication_disabled", "local_authentication_enabled"],
  ]),
  added("5.0.0", ["azurerm_log_analytics_workspace"], "internet_ingestion_access_type"),
  added("5.0.0", ["azurerm_log_analytics_workspace"], "internet_query_access_type"),
  ...renamed("azurerm_monitor_diagnostic_setting", [["metric", "enabled_metric"]]),
  removed("5.0.0", ["azurerm_monitor_diagnostic_setting"], "enabled_log.retention_policy", {
    instead: "a life cycle rule of the storage account",
  }),
  ...renamed("azurerm_private_dns_zone_virtual_network_link", [
    ["private_dns_zone_name", "private_dns_zone_id"],
    ["resource_group_name", "private_dns_zone_id"],
  ]),
  added("5.0.0", ["azurerm_private_dns_zone_virtual_network_link"], "private_dns_zone_id"),
  ...renamed("azurerm_storage_account", [
    ["customer_managed_key.managed_hsm_key_id", "customer_managed_key.key_vault_key_id"],
    ["queue_properties", "azurerm_storage_account_queue_properties"],
    ["static_website", "azurerm_storage_account_static_website"],
  ]),
  removed("5.0.0", ["azurerm_storage_account"], "min_tls_version", {
    values: ["TLS1_0", "TLS1_1"],
    instead: '`"TLS1_2"`',
  }),
  ...renamed("azurerm_storage_blob", [
    ["storage_account_name", "storage_container_id"],
    ["storage_container_name", "storage_container_id"],
  ]),
  ...renamed("azurerm_storage_container", [["storage_account_name", "storage_account_id"]]),
];

/** What the versions do differently, where no argument and no value changed. */
export const behaviorChanges: readonly BehaviorChange[] = [
  {
    provider: "azurerm",
    version: "4.63.0",
    types: ["azurerm_linux_function_app", "azurerm_windows_function_app", flexApp],
    argument: "auth_settings_v2",
    behavior: "Removing the block switches authentication off; before, it stayed as it was (T24).",
  },
  {
    provider: "azurerm",
    version: "4.66.0",
    types: ["azurerm_linux_function_app_slot", "azurerm_windows_function_app_slot"],
    argument: "auth_settings_v2",
    behavior:
      "Removing the block of a slot switches its authentication off; before, it stayed as it was (T24).",
  },
  {
    provider: "azurerm",
    version: "5.0.0",
    types: ["provider"],
    argument: "resource_provider_registrations",
    behavior:
      "Defaults to `none` instead of `legacy`: no resource provider of the subscription is registered.",
  },
];

function added(
  version: Version,
  types: readonly string[],
  argument: string,
  detail: Detail = {},
): ProviderChange {
  return { provider: "azurerm", version, change: "added", types, argument, ...detail };
}

function removed(
  version: Version,
  types: readonly string[],
  argument: string,
  detail: Detail,
): ProviderChange {
  return { provider: "azurerm", version, change: "removed", types, argument, ...detail };
}

// Names that 5.0 no longer has, with what it has instead.
function renamed(type: string, names: readonly (readonly [string, string])[]): ProviderChange[] {
  return names.map(([argument, instead]) =>
    removed("5.0.0", [type], argument, { instead: `\`${instead}\`` }),
  );
}
