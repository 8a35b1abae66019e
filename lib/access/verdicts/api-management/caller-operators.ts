import type { Graph } from "../../graph/graph";
import type { Principal } from "../../graph/principals";
import type { Site } from "../../graph/sites";
import { callOfHost } from "../host/host-call";
import { listedPrincipals } from "../host/listed-callers";
import { keyEntrance } from "../keys/key-entrance";
import type { MatrixBuilder } from "../matrix";
import { asHolder } from "../role-holders";
import { identityOperators } from "./gateway-tokens";

/** Who can become a caller that a gate lets in, besides the gateway. */
export function addCallerOperators(
  graph: Graph,
  site: Site,
  gatewayIdentities: readonly Principal[],
  matrix: MatrixBuilder,
): void {
  for (const principal of listedPrincipals(graph, site)) {
    const { resource } = principal;
    if (!resource || gatewayIdentities.some(({ id }) => id === principal.id)) continue;
    const entrance = keyEntrance(resource, site, `${site.label}, as ${principal.label}`);
    const asCaller = callOfHost(graph, site, { kind: "principal", principal }, "inside");
    for (const operator of identityOperators(graph, resource))
      matrix.add(entrance, operator.caller, asHolder(operator, asCaller));
  }
}
