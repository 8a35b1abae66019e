import { attribute, childElements, textOf, type XmlElement } from "../../../policy/xml/xml-element";
import { hashOf } from "../../../support/hash";
import type { Graph } from "../../graph/graph";
import { attributeValue, childValues, type PolicyDocument } from "../../graph/policy-documents";
import type { Principals } from "../../graph/principals";
import { idOf, keyOf, literalText, printed } from "../../graph/values";
import type { Value } from "../../stack/value";
import type { Instruction } from "./program";

/** Whom a policy names: holders of tokens of a provider, for an application and with claims. */
export interface NamedHolder {
  readonly key: string;
  readonly label: string;
  readonly provider: TokenProvider;
  readonly application?: Value;
  readonly claims: readonly RequiredClaim[];
}

/** Who issues tokens: a tenant of Entra, or another OpenID provider by its configuration. */
export type TokenProvider =
  | { readonly kind: "tenant"; readonly tenant?: Value }
  | { readonly kind: "open-id"; readonly configuration: Value }
  | { readonly kind: "keys" };

export interface RequiredClaim {
  readonly name: string;
  readonly given: readonly Value[];
  /** The same as texts that can be compared. */
  readonly values: readonly string[];
  readonly match: "any" | "all";
  /** Whether its values must not be printed. */
  readonly isHidden: boolean;
}

/** What a policy that validates a token requires. */
export interface TokenRequirement {
  readonly instruction: Instruction;
  /** A token of any of them will do. */
  readonly providers: readonly TokenProvider[];
  readonly applications: readonly Value[];
  readonly audiences: readonly Value[];
  readonly issuers: readonly Value[];
  /** The versions of Entra's tokens whose issuers it accepts; undefined where it takes both, or is not known. */
  readonly versions?: readonly (1 | 2)[];
  readonly claims: readonly RequiredClaim[];
  readonly code: string;
  /** Where the token is looked for; undefined where it is computed. */
  readonly header?: string;
  readonly isComputed: boolean;
  /** Whether a token without a signature will do. */
  readonly unsigned: boolean;
}

/** Whether a policy validates a token. */
export function isTokenPolicy({ element: { name } }: Instruction): boolean {
  return name === "validate-azure-ad-token" || name === "validate-jwt";
}

/** Reads `validate-azure-ad-token` or `validate-jwt`. */
export function tokenRequirement(instruction: Instruction): TokenRequirement {
  const { element, document } = instruction;
  const list = (name: string, item: string) => childValues(document, element, name, item) ?? [];
  const computed = attribute(element, "token-value");
  const isComputed = computed !== "" && !ofRequest.test(computed);
  const header = attribute(element, "header-name") || headerIn(computed);
  return {
    instruction,
    providers: providersOf(element, document),
    applications: list("client-application-ids", "application-id"),
    audiences: list("audiences", "audience"),
    issuers: list("issuers", "issuer"),
    versions: versionsOf(element, document),
    claims: claimsOf(element, document),
    code: attribute(element, "failed-validation-httpcode") || "401",
    header: header || (attribute(element, "query-parameter-name") || computed ? undefined : "Authorization"),
    isComputed,
    unsigned: /^false$/i.test(attribute(element, "require-signed-tokens")),
  };
}

/** Code that takes the token out of the request as its caller sent it. */
const ofRequest = /^\s*@\(context\.Request\.(?!.*\b(?:context\.(?!Request)|Variables)\b)/s;

function headerIn(code: string): string | undefined {
  return /\.Headers(?:\.GetValueOrDefault\(|\[)"([\w-]+)"/.exec(code)?.[1];
}

/**
 * Which issuers of Entra `validate-jwt` knows: each version of its tokens has a configuration and an issuer of its own.
 * https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats
 */
function versionsOf(element: XmlElement, document: PolicyDocument): readonly (1 | 2)[] | undefined {
  if (element.name !== "validate-jwt") return undefined;
  const named = [
    ...configurationsOf(element, document),
    ...(childValues(document, element, "issuers", "issuer") ?? []),
  ];
  const versions = named.filter((url) => tenantIn(url) !== undefined).map(versionIn);
  const known = versions.flatMap((version) => version ?? []);
  return known.length > 0 && known.length === named.length ? [...new Set(known)] : undefined;
}

function versionIn(url: Value): 1 | 2 | undefined {
  const text = url.kind === "text" ? url.parts[url.parts.length - 1] : literalText(url);
  if (typeof text !== "string") return undefined;
  return /\/v2\.0(\/|$)/i.test(text) ? 2 : 1;
}

function configurationsOf(element: XmlElement, document: PolicyDocument): Value[] {
  return childElements(element)
    .filter(({ name }) => name === "openid-config")
    .map((config) => document.toValue(attribute(config, "url")));
}

function providersOf(element: XmlElement, document: PolicyDocument): readonly TokenProvider[] {
  if (element.name === "validate-azure-ad-token")
    return [{ kind: "tenant", tenant: attributeValue(document, element, "tenant-id") }];
  const urls = configurationsOf(element, document);
  if (urls.length === 0) return [{ kind: "keys" }];
  const found = urls.map((url): TokenProvider => {
    const tenant = tenantIn(url);
    return tenant ? { kind: "tenant", tenant } : { kind: "open-id", configuration: url };
  });
  // Entra has a configuration for each version of its tokens, of the same tenant.
  return [...new Map(found.map((provider) => [providerId(provider), provider])).values()];
}

/** The tenant in the address of Entra's OpenID configuration. */
function tenantIn(url: Value): Value | undefined {
  const host =
    /^https:\/\/(?:login\.microsoftonline\.(?:com|us)|login\.(?:windows\.net|microsoft\.com)|login\.(?:partner\.microsoftonline|chinacloudapi)\.cn|sts\.windows\.net)\//i;
  if (url.kind === "literal") {
    const [, rest] = (literalText(url) ?? "").split(host);
    return rest === undefined ? undefined : { kind: "literal", value: rest.split("/")[0] };
  }
  if (url.kind !== "text") return undefined;
  const [start, tenant, end] = url.parts;
  const isEntra = typeof start === "string" && start.replace(host, "") === "" && host.test(start);
  return isEntra && typeof tenant === "object" && typeof end === "string" && end.startsWith("/")
    ? tenant
    : undefined;
}

function claimsOf(element: XmlElement, document: PolicyDocument): RequiredClaim[] {
  const parent = childElements(element).find(({ name }) => name === "required-claims");
  return (parent ? childElements(parent) : []).map((claim) => {
    const given = childElements(claim).map((one) => document.toValue(textOf(one).trim()));
    return {
      name: attribute(claim, "name"),
      match: /^any$/i.test(attribute(claim, "match")) ? "any" : "all",
      given,
      values: given.map((value) => literalText(value) ?? keyOf(value) ?? printed(value)),
      isHidden: given.some(isSensitive),
    };
  });
}

function isSensitive(value: Value): boolean {
  return value.kind === "literal" && value.sensitive === true;
}

function claimKey({ name, values, match, isHidden }: RequiredClaim): string {
  const text = JSON.stringify({ name, match, values });
  return isHidden ? hashOf(text, 16) : text;
}

/** A claim, as people read it. */
export function claimText({ name, values, match, isHidden }: RequiredClaim): string {
  return `${name} ${isHidden ? "(sensitive)" : values.join(match === "any" ? " or " : " and ")}`;
}

/** Whom a requirement names: what the stack has by what it is there, whether its id is known yet or not. */
export function namedHolders({ principals }: Graph, requirement: TokenRequirement): NamedHolder[] {
  return requirement.providers.flatMap((provider) => holdersOf(principals, provider, requirement));
}

function holdersOf(
  principals: Principals,
  provider: TokenProvider,
  { applications, claims, audiences }: TokenRequirement,
): NamedHolder[] {
  const ofClaims = claims.map((claim) => ` with ${claimText(claim)}`);
  const claimsKey = claims.map(claimKey).join();
  if (applications.length > 0)
    return applications.map((application) => {
      const principal = principals.ofClientId(application);
      const label = principal?.resource ? principal.label : `Entra application ${printed(application)}`;
      return {
        key: `${providerId(provider)}|${idOf(principal?.clientId ?? application)}|${claimsKey}`,
        label: `${label}${ofClaims.join("")}`,
        provider,
        application,
        claims,
      };
    });
  const issuer =
    provider.kind === "open-id"
      ? printed(provider.configuration)
      : provider.kind === "tenant"
        ? "Entra"
        : "the policy's signing keys";
  const label = `holder of a token of ${issuer} for ${audiences.map(printed).join(" or ") || "anything"}${ofClaims.join("")}`;
  return [
    {
      key: `${providerId(provider)}|*|${claimsKey}|${audiences.map(idOf).join()}`,
      label,
      provider,
      claims,
    },
  ];
}

function providerId(provider: TokenProvider): string {
  if (provider.kind === "keys") return "keys";
  if (provider.kind === "tenant") return `tenant ${provider.tenant ? idOf(provider.tenant) : "absent"}`;
  return `open-id ${idOf(provider.configuration)}`;
}
