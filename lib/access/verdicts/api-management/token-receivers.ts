import type { Api } from "../../graph/gateways";
import type { Graph } from "../../graph/graph";
import type { Principal } from "../../graph/principals";
import type { Site } from "../../graph/sites";
import { keyOf, printed } from "../../graph/values";
import { addTo } from "../../groups";
import type { Caller, ProofStep } from "../../report";
import type { Value } from "../../stack/value";
import { after, type Decision, unknown } from "../decision";
import { callOfHost } from "../host/host-call";
import type { MatrixBuilder } from "../matrix";
import type { GatewayToken } from "../policies/call-state";
import type { Place } from "../policies/forwarded-call";
import { policyStep } from "../policies/program";
import type { TokenRequests } from "../policies/token-requests";
import { gatewayTokenEntrance } from "./gateway-tokens";

/** A call that a gateway makes with a token, and where it goes. */
export interface ForwardedToken {
  readonly token: GatewayToken;
  readonly target: Place;
  readonly api: Api;
  /** Where it goes, if it is a request of a policy and not the call of the API. */
  readonly ownUrl?: Value;
}

interface Receiver {
  readonly caller: Caller;
  readonly principal?: Principal;
  readonly resource: Value;
  readonly target: ForwardedToken["target"];
  readonly proof: readonly ProofStep[];
}

/** Whoever gets a token for a Function from the gateway, and is not that Function or a slot of it. */
export function addTokenReceivers(
  graph: Graph,
  requests: TokenRequests,
  forwarded: readonly ForwardedToken[],
  matrix: MatrixBuilder,
): void {
  const ofCalls = withoutCrowds(forwarded.map(ofCall));
  for (const receiver of [...ofCalls, ...ofOwnRequests(graph, requests)]) {
    for (const site of requests.sitesFor(receiver.resource)) {
      if (typeof receiver.target !== "string" && areOneApp(receiver.target, site)) continue;
      if (receiver.principal)
        matrix.add(
          gatewayTokenEntrance(site, receiver.principal),
          receiver.caller,
          decisionOf(graph, site, receiver),
        );
    }
  }
}

/** As many Functions as somebody reads the names of. */
const NAMED_FUNCTIONS = 12;

/** The id of the caller that stands for all Functions that get one token. */
const crowdOf = (principal: Principal): string => `token-receiver:functions:${principal.id}`;

/**
 * Receivers, of whom many Functions that get one token are one caller: each of them reaches all others, and of 500 that
 * would be 250,000 verdicts that say the same.
 */
function withoutCrowds(receivers: readonly Receiver[]): readonly Receiver[] {
  const groups = new Map<string, Receiver[]>();
  for (const receiver of receivers) {
    const { principal, resource, target } = receiver;
    const isFunction = typeof target !== "string" && principal !== undefined;
    addTo(groups, isFunction ? JSON.stringify([principal.id, keyOf(resource)]) : "", receiver);
  }
  return [...groups].flatMap(([key, group]) => {
    const functions = new Set(group.map(({ caller }) => caller.id));
    return key === "" || functions.size <= NAMED_FUNCTIONS ? group : [crowd(group[0])];
  });
}

function crowd(first: Receiver): Receiver {
  const caller: Caller = {
    ...first.caller,
    id: crowdOf(first.principal as Principal),
    label: "whoever runs the code of another Function that gets the same token",
  };
  return { ...first, caller, target: "elsewhere" };
}

/** An app and its slots run the code of the same people, who swap them. */
function areOneApp(one: Site, other: Site): boolean {
  return (one.app ?? one).id === (other.app ?? other).id;
}

function decisionOf(graph: Graph, site: Site, { principal, resource, target, proof }: Receiver): Decision {
  const shown = { kind: "principal", principal: principal as Principal, resource } as const;
  const decision = after(proof, callOfHost(graph, site, shown, "inside"));
  if (decision.access !== "reaches" || target !== "unknown") return decision;
  return unknown("where the gateway sends the token is not known", proof);
}

function ofCall({ token, target, api, ownUrl }: ForwardedToken): Receiver {
  const { instruction, principal, resource } = token;
  const { address } = instruction.document.resource;
  if (ownUrl) {
    const value = `resource="${printed(resource)}"`;
    const proof = [
      policyStep(instruction, value, `a request of the policy takes the token to ${printed(ownUrl)}`),
    ];
    return { caller: answering(address, ownUrl), principal, resource, target, proof };
  }
  return {
    caller: {
      id: `token-receiver:${typeof target === "string" ? api.resource.address : target.id}`,
      kind: "token-receiver",
      label:
        typeof target === "string"
          ? `whoever runs the backend of API ${api.label}`
          : `whoever runs the code of ${target.label}`,
      address,
    },
    principal,
    resource,
    target,
    proof: [
      policyStep(instruction, `resource="${printed(resource)}"`, "the token goes to the backend of this API"),
    ],
  };
}

function answering(address: string, url: Value): Caller {
  return {
    id: `token-receiver:${address}`,
    kind: "token-receiver",
    label: `whoever answers at ${printed(url)}`,
    address,
  };
}

/** Tokens of requests that a policy makes besides the call. */
function ofOwnRequests(graph: Graph, { all }: TokenRequests): Receiver[] {
  return all.flatMap(({ ownUrl, document, principal, resource, element }) => {
    if (!ownUrl) return [];
    const { address } = document.resource;
    const target = graph.sites.ofUrl(ownUrl) ?? (ownUrl.kind === "literal" ? "elsewhere" : "unknown");
    const line = element.line === undefined ? "" : `:${element.line}`;
    return [
      {
        caller: answering(address, ownUrl),
        principal,
        resource,
        target,
        proof: [
          {
            address,
            argument: `${document.argument}${line}`,
            value: printed(ownUrl),
            meaning: "a request of the policy takes the token there",
          },
        ],
      },
    ];
  });
}
