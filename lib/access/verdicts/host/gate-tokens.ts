import type { EntraProvider } from "../../graph/easy-auth";
import type { Graph } from "../../graph/graph";
import type { Registration } from "../../graph/registrations";
import type { Site } from "../../graph/sites";
import { at, isAbsent, literalText, printed } from "../../graph/values";
import type { ProofStep } from "../../report";
import type { Resource } from "../../stack/stack";
import type { ReferenceValue, Value } from "../../stack/value";
import { atSite, type Check, located, passes, unsure } from "../decision";
import { checkIssuance } from "../issuance";
import { hasAudience } from "../issued-audience";
import type { Presented } from "../presented";
import { checkApplications, checkIdentities } from "./allow-lists";

/** The checks of a token for a resource: whether Entra issues it, and whether the gate of a site accepts it. */
export function tokenChecks(
  graph: Graph,
  site: Site,
  entra: EntraProvider,
  presented: Presented,
  resource: Value,
): Check[] {
  // Another tenant may give the same name to an application of its own, with tokens of any version.
  const registration = presented.kind === "foreign" ? undefined : graph.registrations.ofResource(resource);
  return [
    located(
      checkIssuance(graph, presented, resource, registration),
      atSite(site, `${entra.path}.client_id`, printed(resource), "what the token is for"),
    ),
    checkTenant(graph, site, entra, presented),
    checkVersion(site, entra, registration),
    checkAudience(graph, site, entra, presented, resource, registration),
    checkApplications(graph, site, entra, presented),
    checkIdentities(graph, site, entra, presented),
    ...entra.claimChecks.map((name) =>
      unsure(
        `${name} checks claims that are not modeled`,
        atSite(site, `${entra.path}.${name}`, "configured", "further checks of the token"),
      ),
    ),
  ];
}

/**
 * Whether the tenant that issues a token is one whose tokens are accepted. Where it is not known which tenant the
 * stack is applied to, its own callers are taken for those that get in.
 */
function checkTenant(graph: Graph, site: Site, entra: EntraProvider, presented: Presented): Check {
  const at = (meaning: string) => atSite(site, entra.endpointArgument, printed(entra.endpoint), meaning);
  const isForeign = presented.kind === "foreign";
  switch (graph.tenants.kindOfEndpoint(entra.endpoint)) {
    case "every":
      return passes(at("every tenant's tokens are accepted"));
    case "own":
      return isForeign
        ? wrongIssuer(
            at("tokens of other tenants have another issuer and other keys"),
            `${entra.endpointArgument} names common or organizations`,
          )
        : passes(at("keys and issuer are those of one tenant"));
    case "other":
      return isForeign
        ? passes(at("keys and issuer are those of another tenant than the stack's"))
        : wrongIssuer(
            at("it is another tenant than the stack's, whose tokens have another issuer and other keys"),
            `${entra.endpointArgument} names the tenant of the stack`,
          );
    case "unknown":
      return isForeign
        ? unsure("which tenant's tokens are accepted is not known", at("decides whose tokens are accepted"))
        : passes();
  }
}

function wrongIssuer(proof: ProofStep, turnedBy: string): Check {
  const control = "App Service Authentication: issuer";
  return { result: "refuses", answer: "401", control, proof: [proof], turnedBy };
}

function checkVersion(site: Site, entra: EntraProvider, registration: Registration | undefined): Check {
  const { application, tokenVersion } = registration ?? {};
  if (!application || isAbsent(entra.endpoint)) return passes();
  if (tokenVersion === undefined) return versionInDoubt(application);
  const expected = versionIn(entra.endpoint as Value);
  if (expected === tokenVersion) return passes();
  if (expected === undefined)
    return unsure(
      `whether ${entra.endpointArgument} ends in the version is not known`,
      atSite(
        site,
        entra.endpointArgument,
        printed(entra.endpoint),
        "decides which version of tokens is expected",
      ),
    );
  const proof = [
    atSite(
      site,
      entra.endpointArgument,
      printed(entra.endpoint),
      `the issuer of version ${expected} tokens is expected`,
    ),
    {
      address: application.address,
      argument: "api.0.requested_access_token_version",
      value: tokenVersion === 1 ? "1 or absent" : "2",
      meaning: `Entra issues version ${tokenVersion} tokens, which have another issuer`,
    },
  ];
  if (expected === 1)
    return unsure("whether an endpoint of version 1 accepts version 2 tokens is not known", ...proof);
  const control = "App Service Authentication: issuer of version 2";
  return { result: "refuses", answer: "401", control, proof, turnedBy: "requested_access_token_version = 2" };
}

/** The version of the tokens that an endpoint issues; undefined where it is not known how it ends. */
function versionIn(endpoint: Value): 1 | 2 | undefined {
  const end = endpoint.kind === "text" ? endpoint.parts[endpoint.parts.length - 1] : literalText(endpoint);
  if (typeof end === "object") return end.kind === "reference" && isTenantId(end) ? 1 : undefined;
  if (end === undefined) return undefined;
  return /\/v2\.0\/?$/.test(end) ? 2 : 1;
}

function isTenantId({ attribute }: ReferenceValue): boolean {
  return /(^|\.)tenant_id$/.test(attribute);
}

/** What is looked up is taken for an application whose tokens are accepted. */
function versionInDoubt(application: Resource): Check {
  if (application.mode === "data") return passes();
  const argument = "api.0.requested_access_token_version";
  return unsure(`which version the tokens of ${application.address} have is not known`, {
    address: application.address,
    argument,
    value: printed(at(application.values, ...argument.split("."))),
    meaning: "decides which issuer its tokens have",
  });
}

function checkAudience(
  graph: Graph,
  site: Site,
  entra: EntraProvider,
  presented: Presented,
  resource: Value,
  registration: Registration | undefined,
): Check {
  const accepted = [...(isAbsent(entra.clientId) ? [] : [entra.clientId as Value]), ...entra.audiences];
  const results = accepted.map((audience) => hasAudience(graph, resource, registration, audience));
  const at = (meaning: string) =>
    atSite(site, `${entra.path}.allowed_audiences`, accepted.map(printed).join(", ") || "absent", meaning);
  const place = results.indexOf("yes");
  if (place >= 0) {
    const value = accepted[place];
    const argument = value === entra.clientId ? "client_id" : "allowed_audiences";
    return passes(
      atSite(site, `${entra.path}.${argument}`, printed(value), "the token's audience is accepted"),
    );
  }
  if (results.includes("unknown"))
    return unsure(
      "whether the token's audience is accepted is not known",
      at("decides which audiences are accepted"),
    );
  const asked = presented.kind === "principal" && presented.requestedBy;
  return {
    result: "refuses",
    answer: "401",
    control: "App Service Authentication: audience",
    proof: [
      ...(asked ? [{ ...asked, value: printed(resource), meaning: "what the token is for" }] : []),
      at("tokens for anything else are turned away"),
    ],
    turnedBy: `${printed(resource)} in allowed_audiences`,
  };
}
