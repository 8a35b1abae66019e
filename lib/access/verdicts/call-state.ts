import { attribute } from "../../policy/xml/xml-element";
import type { Principal } from "../graph/principals";
import { keyOf, printed } from "../graph/values";
import type { Value } from "../stack/value";
import type { Instruction } from "./program";

/** What stands in `Authorization` on the way to the Function. */
export type Authorization =
  | { readonly kind: "caller" | "none" }
  | { readonly kind: "token"; readonly token: GatewayToken }
  | { readonly kind: "other"; readonly because: string };

/** A token that the gateway asks for, as one of its identities. */
export interface GatewayToken {
  readonly instruction: Instruction;
  readonly resource: Value;
  readonly principal?: Principal;
  /** Whether a call goes on without it, with what was there before. */
  readonly ignoresErrors: boolean;
  readonly before: Authorization;
}

/** Where a call goes on the way to the Function: where its API says, unless a policy changes it. */
export type Backend =
  | { readonly kind: "api" }
  | { readonly kind: "url"; readonly value: Value; readonly address: string; readonly argument: string }
  | { readonly kind: "unknown"; readonly because: string };

/** What policies have made of a call so far. */
export interface CallState {
  readonly authorization: Authorization;
  readonly backend: Backend;
  readonly variables: ReadonlyMap<string, Authorization>;
  /** The same for states that are alike. */
  readonly key: string;
}

/** A call as its caller makes it. */
export const firstState: CallState = stateOf({ kind: "caller" }, { kind: "api" }, new Map());

/** A call of which a policy changed something. */
export function changed(
  state: CallState,
  change: Partial<Pick<CallState, "authorization" | "backend" | "variables">>,
): CallState {
  const { authorization, backend, variables } = { ...state, ...change };
  return stateOf(authorization, backend, variables);
}

function stateOf(
  authorization: Authorization,
  backend: Backend,
  variables: ReadonlyMap<string, Authorization>,
): CallState {
  const named = [...variables].map(([name, value]) => `${name}=${authorizationKey(value)}`);
  return {
    authorization,
    backend,
    variables,
    key: [authorizationKey(authorization), backendKey(backend), ...named].join(" "),
  };
}

function authorizationKey(authorization: Authorization): string {
  if (authorization.kind === "other") return `other(${authorization.because})`;
  if (authorization.kind !== "token") return authorization.kind;
  const { resource, principal, ignoresErrors, before } = authorization.token;
  return `token(${keyOf(resource)},${principal?.id},${ignoresErrors && authorizationKey(before)})`;
}

function backendKey(backend: Backend): string {
  if (backend.kind === "url") return `url(${keyOf(backend.value) ?? printed(backend.value)})`;
  return backend.kind === "unknown" ? `unknown(${backend.because})` : "api";
}

/** The state after a token step: its token stands in the header, or in a variable. */
export function withToken(one: Instruction, state: CallState, token: Authorization): CallState {
  if (!isOutput(one)) return changed(state, { authorization: token });
  const name = attribute(one.element, outputVariable);
  return changed(state, { variables: new Map([...state.variables, [name, token]]) });
}

const outputVariable = "output-token-variable-name";

/** Whether the token of a token step goes to a variable, and not to the header. */
export function isOutput({ element }: Instruction): boolean {
  return attribute(element, outputVariable) !== "";
}

/** A variable that is set anew holds no token of the gateway any more. */
export function withVariable({ element }: Instruction, state: CallState): CallState {
  const name = attribute(element, "name");
  if (!state.variables.has(name)) return state;
  const variables = new Map(state.variables);
  variables.delete(name);
  return changed(state, { variables });
}
