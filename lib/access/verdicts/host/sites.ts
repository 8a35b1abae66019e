import type { Graph } from "../../graph/graph";
import type { Principal } from "../../graph/principals";
import type { Site } from "../../graph/sites";
import { printed } from "../../graph/values";
import type { Caller } from "../../report";
import * as who from "../callers";
import { type Check, decide, passes } from "../decision";
import type { MatrixBuilder } from "../matrix";
import type { Presented } from "../presented";
import { callOfHost } from "./host-call";
import { listedPrincipals, untoldCallers } from "./listed-callers";
import { checkNetwork } from "./network";
import { addFtp, addScm } from "./publishing";
import { entranceOf, excludedPathEntrance } from "./site-entrances";

/** A site's own host, its SCM site and FTP. */
export function addSite(
  graph: Graph,
  site: Site,
  gatewayIdentities: readonly Principal[],
  matrix: MatrixBuilder,
): void {
  addHost(graph, site, gatewayIdentities, matrix);
  addScm(graph, site, matrix);
  addFtp(graph, site, matrix);
}

function addHost(
  graph: Graph,
  site: Site,
  gatewayIdentities: readonly Principal[],
  matrix: MatrixBuilder,
): void {
  const entrance = entranceOf(site, "host", `host of ${site.label}`);
  const add = (caller: Caller, presented: Presented, origin: "internet" | "inside" = "inside") =>
    matrix.add(entrance, caller, callOfHost(graph, site, presented, origin));
  add(who.internet, { kind: "nothing" }, "internet");
  add(who.network, { kind: "nothing" });
  add(who.tenantUser, { kind: "user" });
  add(who.tenantApplication, { kind: "application" });
  add(who.otherTenant, { kind: "foreign" });
  add(who.functionKey, { kind: "nothing" });
  const own = gatewayIdentities;
  for (const principal of own) add(who.gatewayIdentity(principal), { kind: "principal", principal });
  for (const principal of listedPrincipals(graph, site))
    if (!own.some(({ id }) => id === principal.id))
      add(who.allowedIdentity(principal), { kind: "principal", principal });
  for (const [caller, decision] of untoldCallers(graph, site)) matrix.add(entrance, caller, decision);
  addExcludedPaths(graph, site, matrix);
}

/** Paths that the authentication does not see. */
function addExcludedPaths(graph: Graph, site: Site, matrix: MatrixBuilder): void {
  const gate = graph.easyAuth(site);
  if (gate.enabled === "no" || gate.required === "no") return;
  gate.excludedPaths.forEach((path, place) => {
    const text = printed(graph.index.followed(path));
    const entrance = excludedPathEntrance(site, text);
    const step = {
      address: site.id,
      argument: `auth_settings_v2.0.excluded_paths.${place}`,
      value: text,
      meaning: "calls of this path are not authenticated",
    };
    const turnedBy = `remove ${text} from excluded_paths`;
    for (const [caller, origin] of [
      [who.internet, "internet"],
      [who.network, "inside"],
    ] as const) {
      const checks: Check[] = [...checkNetwork(graph.index, site, origin, "host"), passes(step)];
      matrix.add(entrance, caller, decide(checks, "nobody (anonymous)", turnedBy));
    }
  });
}
