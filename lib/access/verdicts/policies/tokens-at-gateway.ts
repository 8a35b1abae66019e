import type { Graph } from "../../graph/graph";
import type { Registration } from "../../graph/registrations";
import type { TenantKind } from "../../graph/tenants";
import { keyOf, literalText, printed, revealed, type Ternary } from "../../graph/values";
import type { Resource } from "../../stack/stack";
import type { Value } from "../../stack/value";
import { type Check, passes, unsure } from "../decision";
import { checkIssuance } from "../issuance";
import { hasAudience } from "../issued-audience";
import { policyStep } from "./program";
import {
  claimText,
  type NamedHolder,
  type RequiredClaim,
  type TokenProvider,
  type TokenRequirement,
} from "./token-requirement";

/** A token that a caller shows to a gateway. */
export type CallerToken =
  | { readonly kind: "none" | "user" | "application" | "foreign" }
  | { readonly kind: "named"; readonly holder: NamedHolder };

function providerKey(provider: TokenProvider): string {
  switch (provider.kind) {
    case "tenant":
      return `tenant ${keyOf(provider.tenant) ?? printed(provider.tenant)}`;
    case "open-id":
      return `open-id ${keyOf(provider.configuration) ?? printed(provider.configuration)}`;
    case "keys":
      return "keys";
  }
}

/** Whether a policy lets a caller's token through. */
export function checkToken(graph: Graph, requirement: TokenRequirement, token: CallerToken): Check {
  if (requirement.unsigned)
    return passes(
      step(requirement, 'require-signed-tokens="false"', "anyone can write a token that it accepts"),
    );
  if (requirement.isComputed)
    return unsure(
      `the token that ${named(requirement)} validates is computed`,
      step(requirement, "token-value", "decides which token is validated"),
    );
  if (token.kind === "none")
    return refuses(requirement, "a valid token is required", `remove ${named(requirement)}`);
  if (token.kind === "named") return checkNamed(graph, requirement, token.holder);
  const { kind } = token;
  const byProvider = requirement.providers.map((provider) =>
    checkProvider(graph, requirement, provider, kind),
  );
  return (
    firstOf([best(byProvider), ...checkClasses(graph, requirement, kind)]) ??
    passes(step(requirement, named(requirement), "a token of the tenant is enough"))
  );
}

type TokenClass = "user" | "application" | "foreign";

/** The check that decides, where each must let a token through. */
function firstOf(checks: readonly Check[]): Check | undefined {
  return (
    checks.find(({ result }) => result === "refuses") ?? checks.find(({ result }) => result === "unsure")
  );
}

/** The check that decides, where one that lets a token through is enough. */
function best(checks: readonly Check[]): Check {
  return (
    checks.find(({ result }) => result === "passes") ??
    checks.find(({ result }) => result === "unsure") ??
    checks[0]
  );
}

/** Whether a token of Entra is one of a provider. */
function checkProvider(
  graph: Graph,
  requirement: TokenRequirement,
  provider: TokenProvider,
  kind: TokenClass,
): Check {
  if (provider.kind === "tenant") return checkTenant(graph, requirement, provider, kind);
  if (provider.kind === "open-id" && !isKnownUrl(graph, provider.configuration))
    return unsure(
      "whose tokens are accepted is not known",
      step(requirement, printed(provider.configuration), "may be the configuration of Entra"),
    );
  return refuses(
    requirement,
    "tokens of another provider are required",
    `add Entra to ${named(requirement)}`,
  );
}

/** Whether the address of a configuration is known as far as its host. */
function isKnownUrl(graph: Graph, url: Value): boolean {
  const value = graph.index.followed(url);
  const start = value.kind === "text" ? value.parts[0] : literalText(value);
  return typeof start === "string" && /^https?:\/\/[^/]+\//i.test(start);
}

/** As at the gate: the stack's own callers get in where it is not known which tenant is theirs. */
function checkTenant(
  graph: Graph,
  requirement: TokenRequirement,
  provider: Extract<TokenProvider, { readonly kind: "tenant" }>,
  kind: TokenClass,
): Check {
  const { issuers } = requirement;
  const { tenant } = provider;
  const isForeign = kind === "foreign";
  switch (kindOfTenant(graph, provider, issuers)) {
    case "every":
      return passes(
        step(requirement, `tenant-id="${printed(tenant)}"`, "every tenant's tokens are accepted"),
      );
    case "own":
      return isForeign
        ? refuses(requirement, "tokens of another tenant have another issuer", `tenant-id="common"`)
        : passes();
    case "other":
      return isForeign
        ? passes(step(requirement, `tenant-id="${printed(tenant)}"`, "it is another tenant than the stack's"))
        : refuses(requirement, "tokens of another tenant than the stack's are required", "its own tenant");
    case "unknown":
      return isForeign
        ? unsure(
            "which tenant's tokens are accepted is not known",
            step(requirement, named(requirement), "decides whose tokens are accepted"),
          )
        : passes();
  }
}

/** Whose tokens a provider issues, of which some issuers may be the only ones; unknown where it is not Entra. */
export function kindOfTenant(
  graph: Graph,
  provider: TokenProvider,
  issuers: readonly Value[] = [],
): TenantKind {
  if (provider.kind !== "tenant") return "unknown";
  const text = literalText(provider.tenant);
  // Validating a token of Entra, the gateway also takes the tenant's address for its id.
  const kind = text?.includes("/")
    ? graph.tenants.kindOfEndpoint(provider.tenant)
    : graph.tenants.kindOf(provider.tenant);
  const isNarrowed = issuers.length > 0 && kind === "every";
  if (!isNarrowed) return kind;
  return issuers.every((issuer) => graph.tenants.kindOfEndpoint(issuer) === "own") ? "own" : "unknown";
}

function checkClasses(graph: Graph, requirement: TokenRequirement, kind: TokenClass): Check[] {
  return [
    ...requirement.claims.map((claim) => checkClassClaim(graph, requirement, claim, kind)),
    checkClassApplication(graph, requirement, requirement.applications, kind),
    checkClassAudience(graph, requirement, requirement.audiences, kind),
  ];
}

function checkClassApplication(
  graph: Graph,
  requirement: TokenRequirement,
  applications: readonly Value[],
  kind: TokenClass,
): Check {
  if (applications.length === 0) return passes();
  const list = applications.map(printed).join(", ");
  const unknownEntry = applications.find(({ kind: valueKind }) => valueKind === "unknown");
  if (unknownEntry)
    return unsure(
      "which applications are accepted is not known",
      step(requirement, list, "decides which applications get in"),
    );
  const managed = applications.every((value) =>
    /^(user|system)-assigned$/.test(graph.principals.ofClientId(value)?.kind ?? ""),
  );
  if (kind === "application" || managed)
    return refuses(
      requirement,
      `only the applications ${list} are accepted`,
      "its client id in client-application-ids",
    );
  return unsure(
    `whether users sign in through ${list} is not decided in this stack`,
    step(requirement, list, "a user's token names one of these applications if it signed in through it"),
  );
}

/**
 * Roles are given to those who are named. A scope is any user's to consent to. Who asked for a token, for what and of
 * which tenant is in claims too:
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
function checkClassClaim(
  graph: Graph,
  requirement: TokenRequirement,
  claim: RequiredClaim,
  kind: TokenClass,
): Check {
  const { name } = claim;
  const given = claimText(claim);
  // Another tenant gives its own callers what it likes.
  if (kind === "foreign" && /^(roles|scp)$/.test(name)) return passes();
  if (name === "roles" || (name === "scp" && kind === "application"))
    return refuses(requirement, `the claim ${given} is required`, `give it ${given}`);
  if (/^(oid|sub)$/.test(name))
    return refuses(requirement, `the claim ${given} is required`, `its own id among the values of ${name}`);
  if (name === "scp") return passes();
  if (claim.given.length > 0) {
    if (/^(azp|appid)$/.test(name)) return checkClassApplication(graph, requirement, claim.given, kind);
    if (name === "aud") return checkClassAudience(graph, requirement, claim.given, kind);
    if (name === "tid" || name === "iss") return checkTenantClaim(graph, requirement, claim, kind);
  }
  return unsure(
    `whether a token has the claim ${given} is not decided in this stack`,
    step(requirement, given, "decides which tokens are accepted"),
  );
}

/** The claims that name the tenant which issued a token, by its id or its address. */
function checkTenantClaim(
  graph: Graph,
  requirement: TokenRequirement,
  claim: RequiredClaim,
  kind: TokenClass,
): Check {
  const given = claimText(claim);
  const tenants = claim.given.map((value) =>
    claim.name === "iss" ? graph.tenants.kindOfEndpoint(value) : graph.tenants.kindOf(value),
  );
  const expected: TenantKind = kind === "foreign" ? "other" : "own";
  if (tenants.includes(expected)) return passes(step(requirement, given, "names the tenant of the token"));
  if (tenants.includes("unknown"))
    return unsure(
      "which tenant's tokens are accepted is not known",
      step(requirement, given, "decides whose tokens are accepted"),
    );
  return refuses(
    requirement,
    `the claim ${given} is required`,
    `its own tenant among the values of ${claim.name}`,
  );
}

/** Whether Entra issues a token for one of the audiences, and the policy accepts it. */
function checkClassAudience(
  graph: Graph,
  requirement: TokenRequirement,
  audiences: readonly Value[],
  kind: TokenClass,
): Check {
  if (audiences.length === 0)
    return passes(step(requirement, "no audience", "a token for anything is accepted"));
  // Another tenant may give the same name to an application of its own, with tokens of any version.
  const isForeign = kind === "foreign";
  const checks = audiences.map((resource) => {
    const issuance = checkIssuance(graph, { kind }, resource, graph.registrations.ofResource(resource));
    return isForeign
      ? issuance
      : (firstOf([issuance, checkContents(graph, requirement, audiences, resource)]) ?? issuance);
  });
  return best(checks);
}

/** Whether what Entra writes into a token for a resource, its audience and its issuer, is what a policy accepts. */
function checkContents(
  graph: Graph,
  requirement: TokenRequirement,
  audiences: readonly Value[],
  resource: Value,
): Check {
  const registration = graph.registrations.ofResource(resource);
  const { application, tokenVersion } = registration ?? {};
  if (!registration || !application) return passes();
  const check = (version: 1 | 2) =>
    checkContentsOf(graph, requirement, audiences, resource, {
      ...registration,
      application,
      tokenVersion: version,
    });
  if (tokenVersion !== undefined) return check(tokenVersion);
  // What is looked up is taken for an application whose tokens are accepted.
  const isEither =
    application.mode === "data" || [check(1), check(2)].every(({ result }) => result === "passes");
  if (isEither) return passes();
  return unsure(
    `which version the tokens of ${application.address} have is not known`,
    step(requirement, printed(resource), "the version decides their audience and their issuer"),
  );
}

function checkContentsOf(
  graph: Graph,
  requirement: TokenRequirement,
  audiences: readonly Value[],
  resource: Value,
  registration: Registration & { readonly application: Resource; readonly tokenVersion: 1 | 2 },
): Check {
  const { application, tokenVersion } = registration;
  const audience = anyIs(audiences.map((one) => hasAudience(graph, resource, registration, one)));
  const asked = printed(resource);
  const meaning = `${application.address} has version ${tokenVersion} tokens`;
  if (audience === "no")
    return refuses(
      requirement,
      `${meaning}, whose audience is its client id and not ${asked}`,
      `the client id of ${application.address} among the audiences`,
    );
  if (audience === "unknown")
    return unsure(
      `whether tokens for ${asked} have an accepted audience is not known`,
      step(requirement, asked, meaning),
    );
  if (requirement.versions?.includes(tokenVersion) !== false) return passes();
  if (tokenVersion === 2)
    return unsure(
      "whether the issuer of version 1 tokens is expected of version 2 tokens is not known",
      step(requirement, named(requirement), meaning),
    );
  return refuses(requirement, `${meaning}, which have another issuer`, "requested_access_token_version = 2");
}

function checkNamed(graph: Graph, requirement: TokenRequirement, holder: NamedHolder): Check {
  const provider = anyIs(requirement.providers.map((one) => sameProvider(one, holder.provider)));
  const application = isListed(graph, requirement, holder);
  const claims = requirement.claims.map((claim) => satisfies(holder, claim));
  const parts: readonly [Ternary, string, string][] = [
    [provider, "the token's issuer", "its provider in the policy"],
    [application, "the application", "its client id in client-application-ids"],
    ...claims.map((is, place): [Ternary, string, string] => {
      const given = claimText(requirement.claims[place]);
      return [is, `the claim ${given}`, `give it ${given}`];
    }),
  ];
  const missing = parts.find(([is]) => is === "no");
  if (missing) return refuses(requirement, `${missing[1]} is required`, missing[2]);
  const contents = checkNamedContents(graph, requirement, holder);
  if (contents?.result === "refuses") return contents;
  if (contents?.result === "unsure") return contents;
  const doubt = parts.find(([is]) => is === "unknown");
  if (doubt)
    return unsure(
      `whether it has ${doubt[1]} that ${named(requirement)} requires is not known`,
      step(requirement, doubt[1], "decides which tokens are accepted"),
    );
  return passes(
    step(
      requirement,
      holder.application ? printed(holder.application) : named(requirement),
      `lets ${holder.label} through`,
    ),
  );
}

/** The contents of tokens that the stack's own tenant issues; undefined for those of others. */
function checkNamedContents(
  graph: Graph,
  requirement: TokenRequirement,
  { provider }: NamedHolder,
): Check | undefined {
  const { audiences } = requirement;
  if (audiences.length === 0 || provider.kind !== "tenant") return undefined;
  if (kindOfTenant(graph, provider) === "other") return undefined;
  return best(audiences.map((resource) => checkContents(graph, requirement, audiences, resource)));
}

function anyIs(answers: readonly Ternary[]): Ternary {
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}

function sameProvider(a: TokenProvider, b: TokenProvider): Ternary {
  if (a.kind !== b.kind) return a.kind === "keys" || b.kind === "keys" ? "no" : "unknown";
  if (a.kind === "keys") return "yes";
  if (providerKey(a) === providerKey(b)) return "yes";
  if (a.kind === "tenant" && b.kind === "tenant") {
    const texts = [a.tenant, b.tenant].map((tenant) => literalText(tenant)?.toLowerCase());
    if (texts.some((text) => text !== undefined && ["common", "organizations"].includes(text))) return "yes";
    return texts.includes(undefined) ? "unknown" : "no";
  }
  if (a.kind !== "open-id" || b.kind !== "open-id") return "unknown";
  return [a, b].every(({ configuration }) => configuration.kind === "literal") ? "no" : "unknown";
}

function isListed(graph: Graph, { applications }: TokenRequirement, { application }: NamedHolder): Ternary {
  if (applications.length === 0) return "yes";
  if (!application) return "unknown";
  const owner = graph.principals.ofClientId(application);
  const results = applications.map((value): Ternary => {
    if (keyOf(value) !== undefined && keyOf(value) === keyOf(application)) return "yes";
    return owner ? graph.principals.hasClientId(owner, value) : "unknown";
  });
  return anyIs(results);
}

function satisfies({ claims, application }: NamedHolder, required: RequiredClaim): Ternary {
  if (required.values.length === 0 && claims.every(({ name }) => name !== required.name)) return "unknown";
  const own = claims.filter(({ name }) => name === required.name);
  if (own.length === 0) {
    if (/^(azp|appid)$/.test(required.name) && application) {
      return required.values.some((value) => value.toLowerCase() === revealed(application).toLowerCase())
        ? "yes"
        : "unknown";
    }
    return required.name === "roles" || required.name === "scp" ? "no" : "unknown";
  }
  const results = own.map((claim): Ternary => {
    const shared = claim.values.filter((value) => required.values.includes(value));
    if (required.match === "any") {
      if (claim.match === "all" ? shared.length > 0 : shared.length === claim.values.length) return "yes";
    } else if (claim.match === "all" && shared.length === required.values.length) return "yes";
    else if (claim.match === "any" && claim.values.length === 1 && shared.length === required.values.length)
      return "yes";
    return shared.length === 0 ? "no" : "unknown";
  });
  return anyIs(results);
}

function refuses(requirement: TokenRequirement, why: string, turnedBy: string): Check {
  const { element } = requirement.instruction;
  return {
    result: "refuses",
    answer: requirement.code,
    control: `Policy: ${element.name}`,
    proof: [step(requirement, named(requirement), `${why}, others get ${requirement.code}`)],
    turnedBy,
  };
}

function named({ instruction: { element } }: TokenRequirement): string {
  return `<${element.name}>`;
}

function step(requirement: TokenRequirement, value: string, meaning: string) {
  return policyStep(requirement.instruction, value, meaning);
}
