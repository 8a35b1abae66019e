import type { MapValue, Value } from "../../value";
import { literalValue } from "../evaluation/result";

type Default = string | number | boolean;
type Defaults = Readonly<Record<string, Default>>;

const authentication: Defaults = {
  "auth_settings_v2.http_route_api_prefix": "/.auth",
  "auth_settings_v2.login.token_store_enabled": false,
  "auth_settings_v2.require_https": true,
  "auth_settings_v2.runtime_version": "~1",
  "auth_settings_v2.unauthenticated_action": "RedirectToLoginPage",
};

const restrictions: Defaults = {
  public_network_access_enabled: true,
  "site_config.ip_restriction.action": "Allow",
  "site_config.ip_restriction.priority": 65000,
  "site_config.ip_restriction_default_action": "Allow",
  "site_config.scm_ip_restriction.action": "Allow",
  "site_config.scm_ip_restriction.priority": 65000,
  "site_config.scm_ip_restriction_default_action": "Allow",
  "site_config.scm_use_main_ip_restriction": false,
};

const anySite: Defaults = {
  ...authentication,
  ...restrictions,
  enabled: true,
  client_certificate_enabled: false,
  client_certificate_mode: "Optional",
  "site_config.remote_debugging_enabled": false,
  webdeploy_publish_basic_authentication_enabled: true,
};

const site: Defaults = {
  ...anySite,
  ftp_publish_basic_authentication_enabled: true,
  "site_config.ftps_state": "Disabled",
  storage_uses_managed_identity: false,
};

/**
 * What the providers take for an argument that a stack leaves out, where it matters to who reaches a Function: azurerm
 * 4.55.0 and azuread 3.7.0. A plan has these values; a synthesized stack does not.
 */
export const providerDefaults: Readonly<Record<string, Defaults>> = {
  azurerm_function_app_flex_consumption: anySite,
  azurerm_linux_function_app: site,
  azurerm_linux_function_app_slot: site,
  azurerm_windows_function_app: site,
  azurerm_windows_function_app_slot: site,
  azurerm_api_management: {
    gateway_disabled: false,
    public_network_access_enabled: true,
    virtual_network_type: "None",
  },
  azurerm_api_management_api: { subscription_required: true },
  azurerm_api_management_named_value: { secret: false },
  azurerm_api_management_product: { subscription_required: true },
  azurerm_storage_account: {
    allow_nested_items_to_be_public: true,
    local_user_enabled: true,
    public_network_access_enabled: true,
    sftp_enabled: false,
    shared_access_key_enabled: true,
  },
  azurerm_storage_container: { container_access_type: "private" },
  azuread_application: {
    "api.requested_access_token_version": 1,
    "app_role.enabled": true,
    sign_in_audience: "AzureADMyOrg",
  },
  azuread_service_principal: { account_enabled: true },
};

/** The arguments of a resource with what the provider takes for those that are left out, in blocks that are there. */
export function withDefaults(type: string, values: MapValue): MapValue {
  const defaults = Object.hasOwn(providerDefaults, type) ? providerDefaults[type] : {};
  return Object.entries(defaults).reduce(
    (filled, [path, value]) => withDefault(filled, path.split("."), value),
    values,
  );
}

function withDefault(block: MapValue, [name, ...rest]: readonly string[], value: Default): MapValue {
  const given = block.entries.get(name);
  const filled = rest.length > 0 ? given && inBlocks(given, rest, value) : (given ?? literalValue(value));
  if (filled === undefined || filled === given) return block;
  return { kind: "map", entries: new Map([...block.entries, [name, filled]]) };
}

function inBlocks(given: Value, path: readonly string[], value: Default): Value {
  if (given.kind !== "list") return given;
  const items = given.items.map((item) => (item.kind === "map" ? withDefault(item, path, value) : item));
  return { kind: "list", items };
}
