import type { EasyAuth, EntraProvider } from "../graph/easy-auth";
import type { Graph } from "../graph/graph";
import type { Principal } from "../graph/principals";
import { clientIdIn, type Registration } from "../graph/registrations";
import type { Site } from "../graph/sites";
import { isAbsent, keyOf, literalText, printed, type Ternary } from "../graph/values";
import type { ProofStep } from "../report";
import type { Value } from "../stack/value";
import { anyOf, type Check, type Decision, decide, located, passes, unsure } from "./decision";
import { checkIssuance } from "./issuance";
import { checkNetwork } from "./network";
import type { Origin, Presented } from "./presented";

/** What becomes of a call of a site's own host. */
export function callOfHost(graph: Graph, site: Site, presented: Presented, origin: Origin): Decision {
  const gate = graph.easyAuth(site);
  const network = checkNetwork(graph.index, site, origin, "host");
  const certificate = checkClientCertificate(graph, site);
  const before = [...network, ...certificate];
  const open = openGate(site, gate);
  if (open) return decide([...before, open], nameOf({ kind: "nothing" }), open.turnedBy);
  const login = otherAccounts(site, gate);
  const tokens = tokensFor(graph, site, gate, presented);
  const decisions = tokens.map((checks) => decide([...before, ...checks], nameOf(presented), closes(gate)));
  return login && presented.kind !== "principal"
    ? anyOf([...decisions, decide([...before, login], "whoever signs in with an account of it")])
    : anyOf(decisions);
}

function closes({ entra }: EasyAuth): string | undefined {
  return entra && `remove it from ${entra.path}.allowed_applications and allowed_identities`;
}

function nameOf(presented: Presented): string {
  switch (presented.kind) {
    case "nothing":
      return "nobody (anonymous)";
    case "user":
      return "a user of the tenant";
    case "application":
      return "an application of the tenant";
    case "foreign":
      return "an identity of another tenant";
    case "principal":
      return presented.principal.label;
  }
}

/** A gate that lets everyone through, or of which it is not known. */
function openGate(site: Site, gate: EasyAuth): (Check & { readonly turnedBy?: string }) | undefined {
  const { unknownBecause, enabled, required, block } = gate;
  if (block === undefined && !unknownBecause)
    return {
      ...passes(step(site, "auth_settings_v2", "absent", "nothing authenticates calls before the Function")),
      turnedBy: "add auth_settings_v2 with auth_enabled, require_authentication and unauthenticated_action",
    };
  const settings = `${block}.0`;
  const enabledName = block === "auth_settings" ? "enabled" : "auth_enabled";
  if (enabled === "no")
    return {
      ...passes(step(site, `${settings}.${enabledName}`, "false", "App Service Authentication is off")),
      turnedBy: `${enabledName} = true`,
    };
  if (unknownBecause) {
    const { address, argument, value, because } = unknownBecause;
    return unsure(because, { address, argument, value: printed(value), meaning: because });
  }
  const decides = (argument: string, meaning: string) =>
    step(site, `${settings}.${argument}`, "(known after apply)", meaning);
  if (enabled === "unknown")
    return unsure(
      `whether ${settings}.${enabledName} is on is known after apply`,
      decides(enabledName, "decides whether calls are authenticated"),
    );
  if (required === "no") return anonymousAllowed(site, gate);
  if (required === "unknown")
    return unsure(
      "whether App Service Authentication is required is known after apply",
      decides(actionName(gate), "decides whether calls without a token pass"),
    );
  return undefined;
}

function actionName({ block }: Pick<EasyAuth, "block">): string {
  return block === "auth_settings" ? "unauthenticated_client_action" : "unauthenticated_action";
}

function anonymousAllowed(site: Site, { block, action }: EasyAuth): Check & { readonly turnedBy?: string } {
  const name = actionName({ block });
  const allows = action === "AllowAnonymous";
  return {
    ...passes(
      allows
        ? step(site, `${block}.0.${name}`, action, "calls without a token go on to the Function")
        : step(
            site,
            `${block}.0.require_authentication`,
            "false",
            "calls without a token go on to the Function",
          ),
    ),
    turnedBy: allows ? `${name} = "Return401"` : "require_authentication = true",
  };
}

/** Sign-in with accounts that the tenant does not control. */
function otherAccounts(site: Site, { block, otherProviders }: EasyAuth): Check | undefined {
  const [provider] = otherProviders;
  if (provider === undefined) return undefined;
  const where = step(
    site,
    `${block}.0.${provider}`,
    "configured",
    "its accounts sign in too, whoever has one",
  );
  const isPublic = /^(apple|facebook|github|google|microsoft|twitter)/.test(provider);
  return isPublic ? passes(where) : unsure(`who has an account of ${provider} is not known`, where);
}

/** The checks of each token that the caller can show. */
function tokensFor(graph: Graph, site: Site, gate: EasyAuth, presented: Presented): readonly Check[][] {
  const { entra } = gate;
  if (presented.kind === "nothing" || !entra) return [[withoutToken(site, gate)]];
  if (presented.kind === "principal" && presented.resource)
    return [tokenChecks(graph, site, entra, presented, presented.resource)];
  const audiences = [...(isAbsent(entra.clientId) ? [] : [entra.clientId as Value]), ...entra.audiences];
  const distinct = [...new Map(audiences.map((value) => [audienceKey(graph, value), value])).values()];
  return distinct.length === 0
    ? [[withoutToken(site, gate)]]
    : distinct.map((audience) => tokenChecks(graph, site, entra, presented, audience));
}

function audienceKey(graph: Graph, value: Value): unknown {
  const registration = graph.registrations.ofResource(value);
  return registration?.principal.id ?? keyOf(graph.index.followed(value)) ?? value;
}

function withoutToken(site: Site, { block, action, entra }: EasyAuth): Check {
  const name = actionName({ block });
  const answers: Readonly<Record<string, string>> = {
    Return401: "401",
    Return403: "403",
    RedirectToLoginPage: "302",
  };
  const answer = answers[action ?? ""] ?? "401";
  const required =
    block === "auth_settings"
      ? step(site, "auth_settings.0.enabled", "true", "calls without a valid token are turned away")
      : step(
          site,
          "auth_settings_v2.0.require_authentication",
          "true",
          "calls without a valid token are turned away",
        );
  const how = step(site, `${block}.0.${name}`, action ?? "absent", `they get ${answer}`);
  const turnedBy =
    block === "auth_settings" ? `${name} = "AllowAnonymous"` : "require_authentication = false";
  const control = entra
    ? "App Service Authentication: a token is required"
    : "App Service Authentication: no Entra provider, so nobody has a token";
  return { result: "refuses", answer, control, proof: [required, how], turnedBy };
}

function tokenChecks(
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
      step(site, `${entra.path}.client_id`, printed(resource), "what the token is for"),
    ),
    checkTenant(graph, site, entra, presented),
    checkVersion(site, entra, registration),
    checkAudience(graph, site, entra, presented, resource, registration),
    checkApplications(graph, site, entra, presented),
    checkIdentities(graph, site, entra, presented),
    ...entra.claimChecks.map((name) =>
      unsure(
        `${name} checks claims that are not modeled`,
        step(site, `${entra.path}.${name}`, "configured", "further checks of the token"),
      ),
    ),
  ];
}

/**
 * Whether the tenant that issues a token is one whose tokens are accepted. Where it is not known which tenant the
 * stack is applied to, its own callers are taken for those that get in.
 */
function checkTenant(graph: Graph, site: Site, entra: EntraProvider, presented: Presented): Check {
  const at = (meaning: string) => step(site, entra.endpointArgument, printed(entra.endpoint), meaning);
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
  if (!application || tokenVersion === undefined || isAbsent(entra.endpoint)) return passes();
  const endpoint = printed(entra.endpoint);
  const expected = /\/v2\.0\/?$/.test(endpoint) ? 2 : 1;
  if (expected === tokenVersion || (entra.endpoint as Value).kind === "reference") return passes();
  const proof = [
    step(site, entra.endpointArgument, endpoint, `the issuer of version ${expected} tokens is expected`),
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

function checkAudience(
  graph: Graph,
  site: Site,
  entra: EntraProvider,
  presented: Presented,
  resource: Value,
  registration: Registration | undefined,
): Check {
  const accepted = [...(isAbsent(entra.clientId) ? [] : [entra.clientId as Value]), ...entra.audiences];
  const results = accepted.map((audience) => isAudience(graph, audience, resource, registration));
  const at = (meaning: string) =>
    step(site, `${entra.path}.allowed_audiences`, accepted.map(printed).join(", ") || "absent", meaning);
  const place = results.indexOf("yes");
  if (place >= 0) {
    const value = accepted[place];
    const argument = value === entra.clientId ? "client_id" : "allowed_audiences";
    return passes(
      step(site, `${entra.path}.${argument}`, printed(value), "the token's audience is accepted"),
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

/** Whether a token for a resource has an audience: in version 2 it is always the client id of the resource. */
function isAudience(
  graph: Graph,
  audience: Value,
  resource: Value,
  registration: Registration | undefined,
): Ternary {
  const [a, b] = [graph.index.followed(audience), graph.index.followed(resource)];
  const [keyA, keyB] = [keyOf(a), keyOf(b)];
  if (keyA === undefined || keyB === undefined) return "unknown";
  const version = registration?.tokenVersion;
  if (keyA === keyB && version !== 2) return "yes";
  if (registration && version !== 1) {
    const same = graph.principals.hasClientId(registration.principal, audience);
    if (same !== "unknown" || version === 2) return isUri(a) ? (version === 2 ? "no" : "unknown") : same;
  }
  if (keyA === keyB) return "yes";
  const [idA, idB] = [clientIdIn(a), clientIdIn(b)];
  if (idA && idB) {
    const owner = graph.principals.ofClientId(idB);
    const same = owner ? graph.principals.hasClientId(owner, idA) : "unknown";
    // The same application, asked for by another of its names: the version of its tokens decides.
    return same === "yes" ? "unknown" : same;
  }
  return a.kind === "literal" && b.kind === "literal" ? "no" : "unknown";
}

function isUri(value: Value): boolean {
  const start = value.kind === "text" ? value.parts[0] : literalText(value);
  return typeof start === "string" && /^[a-z][\w+.-]*:/i.test(start);
}

function checkApplications(graph: Graph, site: Site, entra: EntraProvider, presented: Presented): Check {
  const list = entra.applications;
  const at = (meaning: string, value = printedList(list)) =>
    step(site, `${entra.path}.allowed_applications`, value, meaning);
  if (list.length === 0) return passes(at("tokens of every application are accepted"));
  const refuses = (who: string): Check => ({
    result: "refuses",
    answer: "403",
    control: "App Service Authentication: allowed_applications",
    proof: [at(`${who} is not in it`)],
    turnedBy: `its client id in allowed_applications`,
  });
  const doubt = list.find((value) => graph.index.followed(value).kind === "unknown");
  switch (presented.kind) {
    case "application":
      return doubt
        ? unsure("allowed_applications is not known", at("decides which applications get in"))
        : refuses("an application that is on no list");
    case "user":
    case "foreign":
      return throughListed(graph, list, at, refuses);
    case "principal":
      return inList(
        list.map((value) => ({ value, is: graph.principals.hasClientId(presented.principal, value) })),
        presented.principal,
        at,
        refuses,
        "client id",
      );
    default:
      return passes();
  }
}

/** A user signs in through an application. Nobody signs in through a managed identity. */
function throughListed(
  graph: Graph,
  list: readonly Value[],
  at: (meaning: string, value?: string) => ProofStep,
  refuses: (who: string) => Check,
): Check {
  const owners = list.map((value) => graph.principals.ofClientId(value));
  const application = list[owners.findIndex((owner) => owner?.kind === "application")];
  if (application) return passes(at("users can sign in through this application", printed(application)));
  const unclear = list[owners.findIndex((owner) => !isManagedIdentity(graph, owner))];
  if (unclear !== undefined)
    return unsure(
      `whether users can sign in through ${printed(unclear)} is not known`,
      at("an application of the list may be one through which users sign in", printed(unclear)),
    );
  return refuses(
    "every application in it is a managed identity, through which nobody signs in: the caller's",
  );
}

function isManagedIdentity(graph: Graph, principal: Principal | undefined): boolean {
  if (!principal) return false;
  if (principal.kind === "user-assigned" || principal.kind === "system-assigned") return true;
  const type = principal.resource && graph.index.text(principal.resource, "type");
  return (
    principal.kind === "looked-up" &&
    (type === "ManagedIdentity" || principal.resource?.type === "azurerm_user_assigned_identity")
  );
}

function checkIdentities(graph: Graph, site: Site, entra: EntraProvider, presented: Presented): Check {
  const { identities, groups } = entra;
  const at = (meaning: string, value = printedList(identities)) =>
    step(site, `${entra.path}.allowed_identities`, value, meaning);
  if (identities.length === 0 && groups.length === 0)
    return passes(at("tokens of every principal are accepted"));
  const refuses = (who: string): Check => ({
    result: "refuses",
    answer: "403",
    control: "App Service Authentication: allowed_identities",
    proof: [at(`${who} is not in it`)],
    turnedBy: "its object id in allowed_identities",
  });
  const byGroup = () =>
    unsure(
      "who is a member of allowed_groups is not known",
      step(site, `${entra.path}.allowed_groups`, printedList(groups), "members of these groups get in too"),
    );
  if (presented.kind === "principal") {
    const check = inList(
      identities.map((value) => ({ value, is: graph.principals.hasObjectId(presented.principal, value) })),
      presented.principal,
      at,
      refuses,
      "object id",
    );
    return check.result === "refuses" && groups.length > 0 ? byGroup() : check;
  }
  if (groups.length > 0) return byGroup();
  const doubt = identities.some((value) => graph.index.followed(value).kind === "unknown");
  if (doubt) return unsure("allowed_identities is not known", at("decides which principals get in"));
  return refuses("a principal that is on no list");
}

function inList(
  compared: readonly { readonly value: Value; readonly is: Ternary }[],
  principal: Principal,
  at: (meaning: string, value?: string) => ProofStep,
  refuses: (who: string) => Check,
  which: string,
): Check {
  const found = compared.find(({ is }) => is === "yes");
  if (found) return passes(at(`it is the ${which} of ${principal.label}`, printed(found.value)));
  const doubt = compared.find(({ is }) => is === "unknown");
  if (!doubt) return refuses(`the ${which} of ${principal.label}`);
  return unsure(
    `whether ${printed(doubt.value)} is the ${which} of ${principal.label} is not known`,
    at(`may be the ${which} of ${principal.label}`, printed(doubt.value)),
  );
}

/** A certificate of the client, where the site asks for one. Which ones the app takes is the app's to say. */
function checkClientCertificate(graph: Graph, site: Site): Check[] {
  const enabled = graph.index.value(site.resource, "client_certificate_enabled");
  const mode = graph.index.text(site.resource, "client_certificate_mode");
  if (literalText(enabled) !== "true" || mode !== "Required") return [];
  // Any certificate does: App Service hands it on, and the app has to check it.
  return [passes(step(site, "client_certificate_mode", "Required", "any client certificate is accepted"))];
}

function printedList(values: readonly Value[]): string {
  return values.length === 0 ? "absent" : values.map(printed).join(", ");
}

function step(site: Site, argument: string, value: string, meaning: string): ProofStep {
  return { address: site.id, argument, value, meaning };
}
