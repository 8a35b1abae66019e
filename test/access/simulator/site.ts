import { type Applied, type AppliedResource, block, includes, list, same, type Values } from "./applied";
import type { Entra } from "./entra";
import { networkLetsIn, type Origin } from "./network";
import type { Token } from "./tokens";
import type { Questions } from "./worlds";

/** A request that arrives at a Function's host. */
export interface SiteRequest {
  readonly origin: Origin;
  readonly path: string;
  readonly token?: Token;
}

const siteTypes =
  /^azurerm_((linux|windows)_function_app(_slot)?|function_app(_slot)?|function_app_flex_consumption)$/;

export function sitesOf(applied: Applied): readonly AppliedResource[] {
  return applied.resources.filter(({ mode, type }) => mode === "managed" && siteTypes.test(type));
}

/** Whether a request gets to the code of a Function. */
export function reachesFunction(
  applied: Applied,
  entra: Entra,
  site: AppliedResource,
  request: SiteRequest,
  questions: Questions,
): boolean {
  const isOpened =
    isAlsoConfigured(applied, site, networkTypes) && questions.unknown("the network is opened");
  if (!isOpened && !networkLetsIn(site.values, request.origin, "host", questions)) return false;
  if (
    isAlsoConfigured(applied, site, gateTypes) &&
    !questions.unknown(`${site.address} is configured as it says`)
  )
    return questions.unknown(`${site.address} has a gate that lets this call in`);
  const { values } = swapped(applied, site, questions);
  const v2 = block(values, "auth_settings_v2");
  const v1 = block(values, "auth_settings");
  if ((v2 || v1) && hasAuthenticationSetting(values) && questions.unknown(`an app setting changes the gate`))
    return questions.unknown(`the changed gate lets the call in`);
  if (v2 && v1 && v1.enabled !== false)
    return questions.unknown(`Azure takes one of both versions, which lets the call in`);
  if (v2) return version2LetsIn(entra, v2, request, questions);
  return v1 ? version1LetsIn(entra, v1, request, questions) : true;
}

function version2LetsIn(entra: Entra, gate: Values, request: SiteRequest, questions: Questions): boolean {
  if (gate.auth_enabled !== true) return true;
  if (gate.config_file_path) return questions.unknown(`the file ${gate.config_file_path} lets the call in`);
  if (gate.runtime_version && !/^~[12]$/.test(gate.runtime_version))
    return questions.unknown(`version ${gate.runtime_version} lets the call in`);
  if (includes(list(gate, "excluded_paths"), request.path)) return true;
  if (gate.require_authentication !== true || gate.unauthenticated_action === "AllowAnonymous") return true;
  if (otherProviderLetsIn(gate, questions)) return true;
  const provider = block(gate, "active_directory_v2");
  if (!provider || !request.token) return false;
  const endpoint = String(provider.tenant_auth_endpoint ?? "");
  return (
    accepts(
      entra,
      { endpoint, clientId: provider.client_id, audiences: list(provider, "allowed_audiences") },
      request.token,
      questions,
    ) &&
    isListed(list(provider, "allowed_applications"), (id) => request.token?.isOfApplication(id)) &&
    isPrincipalListed(provider, request.token) &&
    isClaimed(provider, questions)
  );
}

function version1LetsIn(entra: Entra, gate: Values, request: SiteRequest, questions: Questions): boolean {
  if (gate.enabled !== true || gate.unauthenticated_client_action === "AllowAnonymous") return true;
  if (["facebook", "github", "google", "microsoft", "twitter"].some((name) => block(gate, name)))
    if (questions.choice("the caller has an account of the other provider")) return true;
  const provider = block(gate, "active_directory");
  if (!provider || !request.token) return false;
  const audiences = list(provider, "allowed_audiences");
  return accepts(
    entra,
    { endpoint: String(gate.issuer ?? ""), clientId: provider.client_id, audiences },
    request.token,
    questions,
  );
}

interface Validation {
  readonly endpoint: string;
  readonly clientId?: string;
  readonly audiences: readonly string[];
}

/** Whether issuer, version and audience of a token are accepted. */
function accepts(
  entra: Entra,
  { endpoint, clientId, audiences }: Validation,
  token: Token,
  questions: Questions,
): boolean {
  const isAudience = [...(clientId ? [clientId] : []), ...audiences].some((audience) =>
    token.isFor(audience),
  );
  if (!isAudience) return false;
  const tenant = /^https:\/\/[^/]+\/([^/]+)/.exec(endpoint)?.[1];
  if (tenant === undefined) {
    const isOwn = token.issuedBy(entra.ownTenant);
    return isOwn || questions.unknown("without an endpoint the tokens of every tenant are accepted");
  }
  const isEvery = /^(common|organizations|consumers)$/i.test(tenant);
  const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(tenant);
  if (!isEvery && !isId) {
    const isOwn = questions.unknown(`${tenant} is a name of the own tenant`);
    if (isOwn !== token.issuedBy(entra.ownTenant)) return false;
  } else if (!isEvery && !token.issuedBy(tenant)) return false;
  if (/\/v2\.0\/?$/.test(endpoint)) return token.hasVersion(2);
  return token.hasVersion(1) || questions.unknown("an endpoint of version 1 accepts tokens of version 2");
}

function isListed(all: readonly string[], is: (one: string) => boolean | undefined): boolean {
  return all.length === 0 || all.some((one) => is(one) === true);
}

function isPrincipalListed(provider: Values, token: Token): boolean {
  const [identities, groups] = ["allowed_identities", "allowed_groups"].map((name) => list(provider, name));
  if (identities.length === 0 && groups.length === 0) return true;
  return identities.some((id) => token.isOfPrincipal(id)) || groups.some((id) => token.isInGroup(id));
}

function isClaimed(provider: Values, questions: Questions): boolean {
  return ["jwt_allowed_client_applications", "jwt_allowed_groups"].every(
    (name) => list(provider, name).length === 0 || questions.unknown(`the token has what ${name} asks for`),
  );
}

/** Sign-in of people whom the tenant does not know. */
function otherProviderLetsIn(gate: Values, questions: Questions): boolean {
  const open = ["apple_v2", "facebook_v2", "github_v2", "google_v2", "microsoft_v2", "twitter_v2"];
  if (open.some((name) => block(gate, name)))
    return questions.choice("the caller has an account of the other provider");
  const closed = ["azure_static_web_app_v2", "custom_oidc_v2"];
  return (
    closed.some((name) => block(gate, name)) && questions.unknown("the caller has an account of the provider")
  );
}

/** The site whose gate a site has, if a swap takes the authentication with the code. */
function swapped(applied: Applied, site: AppliedResource, questions: Questions): AppliedResource {
  const others = applied.made("azurerm_function_app_active_slot").flatMap(({ values }) => {
    const slot = sitesOf(applied).find((one) => same(one.values.id, values.slot_id));
    const app = slot && sitesOf(applied).find((one) => same(one.values.id, slot.values.function_app_id));
    return slot && app && (site === slot || site === app) ? [site === slot ? app : slot] : [];
  });
  return others.find((other) => questions.unknown(`a swap gives it the gate of ${other.address}`)) ?? site;
}

function hasAuthenticationSetting({ app_settings: settings }: Values): boolean {
  return Object.keys(settings ?? {}).some((name) =>
    /^WEBSITE_AUTH_(ENABLED|FILE|V2_CONFIG_JSON|SIGNING_KEY|ENCRYPTION_KEY)$/i.test(name),
  );
}

const gateTypes = /^Microsoft\.Web\/sites(\/slots)?(\/config)?(@|$)/i;
const networkTypes = /^Microsoft\.Web\/sites(\/slots)?(@|$)/i;
const passwordTypes = /^Microsoft\.Web\/sites(\/slots)?(\/basicPublishingCredentialsPolicies)?(@|$)/i;

/** Whether something else than its own resource writes the configuration of a site: generic resources of some types do. */
function isAlsoConfigured(applied: Applied, site: AppliedResource, types: RegExp): boolean {
  return applied.resources.some(({ type, values }) => {
    if (/^azapi_/.test(type))
      return types.test(values.type ?? "") && same(values.resource_id ?? values.parent_id, site.values.id);
    if (type === "azurerm_static_web_app_function_app_registration")
      return types === gateTypes && same(values.function_app_id, site.values.id);
    return (
      /_template_deployment$/.test(type) &&
      /authsettings|WEBSITE_AUTH/i.test(String(values.template_content ?? ""))
    );
  });
}

/** Whether the publishing password opens SCM or FTP. */
export function passwordOpens(
  applied: Applied,
  site: AppliedResource,
  door: "scm" | "ftp",
  questions: Questions,
): boolean {
  if (isAlsoConfigured(applied, site, passwordTypes) && questions.unknown("publishing is opened"))
    return true;
  const { type, values } = site;
  const isLegacy = /^azurerm_function_app(_slot)?$/.test(type);
  if (door === "ftp") {
    const hasFtp = type !== "azurerm_function_app_flex_consumption";
    const state = block(values, "site_config")?.ftps_state ?? (isLegacy ? "AllAllowed" : "Disabled");
    return hasFtp && state !== "Disabled" && values.ftp_publish_basic_authentication_enabled !== false;
  }
  if (values.webdeploy_publish_basic_authentication_enabled === false) return false;
  return networkLetsIn(values, "internet", "scm", questions) || hasWayIn(applied, values);
}

/** Whether somebody is in a network that gets to the SCM site. */
function hasWayIn(applied: Applied, site: Values): boolean {
  const config = block(site, "site_config") ?? {};
  const prefix = config.scm_use_main_ip_restriction === true ? "" : "scm_";
  const allowed = list(config, `${prefix}ip_restriction`).some(
    (rule) => (rule.action || "Allow") === "Allow",
  );
  const byDefault = (config[`${prefix}ip_restriction_default_action`] || "Allow") === "Allow";
  const isPrivate =
    site.public_network_access_enabled === false || applied.made("azurerm_private_endpoint").length > 0;
  return allowed || byDefault || isPrivate;
}
