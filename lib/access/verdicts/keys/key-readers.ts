import type { Api, Gateway } from "../../graph/gateways";
import type { Graph } from "../../graph/graph";
import type { Site } from "../../graph/sites";
import * as who from "../callers";
import { anyOf, type Decision } from "../decision";
import { callOfHost } from "../host/host-call";
import { decisionOf, type MatrixBuilder } from "../matrix";
import { asHolder, byRole, withoutThose } from "../role-holders";
import { keyEntrance } from "./key-entrance";

/** Whom a role of Azure lets read the keys of the Functions host, and no more. */
export function addKeyReaders(graph: Graph, site: Site, matrix: MatrixBuilder): void {
  const { resource, app } = site;
  const [able, more] = (["read-function-keys", "deploy-code"] as const).map((ability) =>
    graph.roles.on(resource, ability, app?.resource),
  );
  for (const holding of withoutThose(able, more)) {
    const holder = byRole(graph, holding, "function-key", "may read the site's function keys");
    const entrance = keyEntrance(holding.assignment.resource, site, `${site.label}, with its function keys`);
    const withKey = callOfHost(graph, site, { kind: "nothing" }, "inside");
    matrix.add(entrance, holder.caller, asHolder(holder, withKey));
  }
}

/** Whom a role of Azure lets read every subscription key of a gateway, and no more. */
export function addSubscriptionKeyReaders(graph: Graph, gateway: Gateway, matrix: MatrixBuilder): void {
  const { resource, apis } = gateway;
  if (!resource) return;
  const [able, more] = (["read-subscription-keys", "write-policies"] as const).map((ability) =>
    graph.roles.on(resource, ability),
  );
  for (const holding of withoutThose(able, more)) {
    const holder = byRole(graph, holding, "subscription-key", "may read the gateway's subscription keys");
    for (const [site, decision] of openedByKeys(graph, apis, matrix)) {
      const label = `${site.label}, with any subscription key of the gateway`;
      const entrance = keyEntrance(holding.assignment.resource, site, label);
      matrix.add(entrance, holder.caller, asHolder(holder, decision));
    }
  }
}

/** What becomes of who has every subscription key of some APIs, by the sites that these lead to. */
function openedByKeys(
  { sites }: Graph,
  apis: readonly Api[],
  matrix: MatrixBuilder,
): ReadonlyMap<Site, Decision> {
  const found = new Map<Site, Decision>();
  for (const { resource } of apis)
    for (const [id, verdicts] of matrix.ofOperations(resource.address, who.subscriptionKey.id)) {
      const site = sites.at(id);
      if (!site) continue;
      const known = found.get(site);
      found.set(site, anyOf([...(known ? [known] : []), ...verdicts.map(decisionOf)]));
    }
  return found;
}
