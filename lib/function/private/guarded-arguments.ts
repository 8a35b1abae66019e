import { exactly, exactlyNames, exactlyOr, type GuardedArgument } from "../../gate/guarded-arguments";
import { isReservedSetting } from "../../support/reserved-settings";

/**
 * The arguments of a Function App and its slots that are the gate, or that lead around it. Those that a kind of
 * resource does not have stay absent.
 */
export const guardedArguments: readonly GuardedArgument[] = [
  exactly("auth_settings_v2"),
  exactly("auth_settings"),
  exactlyNames("app_settings", isReservedSetting),
  exactly("https_only"),
  exactlyOr("public_network_access_enabled", false),
  exactly("ftp_publish_basic_authentication_enabled"),
  exactly("webdeploy_publish_basic_authentication_enabled"),
  exactly("site_config.ftps_state"),
  exactly("site_config.remote_debugging_enabled"),
  exactlyOr("site_config.minimum_tls_version", "1.3"),
  exactlyOr("site_config.scm_minimum_tls_version", "1.3"),
  exactly("site_config.scm_ip_restriction"),
  exactly("site_config.scm_ip_restriction_default_action"),
  exactly("site_config.scm_use_main_ip_restriction"),
  // With a key of the storage account, host keys and code can be read and changed (T13).
  exactly("storage_uses_managed_identity"),
  exactly("storage_account_access_key"),
  exactly("storage_access_key"),
  exactly("storage_key_vault_secret_id"),
];
