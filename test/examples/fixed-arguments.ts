import type { Json } from "../synthesis";

/** Arguments that are the same in every example. A test demands them of every resource of the types. */
export interface FixedArguments {
  readonly types: readonly string[];
  /** The rule or threat of `docs/`, or the reason. */
  readonly why: string;
  /** By path; where they follow from others, from the resource. */
  readonly values: { [path: string]: unknown } | ((resource: Json) => { [path: string]: unknown });
}

const flexApps = ["azurerm_function_app_flex_consumption"];
const otherApps = ["azurerm_linux_function_app", "azurerm_linux_function_app_slot"];
const apps = [...flexApps, ...otherApps];
const firstDeployer = /^\$\{terraform_data\.(\w+_)?owner_\w{8}\.input\}$/;

/** What holds in every example, and so is no part of the review of one: the hardening and the defaults. */
export const fixedArguments: readonly FixedArguments[] = [
  {
    types: apps,
    why: "rule 6, T1: a call without a token is answered 401 by App Service Authentication",
    values: {
      "auth_settings_v2.auth_enabled": true,
      "auth_settings_v2.require_authentication": true,
      "auth_settings_v2.require_https": true,
      "auth_settings_v2.runtime_version": "~1",
      "auth_settings_v2.unauthenticated_action": "Return401",
    },
  },
  {
    types: apps,
    why: "rules 7 and R4: the login block is there and keeps no tokens",
    values: { "auth_settings_v2.login": { token_store_enabled: false } },
  },
  {
    types: apps,
    why: "rule 3, T5: tokens are for the registration and for nothing else",
    values: ({ auth_settings_v2: { active_directory_v2: entra } }) => ({
      "auth_settings_v2.active_directory_v2.allowed_audiences": [entra.client_id],
    }),
  },
  {
    types: apps,
    why: "rule 34: HTTPS only, TLS 1.2 or newer",
    values: {
      https_only: true,
      "site_config.minimum_tls_version": "1.2",
      "site_config.scm_minimum_tls_version": "1.2",
    },
  },
  {
    types: otherApps,
    why: "rules 34 and 35, T11: no FTP, which Flex Consumption does not have",
    values: { ftp_publish_basic_authentication_enabled: false, "site_config.ftps_state": "Disabled" },
  },
  {
    types: apps,
    why: "rule 35, T10: nobody publishes with a password, and the SCM site lets nobody in",
    values: {
      webdeploy_publish_basic_authentication_enabled: false,
      "site_config.scm_ip_restriction": [],
      "site_config.scm_ip_restriction_default_action": "Deny",
      "site_config.scm_use_main_ip_restriction": false,
      "site_config.remote_debugging_enabled": false,
    },
  },
  {
    types: otherApps,
    why: "rules 30 and 33: the host's storage is reached with the Function's identity",
    values: { storage_uses_managed_identity: true },
  },
  {
    types: flexApps,
    why: "rules 30 and 31: the host's storage and the code are reached with the Function's identity",
    values: ({ storage_container_endpoint }) => ({
      "app_settings.AzureWebJobsStorage": undefined,
      "app_settings.AzureWebJobsStorage__accountName": String(storage_container_endpoint).replace(
        /\.primary_blob_endpoint\}.*$/,
        ".name}",
      ),
      storage_access_key: undefined,
      storage_authentication_type: "SystemAssignedIdentity",
      storage_container_type: "blobContainer",
    }),
  },
  {
    types: ["azurerm_resource_group_template_deployment"],
    why: "rule 31: the app's settings, by reference, are written again whenever the app changes, and add to the group",
    values: ({ parameters_content }) => ({
      deployment_mode: "Incremental",
      "lifecycle.replace_triggered_by": [
        /"appSettings" = \{"value" = (\S+)\.app_settings\}/.exec(parameters_content)?.[1],
      ],
    }),
  },
  {
    types: apps,
    why: "an app in a virtual network answers only there",
    values: ({ virtual_network_subnet_id }) => ({
      public_network_access_enabled: virtual_network_subnet_id === undefined,
    }),
  },
  {
    types: otherApps,
    why: "the host is version 4, kept warm, and logs to Application Insights, not with a storage key",
    values: {
      functions_extension_version: "~4",
      builtin_logging_enabled: false,
      "site_config.always_on": true,
    },
  },
  {
    types: apps,
    why: "a Function speaks HTTP/2, and answers calls from every address: who calls is what counts",
    values: { "site_config.http2_enabled": true, "site_config.ip_restriction_default_action": "Allow" },
  },
  {
    types: ["azuread_application"],
    why: "rules 1, 8 and 14, T4: tokens of version 2, for this tenant alone; who applied first owns the application",
    values: ({ owners }) => ({
      "api.requested_access_token_version": 2,
      sign_in_audience: "AzureADMyOrg",
      prevent_duplicate_names: true,
      ...onlyFirstDeployer(owners),
    }),
  },
  {
    types: ["azuread_application"],
    why: "rule 13: the role is for applications",
    values: {
      "app_role.0.allowed_member_types": ["Application"],
      "app_role.0.description": "Lets a gateway's managed identity call the Function.",
      "app_role.0.display_name": "Invoke the Function",
      "app_role.0.enabled": true,
      "app_role.0.value": "Function.Invoke",
    },
  },
  {
    types: ["azuread_service_principal"],
    why: "rules 12 and 14, T2: a token is issued only to those who are assigned a role",
    values: ({ owners }) => ({ app_role_assignment_required: true, ...onlyFirstDeployer(owners) }),
  },
  {
    types: ["terraform_data"],
    why: "a name and an owner stay as they were at the first apply",
    values: { "lifecycle.ignore_changes": ["input"] },
  },
  {
    types: ["azurerm_role_assignment"],
    why: "who is assigned a role on Azure is a service principal: no look-up in Entra, which may lag behind",
    values: { principal_type: "ServicePrincipal" },
  },
  {
    types: ["azurerm_storage_account"],
    why: "rule 30, T13: no keys, no public blobs, no local users, HTTPS with TLS 1.2",
    values: {
      shared_access_key_enabled: false,
      default_to_oauth_authentication: true,
      allow_nested_items_to_be_public: false,
      cross_tenant_replication_enabled: false,
      local_user_enabled: false,
      https_traffic_only_enabled: true,
      min_tls_version: "TLS1_2",
    },
  },
  {
    types: ["azurerm_storage_account"],
    why: "the host's storage is the cheapest that will do",
    values: { account_kind: "StorageV2", account_replication_type: "LRS", account_tier: "Standard" },
  },
  {
    types: ["azurerm_api_management"],
    why: "rules 25 and 26: no protocol before TLS 1.2, and no weak cipher where the SKU lets it be chosen",
    values: ({ sku_name }) =>
      sku_name === "Consumption_0"
        ? { security: allOff(oldProtocols) }
        : { security: allOff([...oldProtocols, ...weakCiphers]), "protocols.http2_enabled": true },
  },
  {
    types: ["azurerm_api_management"],
    why: "rules 17, 27 and 28: an identity of its own, public management at creation, three hours",
    values: {
      "identity.type": "UserAssigned",
      public_network_access_enabled: true,
      timeouts: { create: "3h", delete: "3h", update: "3h" },
    },
  },
  {
    types: ["azurerm_api_management_api"],
    why: "rule 22: an API is HTTPS only and its first revision; no subscription key opens it",
    values: { protocols: ["https"], revision: "1", subscription_required: false },
  },
  {
    types: ["azurerm_api_management_api_operation"],
    why: "an operation declares the parameters of its template",
    values: ({ method, url_template }) => ({
      display_name: `${method} ${url_template}`,
      template_parameter: [...String(url_template).matchAll(/\{\*?(\w+)\}/g)].map(([, name]) => ({
        name,
        required: true,
        type: "string",
      })),
    }),
  },
  {
    types: ["azurerm_api_management_backend"],
    why: "rule 20: the gateway checks the Function's certificate",
    values: { protocol: "http", tls: { validate_certificate_chain: true, validate_certificate_name: true } },
  },
  {
    types: ["azurerm_api_management_api_diagnostic"],
    why: "traces hold no body, no token, no key and no address of a caller",
    values: {
      backend_request: tracedRequest(),
      backend_response: { body_bytes: 0 },
      frontend_request: tracedRequest(),
      frontend_response: { body_bytes: 0 },
      log_client_ip: false,
    },
  },
  {
    types: ["azurerm_api_management_api_diagnostic"],
    why: "every call is traced, and joined with the Function's own trace",
    values: {
      always_log_errors: true,
      http_correlation_protocol: "W3C",
      identifier: "applicationinsights",
      operation_name_format: "Name",
      sampling_percentage: 100,
      verbosity: "information",
    },
  },
  {
    types: ["azurerm_api_management_logger"],
    why: "an API's traces go to one Application Insights",
    values: ({ resource_id }) => ({
      "application_insights.connection_string": String(resource_id).replace(/\.id}$/, ".connection_string}"),
    }),
  },
  {
    types: ["azurerm_application_insights"],
    why: "traces of a web application",
    values: { application_type: "web" },
  },
  {
    types: ["azurerm_log_analytics_workspace"],
    why: "logs are kept for thirty days",
    values: { retention_in_days: 30, sku: "PerGB2018" },
  },
];

const oldProtocols = [
  "backend_ssl30_enabled",
  "backend_tls10_enabled",
  "backend_tls11_enabled",
  "frontend_ssl30_enabled",
  "frontend_tls10_enabled",
  "frontend_tls11_enabled",
];

const weakCiphers = [
  "tls_ecdhe_ecdsa_with_aes128_cbc_sha_ciphers_enabled",
  "tls_ecdhe_ecdsa_with_aes256_cbc_sha_ciphers_enabled",
  "tls_ecdhe_rsa_with_aes128_cbc_sha_ciphers_enabled",
  "tls_ecdhe_rsa_with_aes256_cbc_sha_ciphers_enabled",
  "tls_rsa_with_aes128_cbc_sha256_ciphers_enabled",
  "tls_rsa_with_aes128_cbc_sha_ciphers_enabled",
  "tls_rsa_with_aes128_gcm_sha256_ciphers_enabled",
  "tls_rsa_with_aes256_cbc_sha256_ciphers_enabled",
  "tls_rsa_with_aes256_cbc_sha_ciphers_enabled",
  "tls_rsa_with_aes256_gcm_sha384_ciphers_enabled",
  "triple_des_ciphers_enabled",
];

function allOff(names: readonly string[]): { [name: string]: false } {
  return Object.fromEntries(names.map((name) => [name, false]));
}

function tracedRequest() {
  const hidden = (value: string) => ({ mode: "Hide", value });
  return {
    body_bytes: 0,
    data_masking: {
      headers: [hidden("Authorization"), hidden("Ocp-Apim-Subscription-Key")],
      query_params: [hidden("subscription-key")],
    },
  };
}

/** What the rules say of a resource: expected arguments by path. */
export function fixedValues(type: string, resource: Json): { [path: string]: unknown } {
  const applying = fixedArguments.filter(({ types }) => types.includes(type));
  return Object.assign({}, ...applying.map((fixed) => valuesOf(fixed, resource)));
}

export function valuesOf({ values }: FixedArguments, resource: Json): { [path: string]: unknown } {
  return typeof values === "function" ? values(resource) : values;
}

function onlyFirstDeployer(owners: readonly string[] = []): { [path: string]: unknown } {
  return { owners: [owners.find((owner) => firstDeployer.test(owner)) ?? "whoever applied first"] };
}
