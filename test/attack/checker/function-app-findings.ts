import type { Declared } from "./declared";
import { type Finding, Findings } from "./finding";
import { type Block, blocksIn, type Json, type TerraformApp, type Value } from "./terraform-app";

const functionAppTypes =
  /^azurerm_(?:(?:linux|windows)_function_app(?:_slot)?|function_app_flex_consumption)$/;

/** Every Function App and every slot: each is a host of its own. */
export function functionApps(app: TerraformApp): Block[] {
  return app.resources(functionAppTypes);
}

/** What is wrong with a Function App's own gate (rules 2 to 9) and with what leads around it (34, 35, 37). */
export function functionAppFindings(app: TerraformApp, block: Block, declared: Declared): Finding[] {
  const findings = new Findings();
  easyAuth(app, block, declared, findings);
  appSettings(block, findings);
  hardening(block, findings);
  return findings.all;
}

/** Hosts that issue tokens, by the name of the cloud in a provider's `environment`. */
const loginHosts: Readonly<Record<string, string>> = {
  public: "login.microsoftonline.com",
  usgovernment: "login.microsoftonline.us",
  china: "login.partner.microsoftonline.cn",
};

type Allowed = (value: Json) => boolean;

const is =
  (...allowed: Json[]): Allowed =>
  (value) =>
    allowed.includes(value);
const isEmpty: Allowed = (value) => blocksIn(value).length === 0;
const anything: Allowed = () => true;

/** What `auth_settings_v2` may hold; what is not named here is another way in. */
const authArguments: Readonly<Record<string, Allowed>> = {
  auth_enabled: is(true),
  require_authentication: is(true),
  unauthenticated_action: is("Return401"),
  require_https: is(true),
  runtime_version: is("~1"),
  excluded_paths: isEmpty,
  default_provider: is("azureactivedirectory"),
  http_route_api_prefix: is("/.auth"),
  forward_proxy_convention: is("NoProxy"),
  active_directory_v2: anything,
  login: anything,
};
/** The one way in which a gate is open: for a migration that was declared, and whose day and reason are its tags. */
const openAuthArguments: Readonly<Record<string, Allowed>> = {
  ...authArguments,
  require_authentication: is(false),
  unauthenticated_action: is("AllowAnonymous"),
};
const requiredAuthArguments = ["auth_enabled", "require_authentication", "unauthenticated_action"];

/** What `active_directory_v2` may hold: neither a secret, nor a list that lets others in. */
const directoryArguments: Readonly<Record<string, Allowed>> = {
  client_id: anything,
  tenant_auth_endpoint: anything,
  allowed_audiences: anything,
  allowed_applications: anything,
  allowed_identities: anything,
  www_authentication_disabled: is(false),
};

function easyAuth(app: TerraformApp, block: Block, declared: Declared, findings: Findings): void {
  const at = block.address;
  const { auth_settings, auth_settings_v2, lifecycle } = block.args;
  findings.expect(isEmpty(auth_settings), "easy-auth", at, "auth_settings stands beside auth_settings_v2");
  findings.expect(isEmpty(blocksIn(lifecycle)[0]?.ignore_changes), "easy-auth", at, "changes are ignored");
  const [settings, ...others] = blocksIn(auth_settings_v2);
  if (settings === undefined || others.length > 0 || typeof settings !== "object") {
    findings.add("easy-auth", at, "auth_settings_v2 is not one block");
    return;
  }
  const allowed = isOpenForMigration(block, declared) ? openAuthArguments : authArguments;
  exact(settings, allowed, requiredAuthArguments, at, findings);
  const [login] = blocksIn(settings.login);
  exact(login ?? {}, { token_store_enabled: is(false) }, [], `${at} login`, findings);
  directory(app, block, settings, declared, findings);
}

function isOpenForMigration({ args: { tags } }: Block, { openUntil = [] }: Declared): boolean {
  const { "gate-migration-until": until, "gate-migration-reason": reason } = Object(tags);
  return openUntil.includes(until) && /\p{L}/u.test(String(reason ?? ""));
}

function directory(
  app: TerraformApp,
  block: Block,
  settings: Json,
  declared: Declared,
  findings: Findings,
): void {
  const at = `${block.address} active_directory_v2`;
  const [directoryBlock, ...others] = blocksIn(settings.active_directory_v2);
  if (directoryBlock === undefined || others.length > 0) {
    findings.add("easy-auth", at, "it is not one block");
    return;
  }
  exact(directoryBlock, directoryArguments, ["client_id", "tenant_auth_endpoint"], at, findings);
  const clientId = app.value(block.stack, directoryBlock.client_id);
  findings.expect(isId(clientId), "easy-auth", at, `client_id is ${clientId.key}`);
  for (const audience of blocksIn(directoryBlock.allowed_audiences)) {
    const { key } = app.value(block.stack, audience);
    findings.expect(key === clientId.key, "easy-auth", at, `the audience ${key} is not the client id`);
  }
  issuer(app, block, directoryBlock.tenant_auth_endpoint, declared, findings);
}

/** Nothing but what is allowed, and everything that is required. */
function exact(
  args: Readonly<Record<string, Json>>,
  allowed: Readonly<Record<string, Allowed>>,
  required: readonly string[],
  at: string,
  findings: Findings,
): void {
  for (const [name, value] of Object.entries(args)) {
    const fits = Object.hasOwn(allowed, name) && allowed[name](value);
    findings.expect(fits, "easy-auth", at, `${name} is ${JSON.stringify(value)}`);
  }
  for (const name of required) {
    findings.expect(Object.hasOwn(args, name), "easy-auth", at, `${name} is missing`);
  }
}

function issuer(
  app: TerraformApp,
  block: Block,
  endpoint: Json,
  { cloudOfEnvironment }: Declared,
  findings: Findings,
): void {
  const at = `${block.address} tenant_auth_endpoint`;
  const [, host, tenant] = /^https:\/\/([^/$%{}]+)\/([^/]+)\/v2\.0$/.exec(String(endpoint)) ?? [];
  for (const environment of environmentsOf(block)) {
    findings.expect(
      hostsOf(environment, cloudOfEnvironment ?? false).includes(host),
      "issuer",
      at,
      `${endpoint} is not of the cloud of a provider, ${environment ?? "public unless it is said elsewhere"}`,
    );
  }
  const value = app.value(block.stack, tenant ?? "");
  findings.expect(isId(value), "issuer", at, `the tenant is ${value.key}`);
  const application = app.argument(block, "auth_settings_v2.active_directory_v2.client_id").attribute?.block;
  if (application?.type !== "azuread_application" || application.isData) return;
  findings.expect(
    value.attribute?.block.type === "azuread_client_config",
    "issuer",
    at,
    `the tenant is ${value.key}, and the registration is in the deployer's`,
  );
}

/** The clouds that the providers of a stack deploy to, where they say so. */
function environmentsOf({ stack }: Block): (string | undefined)[] {
  const providers = [...blocksIn(stack.json.provider?.azurerm), ...blocksIn(stack.json.provider?.azuread)];
  return providers.map(({ environment }) => environment);
}

/** The login hosts that fit a provider: those of its cloud, or any where the cloud is chosen outside of the program. */
function hostsOf(environment: string | undefined, isChosenOutside: boolean): string[] {
  if (environment !== undefined && Object.hasOwn(loginHosts, environment)) return [loginHosts[environment]];
  if (isChosenOutside) return Object.values(loginHosts);
  return environment === undefined ? [loginHosts.public] : [];
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a value is an id: a GUID, or something that Terraform knows later. */
export function isId({ text, key }: Value): boolean {
  return text === undefined ? !key.includes(" + ") && key !== "null" : guid.test(text);
}

/** Settings that change the authentication, give it a secret, or put a key into the app. */
const forbiddenSettings = /^\s*(?:APPSETTING_)?(?:WEBSITE_AUTH|MICROSOFT_PROVIDER_AUTHENTICATION_SECRET)/i;

function appSettings({ address: at, args }: Block, findings: Findings): void {
  const { app_settings: settings = {} } = args;
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    findings.add("unknown", at, "app_settings is known at apply only");
    return;
  }
  const names = Object.keys(settings);
  for (const name of names) {
    findings.expect(!forbiddenSettings.test(name), "app-setting", at, `${name} changes the authentication`);
    findings.expect(!/[$%]\{/.test(name), "unknown", at, `the name ${name} is known at apply only`);
  }
  const lower = names.map((name) => name.toLowerCase());
  findings.expect(new Set(lower).size === lower.length, "duplicate", at, "settings differ in case only");
}

function hardening(block: Block, findings: Findings): void {
  const { address: at, args, type } = block;
  const [site = {}] = blocksIn(args.site_config);
  const expect = (name: string, value: Json, ...allowed: Json[]) =>
    findings.expect(allowed.includes(value), "hardening", at, `${name} is ${JSON.stringify(value)}`);
  expect("https_only", args.https_only, true);
  if (type !== "azurerm_function_app_flex_consumption") {
    const ftp = "ftp_publish_basic_authentication_enabled";
    expect(ftp, args[ftp], false);
    expect("ftps_state", site.ftps_state, "Disabled");
  }
  const webDeploy = "webdeploy_publish_basic_authentication_enabled";
  expect(webDeploy, args[webDeploy], false);
  expect("zip_deploy_file", args.zip_deploy_file, undefined, null);
  for (const name of ["minimum_tls_version", "scm_minimum_tls_version"])
    expect(name, site[name], "1.2", "1.3");
  expect("remote_debugging_enabled", site.remote_debugging_enabled, false, undefined);
  expect("scm_ip_restriction_default_action", site.scm_ip_restriction_default_action, "Deny");
  expect("scm_use_main_ip_restriction", site.scm_use_main_ip_restriction, false, undefined);
  restrictions(site, at, findings);
}

/** Who may reach the SCM site is a list of networks; a service tag is none of a gateway's (rule 37). */
function restrictions(site: Json, at: string, findings: Findings): void {
  for (const rule of blocksIn(site.scm_ip_restriction)) {
    if (rule.action === "Deny") continue;
    const whole = rule.ip_address === undefined || /\/0+$/.test(String(rule.ip_address));
    findings.expect(!whole, "hardening", at, `the SCM site is open: ${JSON.stringify(rule)}`);
  }
  for (const rule of blocksIn(site.ip_restriction)) {
    findings.expect(
      rule.service_tag === undefined,
      "hardening",
      at,
      `a service tag: ${JSON.stringify(rule)}`,
    );
  }
}
