import { once } from "../../once";

/** What is known of the request when a policy runs, besides who made it. */
export interface RequestState {
  /** The code of all conditions, in small letters: of what none of them reads nothing is kept. */
  readonly code: string;
  /** Whether a header that a policy set or deleted is there. */
  readonly headers: ReadonlyMap<string, boolean>;
  /** Parts of the request that a policy changed, with what stands there now if it is known. */
  readonly parts: ReadonlyMap<RequestPart, string | undefined>;
  readonly variables: ReadonlyMap<string, Variable>;
  /** How questions were answered on the way, so that they are answered in the same way again. */
  readonly answers: ReadonlyMap<string, boolean>;
}

/** A part of a request, by the member of `context.Request` that reads it. */
export type RequestPart = "Body" | "Headers" | "Method" | "Url";

/** A variable: a text, or code with what was known when it was evaluated. */
export interface Variable {
  readonly text: string;
  readonly at?: RequestState;
}

/** A request as its caller made it, for policies with these conditions. */
export const untouched: (conditions: readonly string[]) => RequestState = once((conditions) => {
  const code = conditions.join("\n").toLowerCase();
  return { code, headers: new Map(), parts: new Map(), variables: new Map(), answers: new Map() };
}, new WeakMap());

/** The same for states that are alike. */
export const requestKey: (state: RequestState) => string = once((state: RequestState) => {
  const { headers, parts, variables, answers } = state;
  if (headers.size + parts.size + variables.size + answers.size === 0) return "";
  const code = [...variables].map(([name, { text, at }]) => [name, text, at && requestKey(at)]);
  return JSON.stringify([[...headers], [...parts], code, [...answers].sort()]);
}, new WeakMap());

export function withHeader(state: RequestState, name: string, isThere: boolean): RequestState {
  if (!state.code.includes(name.toLowerCase()) && !readsAnyHeader(state.code)) return state;
  const headers = new Map([...state.headers, [name.toLowerCase(), isThere]]);
  return { ...state, headers, answers: answersWithout(state, name) };
}

/** Whether code reads headers in another way than by their names. */
const readsAnyHeader = once((code: string): boolean =>
  /\.headers(?!\.(?:containskey|getvalueordefault)\b|\[)/.test(code),
);

export function withPart(state: RequestState, part: RequestPart, text?: string): RequestState {
  if (!state.code.includes(part.toLowerCase())) return state;
  return { ...state, parts: new Map([...state.parts, [part, text]]), answers: answersWithout(state, part) };
}

/** A variable that nothing is known of is none. */
export function withVariable(state: RequestState, name: string, variable?: Variable): RequestState {
  if (!state.code.includes(name.toLowerCase())) return state;
  const variables = new Map(state.variables);
  if (variable) variables.set(name, variable);
  else variables.delete(name);
  return { ...state, variables };
}

export function withAnswers(state: RequestState, answers: ReadonlyMap<string, boolean>): RequestState {
  return { ...state, answers };
}

/** What was answered of something that a policy changes is a question again. */
function answersWithout({ answers }: RequestState, what: string): ReadonlyMap<string, boolean> {
  const name = what.toLowerCase();
  return new Map([...answers].filter(([question]) => !question.toLowerCase().includes(name)));
}
