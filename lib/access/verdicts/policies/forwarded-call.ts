import type { Api } from "../../graph/gateways";
import type { Graph } from "../../graph/graph";
import type { Site } from "../../graph/sites";
import { printed } from "../../graph/values";
import type { ProofStep } from "../../report";
import type { Value } from "../../stack/value";
import { after, anyOf, type Decision, unknown } from "../decision";
import { callOfHost } from "../host/host-call";
import { ownCredentials, type PlacedApi, type Target, targetOf } from "./backends";
import { type Authorization, type CallState, type GatewayToken, isOutput } from "./call-state";
import type { GatewayCall } from "./gateway-call";
import { type Instruction, policyStep } from "./program";

/** An API whose calls the gateway sends on. */
export interface ForwardingApi extends PlacedApi {
  /** Told of each call that the gateway makes with a token of its own. */
  readonly onForward?: (token: GatewayToken, target: Place, api: Api, ownUrl?: Value) => void;
}

/** Where a call goes, as far as it is known. */
export type Place = Site | "elsewhere" | "unknown";

export function placeOf(target: Target): Place {
  return "because" in target ? "unknown" : (target.site ?? "elsewhere");
}

/** What becomes of a call that the gateway sends on, in the state that policies have made of it. */
export function forwarded(
  subject: ForwardingApi,
  call: GatewayCall,
  one: Instruction,
  state: CallState,
): Decision {
  const target = targetOf(subject, state.backend);
  const { authorization } = state;
  if (authorization.kind === "token") subject.onForward?.(authorization.token, placeOf(target), subject.api);
  if ("because" in target)
    return unknown(
      target.because,
      target.proof.length > 0 ? target.proof : [policyStep(one, "", "calls the backend")],
    );
  const { site, proof } = target;
  if (!site) return elsewhere(proof);
  const credentials = ownCredentials(subject, state.backend);
  const sent = new SentCall(subject.graph, call, site, proof);
  return credentials
    ? sent.with({ kind: "other", because: credentials.because })
    : sent.with(authorization, one);
}

/**
 * What becomes of a request that a policy makes besides the call; undefined where it is known to get through nowhere.
 */
export function requested(
  subject: ForwardingApi,
  call: GatewayCall,
  one: Instruction,
  state: CallState,
): Decision | undefined {
  const target = targetOf(subject, state.backend);
  const { authorization, backend } = state;
  const isOfVariable = authorization.kind === "token" && isOutput(authorization.token.instruction);
  if (isOfVariable)
    subject.onForward?.(
      authorization.token,
      placeOf(target),
      subject.api,
      backend.kind === "url" ? backend.value : undefined,
    );
  const sent = (site: Site, proof: readonly ProofStep[]) =>
    new SentCall(subject.graph, call, site, proof).with(authorization, one);
  const makes = policyStep(one, "", "makes a request of its own");
  if (!("because" in target)) {
    const { site, proof } = target;
    return site && after([makes], sent(site, proof));
  }
  const mayReach = subject.graph.sites.all.some((site) => sent(site, []).access !== "refused");
  return mayReach ? unknown(target.because, [makes]) : undefined;
}

/** A call of a Function, for a caller of the gateway. */
class SentCall {
  public constructor(
    private readonly graph: Graph,
    private readonly call: GatewayCall,
    private readonly site: Site,
    private readonly proof: readonly ProofStep[],
  ) {}

  /** What becomes of it with this in `Authorization`. */
  public with(authorization: Authorization, one?: Instruction): Decision {
    const { graph, site, proof } = this;
    switch (authorization.kind) {
      case "token":
        return this.withToken(authorization.token);
      case "caller":
        return after(proof, callOfHost(graph, site, this.call.presented, "gateway"));
      case "none":
        return after(proof, callOfHost(graph, site, { kind: "nothing" }, "gateway"));
      case "other": {
        const open = callOfHost(graph, site, { kind: "nothing" }, "gateway");
        if (open.access === "reaches") return after(proof, open);
        return unknown(
          authorization.because,
          one ? [policyStep(one, "", "hands it on to the Function")] : proof,
        );
      }
    }
  }

  private withToken(token: GatewayToken): Decision {
    const { graph, site, proof } = this;
    const open = callOfHost(graph, site, { kind: "nothing" }, "gateway");
    if (open.access === "reaches") return after(proof, open);
    const asks = policyStep(
      token.instruction,
      `resource="${printed(token.resource)}"`,
      "the gateway asks Entra for a token",
    );
    const decision = after([asks, ...proof], this.tokenAtHost(token));
    if (!token.ignoresErrors || decision.access === "reaches") return decision;
    // Without the token, what was there before goes on.
    return anyOf([this.with(token.before), decision]);
  }

  private tokenAtHost({ instruction: one, principal, resource }: GatewayToken): Decision {
    // Which it is was in doubt when it was asked for.
    if (!principal) return unknown("the identity that asks for the token is not known", []);
    const requestedBy = { address: one.document.resource.address, argument: one.document.argument };
    const presented = { kind: "principal", principal, resource, requestedBy } as const;
    return callOfHost(this.graph, this.site, presented, "gateway");
  }
}

function elsewhere(proof: readonly ProofStep[]): Decision {
  return {
    access: "refused",
    answer: "other backend",
    control: "Backend: not a Function of this stack",
    proof,
    turnedBy: "a backend that is the Function",
  };
}
