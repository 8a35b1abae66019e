import { attribute, type XmlElement } from "../../../policy/xml/xml-element";
import type { Principal } from "../../graph/principals";
import { keyOf, literalText, printed } from "../../graph/values";
import type { Value } from "../../stack/value";
import type { Instruction } from "./program";
import { type RequestState, requestKey, untouched, withHeader, withVariable } from "./request-state";

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
  /** Variables that hold tokens of the gateway. */
  readonly variables: ReadonlyMap<string, Authorization>;
  readonly request: RequestState;
  /** The same for states that are alike. */
  readonly key: string;
}

/** A call as its caller makes it, for policies with these conditions. */
export function firstState(conditions: readonly string[]): CallState {
  return stateOf({ kind: "caller" }, { kind: "api" }, new Map(), untouched(conditions));
}

/** A call of which a policy changed something. */
export function changed(
  state: CallState,
  change: Partial<Pick<CallState, "authorization" | "backend" | "variables" | "request">>,
): CallState {
  const { authorization, backend, variables, request } = { ...state, ...change };
  const isSame =
    authorization === state.authorization &&
    backend === state.backend &&
    variables === state.variables &&
    request === state.request;
  if (isSame) return state;
  return stateOf(authorization, backend, variables, request);
}

function stateOf(
  authorization: Authorization,
  backend: Backend,
  variables: ReadonlyMap<string, Authorization>,
  request: RequestState,
): CallState {
  const named = [...variables].map(([name, value]) => `${name}=${authorizationKey(value)}`);
  return {
    authorization,
    backend,
    variables,
    request,
    key: [authorizationKey(authorization), backendKey(backend), requestKey(request), ...named].join(" "),
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

/** The state after a policy that says what stands in the header. */
export function withAuthorization(state: CallState, authorization: Authorization): CallState {
  const { kind } = authorization;
  // What the caller sends is a question, unless a policy wrote something in its place.
  const isOpen = kind === "caller" || (kind === "token" && authorization.token.ignoresErrors);
  const request = isOpen ? state.request : withHeader(state.request, "authorization", kind !== "none");
  return changed(state, { authorization, request });
}

/** The state after a token step: its token stands in the header, or in a variable. */
export function withToken(one: Instruction, state: CallState, token: Authorization): CallState {
  if (!isOutput(one)) return withAuthorization(state, token);
  const name = attribute(one.element, outputVariable);
  return changed(state, { variables: new Map([...state.variables, [name, token]]) });
}

const outputVariable = "output-token-variable-name";

/** Whether the token of a token step goes to a variable, and not to the header. */
export function isOutput({ element }: Instruction): boolean {
  return attribute(element, outputVariable) !== "";
}

/** Attributes that name a variable which a policy writes. */
const written =
  /^(variable-name|response-variable-name|output-token-variable-name|output-variable-name|access-token-variable-name)$/;

/** The state with nothing known of the variables that a policy writes. */
export function withoutVariables({ name, attributes }: XmlElement, state: CallState): CallState {
  const names = attributes
    .filter(
      ([attributeName]) =>
        written.test(attributeName) || (name === "set-variable" && attributeName === "name"),
    )
    .map(([, variable]) => variable)
    .filter((variable) => state.variables.has(variable) || state.request.variables.has(variable));
  if (names.length === 0) return state;
  const variables = new Map([...state.variables].filter(([variable]) => !names.includes(variable)));
  const request = names.reduce((current, variable) => withVariable(current, variable), state.request);
  return changed(state, { variables, request });
}

/** The state after a variable is set: what is an expression is evaluated as the request is now. */
export function withSetVariable({ element, document }: Instruction, state: CallState): CallState {
  const text = attribute(element, "value");
  const isCode = /^\s*@[({]/.test(text);
  if (!isCode && literalText(document.toValue(text)) !== text) return state;
  const variable = { text, ...(isCode && { at: state.request }) };
  return changed(state, { request: withVariable(state.request, attribute(element, "name"), variable) });
}
