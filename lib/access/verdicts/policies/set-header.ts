import { headerKey } from "../../../policy/fixed-names";
import { attribute, childElements, textOf } from "../../../policy/xml/xml-element";
import { literalText, printed } from "../../graph/values";
import { type Authorization, type CallState, changed, withAuthorization } from "./call-state";
import type { Instruction } from "./program";
import { withHeader, withPart } from "./request-state";

/** The state after `set-header`, in a call with this in `Authorization`. */
export function afterSetHeader(one: Instruction, state: CallState, ofCall: Authorization): CallState {
  const { element } = one;
  const header = one.document.toValue(attribute(element, "name"));
  const name = literalText(header);
  const action = attribute(element, "exists-action").toLowerCase() || "override";
  if (name === undefined) {
    const because = `which header ${printed(header)} is is not known`;
    const request = withPart(state.request, "Headers");
    return changed(state, { authorization: { kind: "other", because }, request });
  }
  if (headerKey(name) !== "authorization")
    return changed(state, { request: withHeader(state.request, name, action !== "delete") });
  if (action === "delete") return withAuthorization(state, { kind: "none" });
  // A token that is there already stays.
  const { authorization } = state;
  if (action === "skip" && authorization.kind === "token" && !authorization.token.ignoresErrors) return state;
  return withAuthorization(state, writtenBy(one, action, state, ofCall));
}

function writtenBy(
  { element, document }: Instruction,
  action: string,
  state: CallState,
  ofCall: Authorization,
): Authorization {
  const values = childElements(element).filter((child) => child.name === "value");
  const text = values.length === 1 ? textOf(values[0]).trim() : "";
  const because = `Authorization is set to ${printed(document.toValue(text))}`;
  const replaces = action === "override" || (action === "skip" && state.authorization.kind === "none");
  if (!replaces) return { kind: "other", because };
  const variable = bearerVariable(text);
  const own = variable === undefined ? undefined : state.variables.get(variable);
  if (own) return own;
  return callersOwn.test(text) ? ofCall : { kind: "other", because };
}

const ofVariable = String.raw`(?:\(string\) ?)?\(?(?:\(string\) ?)?context\.Variables(?:\["([^"]+)"\]|\.GetValueOrDefault(?:<string>)?\("([^"]+)"(?:, ?"")?\))\)?`;
const bearers = [
  String.raw`"[Bb]earer " ?\+ ?${ofVariable}`,
  String.raw`\$"[Bb]earer \{${ofVariable}\}"`,
  String.raw`[Ss]tring\.(?:Format|Concat)\("[Bb]earer (?:\{0\})?", ?${ofVariable}\)`,
].map((form) => new RegExp(String.raw`^@\(${form}\)$`));

/** The variable whose value is the bearer token of a header. */
function bearerVariable(text: string): string | undefined {
  for (const form of bearers) {
    const found = form.exec(text);
    if (found) return found[1] ?? found[2];
  }
  return undefined;
}

/** What the caller sent, written again. */
const callersOwn =
  /^@\(context\.Request\.Headers(?:\["Authorization"\](?:\[0\]|\.First\(\))?|\.GetValueOrDefault\("Authorization"(?:, ?"")?\))\)$/i;
