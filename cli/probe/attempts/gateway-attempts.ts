import type { OperationEndpoint } from "../../../lib/access/endpoints/endpoints";
import type { Entrance } from "../../../lib/access/report";
import type { Subject } from "../subject";
import type { Attempt, Attempts, Call, Credential } from "./attempt";
import { callOf } from "./operation-call";
import { ofWorthless, type Prediction } from "./prediction";
import { pretenses } from "./pretenses";
import { ofToken, type RightfulCall, rightfulCall } from "./rightful-call";
import { scopeOf } from "./scope";

/** An operation that can be called, and what the review says of a call without anything. */
interface Operation {
  readonly subject: Subject;
  readonly endpoint: OperationEndpoint;
  readonly entrance: Entrance;
  readonly call: Call;
  readonly none: Prediction;
}

/** The calls through a gateway, without what it asks for and with it. */
export function gatewayAttempts(subject: Subject, endpoint: OperationEndpoint): Attempts {
  const entrance = subject.entrance(endpoint.entrance);
  if (!entrance) return { attempts: [], untried: [] };
  const untried = (how: string, because: string) => ({ part: "gateway", entrance, how, because }) as const;
  const call = callOf(subject, endpoint);
  if ("because" in call) return { attempts: [], untried: [untried("at all", call.because)] };
  const none = subject.predictions.of(entrance.id, subject.stranger);
  const operation: Operation = { subject, endpoint, entrance, call, none };
  const without = [stranger(operation), ...worthless(operation)];
  if (none.access === "reaches") {
    return {
      attempts: [...without, pretending(operation, { credential: { kind: "none" }, prediction: none })],
      untried: [],
    };
  }
  const rightful = rightfulCall(subject, endpoint, none);
  if ("because" in rightful) {
    const attempts = [...without, pretendingStranger(operation)];
    return { attempts, untried: [untried("with what it asks for", rightful.because)] };
  }
  const answered = attempt(operation, { how: "with what it asks for", ...rightful, story: "answered" });
  return {
    attempts: [...without, answered, pretendingStranger(operation), pretending(operation, rightful)],
    untried: [],
  };
}

const LETS_ANYONE_IN = "The gateway lets anyone in";

function attempt(
  { entrance, call }: Operation,
  given: Pick<Attempt, "how" | "credential" | "prediction"> & Partial<Attempt>,
): Attempt {
  return { part: "gateway", entrance, call, fault: LETS_ANYONE_IN, ...given };
}

function stranger(operation: Operation): Attempt {
  const { none } = operation;
  const asksForNothing = none.access === "reaches";
  return attempt(operation, {
    how: asksForNothing ? "without anything, as it asks for nothing" : "without what it asks for",
    credential: { kind: "none" },
    prediction: none,
    story: asksForNothing ? "answered" : "refused",
  });
}

/** With what looks like a credential, and is none. */
function worthless(operation: Operation): Attempt[] {
  const { subject, endpoint, entrance, none } = operation;
  const [holder] = endpoint.holders;
  const header = holder?.header;
  const gate = subject.endpoints.sites.find((site) => entrance.functions.includes(site.function))?.gate;
  if (!holder || header === undefined || !gate) return [];
  const [audience = gate.clientId] = holder.audiences;
  const claims = { issuer: gate.issuer, audience, application: holder.application };
  const forged = (signature: "foreign" | "none"): Credential => ({
    kind: "forged",
    signature,
    claims,
    header,
  });
  const prediction = ofWorthless(none);
  return [
    attempt(operation, {
      how: "with a forged signature",
      credential: forged("foreign"),
      prediction,
      fault: "The gateway does not check the signature of tokens",
    }),
    attempt(operation, {
      how: "with a token that nobody signed",
      credential: forged("none"),
      prediction,
      fault: "The gateway accepts tokens without a signature",
    }),
    ...(subject.options.signIn ? [asDeployer(operation, scopeOf(audience), gate.issuer)] : []),
  ];
}

/** Whoever deploys is of the tenant, and no caller of the API. */
function asDeployer(operation: Operation, scope: string, issuer: string): Attempt {
  const { subject, entrance, endpoint } = operation;
  return attempt(operation, {
    how: "with the deployer's own token for the API",
    credential: { kind: "deployer", scope, issuer },
    prediction: subject.predictions.ofTenant(entrance.id),
    predictionOf: (issued) => ofToken(subject.predictions, entrance.id, endpoint.holders, issued),
    fault: "The gateway lets the deployer in, which is none of its callers",
  });
}

/** A call that must not be taken for somebody's because of what it says of itself. */
function pretendingStranger(operation: Operation): Attempt {
  const { endpoint, call, none } = operation;
  const { headers, mark } = pretenses(endpoint.ownHeaders);
  return attempt(operation, {
    part: "headers",
    how: "with headers that pretend, and Authorization of another kind",
    call: { ...call, headers: { ...call.headers, ...headers, Authorization: `Basic ${mark}` } },
    credential: { kind: "none" },
    prediction: none,
    fault: "The gateway lets in whoever sends headers that pretend",
  });
}

/** A call that is answered, and of whose own headers nothing is to arrive. */
function pretending(operation: Operation, rightful: RightfulCall): Attempt {
  const { endpoint, call } = operation;
  const { headers, mark } = pretenses(endpoint.ownHeaders);
  return attempt(operation, {
    part: "headers",
    how: "with what it asks for, and headers that pretend",
    call: { ...call, headers: { ...call.headers, ...headers } },
    ...rightful,
    mark,
  });
}
