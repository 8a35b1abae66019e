import { only } from "../../synthesis";
import {
  add,
  all,
  app,
  application,
  auth,
  directory,
  editDirectory,
  rewrite,
  type Sabotage,
  set,
  site,
  slot,
} from "./changes";

const someId = "11111111-2222-4333-8444-555555555555";
const otherId = "11111111-2222-4333-8444-666666666666";
const endpoint = (tenant: string) => `https://login.microsoftonline.com/${tenant}/v2.0`;

/** What somebody does to a Function App. */
export const functionAppSabotage: readonly Sabotage[] = [
  ["no Easy Auth", app("auth_settings_v2"), "easy-auth"],
  ["Easy Auth off", auth("auth_enabled", false), "easy-auth"],
  ["Easy Auth that Terraform knows later", auth("auth_enabled", "${true}"), "easy-auth"],
  ["anonymous calls", auth("require_authentication", false), "easy-auth"],
  ["no word on authentication", auth("require_authentication"), "easy-auth"],
  ["a login page", auth("unauthenticated_action", "RedirectToLoginPage"), "easy-auth"],
  ["an excluded path", auth("excluded_paths", ["/health"]), "easy-auth"],
  ["a file that configures Easy Auth", auth("config_file_path", "auth.json"), "easy-auth"],
  ["another version of Easy Auth", auth("runtime_version", "~2"), "easy-auth"],
  ["a token store", auth("login.token_store_enabled", true), "easy-auth"],
  ["another provider", auth("google_v2", { client_id: "x" }), "easy-auth"],
  ["the legacy block", app("auth_settings", { enabled: false }), "easy-auth"],
  ["changes that are ignored", app("lifecycle", { ignore_changes: ["auth_settings_v2"] }), "easy-auth"],
  [
    "another audience",
    editDirectory("allowed_audiences", (list) => [...list, "https://management.azure.com"]),
    "easy-auth",
  ],
  ["a secret of Easy Auth", directory("client_secret_setting_name", "SECRET"), "easy-auth"],
  ["allowed groups", directory("allowed_groups", [someId]), "easy-auth"],
  [
    "a client id that is none",
    directory("client_id", "https://management.azure.com"),
    "easy-auth",
    /client_id is/,
  ],
  ["any tenant", directory("tenant_auth_endpoint", endpoint("common")), "issuer", /the tenant is/],
  ["another tenant", directory("tenant_auth_endpoint", endpoint(someId)), "issuer"],
  [
    "an issuer of anyone's",
    editDirectory("tenant_auth_endpoint", (url) => url.replace("microsoftonline", "example")),
    "issuer",
  ],
  [
    "the endpoint of version 1",
    editDirectory("tenant_auth_endpoint", (url) => url.replace("/v2.0", "")),
    "issuer",
  ],
  [
    "a provider of another cloud",
    (stack) => {
      stack.provider.azurerm[0].environment = "usgovernment";
    },
    "issuer",
  ],
  ["a slot without the gate", slot("auth_settings_v2"), "easy-auth"],
  ["a slot with an excluded path", slot("auth_settings_v2.excluded_paths", ["/"]), "easy-auth"],
  [
    "a slot that lets others in",
    slot("auth_settings_v2.active_directory_v2.allowed_identities", []),
    "allow-list",
    /differ in length/,
  ],

  ["two providers in Easy Auth", directory2, "easy-auth", /it is not one block/],
  [
    "azuread of another cloud",
    (stack) => {
      stack.provider.azuread[0].environment = "china";
    },
    "issuer",
  ],

  [
    "no application on the list",
    directory("allowed_applications"),
    "allow-list",
    /allowed_applications is empty/,
  ],
  [
    "no identity on the list",
    directory("allowed_identities", []),
    "allow-list",
    /allowed_identities is empty/,
  ],
  [
    "one more identity",
    all(
      editDirectory("allowed_applications", (list) => [...list, someId]),
      editDirectory("allowed_identities", (list) => [...list, otherId]),
    ),
    "allow-list",
  ],
  ["somebody else's identity", directory("allowed_identities", [otherId]), "allow-list"],
  ["somebody else's application", directory("allowed_applications", [someId]), "allow-list"],
  ["the two ids in each other's places", swapLists, "allow-list"],
  [
    "a token asked for as another identity",
    rewrite(/client-id="[^"]*"/, `client-id="${someId}"`),
    "allow-list",
    /is not on the lists/,
  ],
  ["a token asked for as the gateway's own identity", rewrite(/client-id="[^"]*" /, ""), "token-step"],

  [
    "a setting that switches authentication off",
    app("app_settings", { WEBSITE_AUTH_ENABLED: "False" }),
    "app-setting",
  ],
  [
    "the same setting in other letters",
    app("app_settings", { website_auth_Enabled: "False" }),
    "app-setting",
  ],
  [
    "a setting whose name is known later",
    app("app_settings", { '${join("_", ["WEBSITE", "AUTH"])}': "False" }),
    "unknown",
  ],
  ["settings that are known later", app("app_settings", "${merge({}, {})}"), "unknown"],
  ["settings that differ in case", app("app_settings", { A: "1", a: "2" }), "duplicate"],
  ["basic authentication for FTP", app("ftp_publish_basic_authentication_enabled", true), "hardening"],
  [
    "basic authentication for deployments",
    app("webdeploy_publish_basic_authentication_enabled"),
    "hardening",
  ],
  ["FTP", site("ftps_state", "FtpsOnly"), "hardening"],
  ["HTTP", app("https_only", false), "hardening"],
  ["old TLS", site("minimum_tls_version", "1.0"), "hardening"],
  ["old TLS of the SCM site", site("scm_minimum_tls_version"), "hardening"],
  ["an SCM site for everyone", site("scm_ip_restriction_default_action", "Allow"), "hardening"],
  [
    "an SCM rule for everyone",
    site("scm_ip_restriction", [{ ip_address: "0.0.0.0/0", action: "Allow" }]),
    "hardening",
  ],
  ["remote debugging", site("remote_debugging_enabled", true), "hardening"],
  ["the gateways' service tag", site("ip_restriction", [{ service_tag: "ApiManagement" }]), "hardening"],
];

function directory2(stack: Parameters<typeof only>[0]): void {
  const settings = only(stack, "azurerm_linux_function_app").auth_settings_v2;
  settings.active_directory_v2 = [settings.active_directory_v2, settings.active_directory_v2];
}

function swapLists(stack: Parameters<typeof only>[0]): void {
  const lists = only(stack, "azurerm_linux_function_app").auth_settings_v2.active_directory_v2;
  const { allowed_applications, allowed_identities } = lists;
  Object.assign(lists, {
    allowed_applications: allowed_identities,
    allowed_identities: allowed_applications,
  });
}

/** What somebody does in Entra. */
export const entraSabotage: readonly Sabotage[] = [
  [
    "tokens for whoever asks",
    set("azuread_service_principal", "app_role_assignment_required", false),
    "role",
  ],
  [
    "a role that nobody has",
    (stack) => {
      delete stack.resource.azuread_app_role_assignment;
    },
    "role",
  ],
  ["a role of somebody else", set("azuread_app_role_assignment", "principal_object_id", otherId), "role"],
  [
    "a policy that does not wait for the role",
    set("azurerm_api_management_api_policy", "depends_on"),
    "role",
  ],
  [
    "no service principal",
    (stack) => {
      delete stack.resource.azuread_service_principal;
    },
    "role",
  ],
  ["tokens of version 1", application("api"), "registration"],
  ["a registration for every tenant", application("sign_in_audience", "AzureADMultipleOrgs"), "registration"],
  ["a redirect URI", application("web", { redirect_uris: ["https://example.com"] }), "registration"],
  ["a scope", application("api.oauth2_permission_scope", [{ value: "x" }]), "registration"],
  [
    "a role for users",
    application("app_role.0.allowed_member_types", ["Application", "User"]),
    "registration",
  ],
  ["a password resource", add("azuread_application_password", { application_id: "x" }), "credential"],
  ["a password block", application("password", { display_name: "p" }), "credential"],
  ["a federated credential", add("azuread_application_federated_identity_credential", {}), "credential"],
];
