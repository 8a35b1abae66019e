import { Graph } from "../graph/graph";
import type { Principal } from "../graph/principals";
import type { Site } from "../graph/sites";
import type { StackIndex } from "../graph/stack-index";
import type { ReviewedAccess } from "../report";
import type { Stack } from "../stack/stack";
import { addCallerOperators } from "./api-management/caller-operators";
import { addGatewayTokens } from "./api-management/gateway-tokens";
import { addOperations } from "./api-management/operations";
import { addTokenReceivers } from "./api-management/token-receivers";
import { addSite } from "./host/sites";
import { addKeys } from "./keys/keys";
import { MatrixBuilder } from "./matrix";
import { ownIdentity, TokenRequests, untoldIdentityOf } from "./policies/token-requests";

/** A stack, and who reaches what in it. */
export interface Reviewed {
  readonly graph: Graph;
  readonly index: StackIndex;
  readonly requests: TokenRequests;
  readonly matrix: ReviewedAccess;
}

/** Who reaches what in a stack. */
export function reviewStack(stack: Stack): Reviewed {
  const graph = new Graph(stack);
  const builder = new MatrixBuilder();
  const identities = gatewayIdentities(graph);
  const requests = new TokenRequests(graph);
  const bySite = new Map(
    graph.sites.all.map((site) => [site, identitiesFor(graph, site, requests, identities)]),
  );
  for (const [site, own] of bySite) {
    addSite(graph, site, own, builder);
    addGatewayTokens(graph, site, own, requests, builder);
    addCallerOperators(graph, site, own, builder);
  }
  const forwarded = addOperations(graph, requests, builder);
  addTokenReceivers(graph, requests, forwarded, builder);
  addKeys(graph, (site) => bySite.get(site) ?? [], builder);
  const functions = graph.sites.all.map(({ id, label, resource: { constructPath } }) => ({
    id,
    label,
    constructPath,
  }));
  return { graph, index: graph.index, requests, matrix: builder.matrix(functions) };
}

/** The identities of the gateways of a stack. */
function gatewayIdentities(graph: Graph): readonly Principal[] {
  const found = new Map<string, Principal>();
  for (const gateway of graph.gateways.all) {
    const { resource } = gateway;
    if (!resource) continue;
    const untold = graph.gateways.hasUntoldIdentities(gateway) ? untoldIdentityOf(gateway) : undefined;
    const own = ownIdentity(graph, gateway) ?? untold;
    for (const principal of [own, ...graph.principals.attachedTo(resource)])
      if (principal) found.set(principal.id, principal);
  }
  return [...found.values()];
}

/** Those that ask for a token for a site; every gateway's where none is seen to. */
function identitiesFor(
  graph: Graph,
  site: Site,
  requests: TokenRequests,
  identities: readonly Principal[],
): readonly Principal[] {
  const found = requests.forSite(graph, site).flatMap(({ principal }) => principal ?? []);
  const all = found.length > 0 ? found : identities;
  return [...new Map(all.map((principal) => [principal.id, principal])).values()];
}
