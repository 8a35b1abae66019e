import { changesAuthentication } from "../../support/reserved-settings";
import type { Value } from "../stack/value";
import type { Doubt } from "./doubt";
import { alsoConfigured, type Site } from "./sites";
import type { StackIndex } from "./stack-index";
import { booleanOf, isAbsent, itemsOf, literalText, printed, type Ternary } from "./values";

/** What App Service Authentication of a site is configured to do, in either version. */
export interface EasyAuth {
  /** Where it is configured; `undefined` where it is not. */
  readonly block?: "auth_settings_v2" | "auth_settings";
  readonly enabled: Ternary;
  /** Whether calls without a valid token are turned away. */
  readonly required: Ternary;
  readonly action?: string;
  /** What keeps the rest from being read, and the argument that says so. */
  readonly unknownBecause?: Doubt;
  readonly excludedPaths: readonly Value[];
  /** Providers besides Entra, by the name of their block. */
  readonly otherProviders: readonly string[];
  readonly entra?: EntraProvider;
}

/** What the Entra provider accepts. */
export interface EntraProvider {
  /** Path of its block in the resource. */
  readonly path: string;
  readonly clientId?: Value;
  readonly audiences: readonly Value[];
  readonly applications: readonly Value[];
  readonly identities: readonly Value[];
  readonly groups: readonly Value[];
  /** Further checks of claims, which are not modeled. */
  readonly claimChecks: readonly string[];
  readonly endpoint?: Value;
  readonly endpointArgument: string;
}

const otherProviders = [
  "apple_v2",
  "azure_static_web_app_v2",
  "custom_oidc_v2",
  "facebook_v2",
  "github_v2",
  "google_v2",
  "microsoft_v2",
  "twitter_v2",
];
const otherProvidersV1 = ["facebook", "github", "google", "microsoft", "twitter"];

/** Reads the authentication of a site. */
export function easyAuthOf(index: StackIndex, site: Site): EasyAuth {
  const v2 = index.value(site.resource, "auth_settings_v2");
  const v1 = index.value(site.resource, "auth_settings");
  const base = { excludedPaths: [], otherProviders: [], enabled: "unknown", required: "unknown" } as const;
  const isOff = isAbsent(v2) && isAbsent(v1);
  const other = alsoConfigured(site, "gate") ?? (isOff ? undefined : authenticationSetting(index, site));
  if (other) return { ...base, unknownBecause: other };
  for (const [block, value] of [
    ["auth_settings_v2", v2],
    ["auth_settings", v1],
  ] as const) {
    if (!isLater(value)) continue;
    const because =
      value?.kind === "unknown" ? `${block}: ${value.because}` : `${block} is known after apply`;
    return { ...base, block, unknownBecause: { address: site.id, argument: block, value, because } };
  }
  const v1Enabled = booleanOf(index.value(site.resource, "auth_settings", 0, "enabled"), false);
  if (!isAbsent(v2) && !isAbsent(v1) && v1Enabled !== "no") {
    const because = "both versions of App Service Authentication are configured, of which Azure accepts one";
    return { ...base, unknownBecause: { address: site.id, argument: "auth_settings", value: v1, because } };
  }
  if (!isAbsent(v2)) return version2(index, site);
  if (!isAbsent(v1)) return version1(index, site, v1Enabled);
  return { ...base, enabled: "no", required: "no" };
}

/** An app setting by which the authentication is another than its arguments say. */
function authenticationSetting(index: StackIndex, site: Site): Doubt | undefined {
  const settings = index.value(site.resource, "app_settings");
  if (settings?.kind !== "map") return undefined;
  const [entry] = [...settings.entries].filter(([name]) => changesAuthentication(name));
  if (!entry) return undefined;
  const [name, value] = entry;
  const because = `the app setting ${name} may change the authentication`;
  return { address: site.id, argument: `app_settings.${name}`, value, because };
}

function version2(index: StackIndex, site: Site): EasyAuth {
  const block = "auth_settings_v2";
  const get = (...path: (string | number)[]) => index.value(site.resource, block, 0, ...path);
  const action = get("unauthenticated_action");
  const required = booleanOf(get("require_authentication"), false);
  return {
    block,
    enabled: booleanOf(get("auth_enabled"), false),
    required:
      literalText(action) === "AllowAnonymous" ? "no" : known(action) ? required : anyUnknown(required),
    action: isAbsent(action) ? "RedirectToLoginPage" : literalText(action),
    unknownBecause: unknownVersion2(site, get),
    excludedPaths: items(get("excluded_paths")),
    otherProviders: otherProviders.filter((provider) => !isAbsent(get(provider))),
    entra: isAbsent(get("active_directory_v2")) ? undefined : entraVersion2(get),
  };
}

function known(value: Value | undefined): boolean {
  return isAbsent(value) || (value as Value).kind === "literal";
}

function anyUnknown(required: Ternary): Ternary {
  return required === "no" ? "no" : "unknown";
}

type Get = (...path: (string | number)[]) => Value | undefined;

function unknownVersion2(site: Site, get: Get): EasyAuth["unknownBecause"] {
  const argument = (name: string, because: string) => ({
    address: site.id,
    argument: `auth_settings_v2.0.${name}`,
    value: get(name),
    because,
  });
  if (!isAbsent(get("config_file_path")))
    return argument(
      "config_file_path",
      "the file in the deployed package configures the authentication, not the stack",
    );
  const version = get("runtime_version");
  if (!isAbsent(version) && !/^~[12]$/.test(literalText(version) ?? ""))
    return argument("runtime_version", "an older version of the authentication may not check everything");
  const later = ["excluded_paths", "active_directory_v2", ...otherProviders].find((name) =>
    isLater(get(name)),
  );
  return later === undefined ? undefined : argument(later, `${later} is known after apply`);
}

function isLater(value: Value | undefined): boolean {
  return value?.kind === "unknown" || value?.kind === "reference";
}

function entraVersion2(get: Get): EntraProvider {
  const provider = (name: string) => get("active_directory_v2", 0, name);
  const path = "auth_settings_v2.0.active_directory_v2.0";
  return {
    path,
    clientId: provider("client_id"),
    audiences: items(provider("allowed_audiences")),
    applications: items(provider("allowed_applications")),
    identities: items(provider("allowed_identities")),
    groups: items(provider("allowed_groups")),
    claimChecks: ["jwt_allowed_client_applications", "jwt_allowed_groups"].filter(
      (name) => !isAbsent(provider(name)),
    ),
    endpoint: provider("tenant_auth_endpoint"),
    endpointArgument: `${path}.tenant_auth_endpoint`,
  };
}

function version1(index: StackIndex, { resource }: Site, enabled: Ternary): EasyAuth {
  const block = "auth_settings";
  const get = (...path: (string | number)[]) => index.value(resource, block, 0, ...path);
  const action = get("unauthenticated_client_action");
  const text = isAbsent(action) ? "RedirectToLoginPage" : literalText(action);
  const later = otherProvidersV1.find((name) => isLater(get(name)));
  return {
    block,
    enabled,
    ...(later !== undefined && {
      unknownBecause: {
        address: resource.address,
        argument: `${block}.0.${later}`,
        value: get(later),
        because: `${later} is known after apply`,
      },
    }),
    required: text === undefined ? "unknown" : text === "AllowAnonymous" ? "no" : "yes",
    action: text,
    excludedPaths: [],
    otherProviders: otherProvidersV1.filter((provider) => !isAbsent(get(provider))),
    entra: isAbsent(get("active_directory"))
      ? undefined
      : {
          path: "auth_settings.0.active_directory.0",
          clientId: get("active_directory", 0, "client_id"),
          audiences: items(get("active_directory", 0, "allowed_audiences")),
          applications: [],
          identities: [],
          groups: [],
          claimChecks: [],
          endpoint: get("issuer"),
          endpointArgument: "auth_settings.0.issuer",
        },
  };
}

/** The elements of a list. A list that is not known has one element that is not, whatever it refers to. */
function items(value: Value | undefined): readonly Value[] {
  if (value?.kind !== "reference") return itemsOf(value);
  return [{ kind: "unknown", because: `a list that is made of ${printed(value)}`, refersTo: [value] }];
}
