import type { EasyAuth } from "../../graph/easy-auth";
import type { Graph } from "../../graph/graph";
import type { Site } from "../../graph/sites";
import { isAbsent, keyOf, literalText } from "../../graph/values";
import type { Value } from "../../stack/value";
import { anyOf, atSite, type Check, type Decision, decide, doubtful, passes, unsure } from "../decision";
import type { Origin, Presented } from "../presented";
import { tokenChecks } from "./gate-tokens";
import { checkNetwork } from "./network";

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
      ...passes(
        atSite(site, "auth_settings_v2", "absent", "nothing authenticates calls before the Function"),
      ),
      turnedBy: "add auth_settings_v2 with auth_enabled, require_authentication and unauthenticated_action",
    };
  const settings = `${block}.0`;
  const enabledName = block === "auth_settings" ? "enabled" : "auth_enabled";
  if (enabled === "no")
    return {
      ...passes(atSite(site, `${settings}.${enabledName}`, "false", "App Service Authentication is off")),
      turnedBy: `${enabledName} = true`,
    };
  if (unknownBecause) return doubtful(unknownBecause);
  const decides = (argument: string, meaning: string) =>
    atSite(site, `${settings}.${argument}`, "(known after apply)", meaning);
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
        ? atSite(site, `${block}.0.${name}`, action, "calls without a token go on to the Function")
        : atSite(
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
  const where = atSite(
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
      ? atSite(site, "auth_settings.0.enabled", "true", "calls without a valid token are turned away")
      : atSite(
          site,
          "auth_settings_v2.0.require_authentication",
          "true",
          "calls without a valid token are turned away",
        );
  const how = atSite(site, `${block}.0.${name}`, action ?? "absent", `they get ${answer}`);
  const turnedBy =
    block === "auth_settings" ? `${name} = "AllowAnonymous"` : "require_authentication = false";
  const control = entra
    ? "App Service Authentication: a token is required"
    : "App Service Authentication: no Entra provider, so nobody has a token";
  return { result: "refuses", answer, control, proof: [required, how], turnedBy };
}

/** A certificate of the client, where the site asks for one. Which ones the app takes is the app's to say. */
function checkClientCertificate(graph: Graph, site: Site): Check[] {
  const enabled = graph.index.value(site.resource, "client_certificate_enabled");
  const mode = graph.index.text(site.resource, "client_certificate_mode");
  if (literalText(enabled) !== "true" || mode !== "Required") return [];
  // Any certificate does: App Service hands it on, and the app has to check it.
  return [passes(atSite(site, "client_certificate_mode", "Required", "any client certificate is accepted"))];
}
