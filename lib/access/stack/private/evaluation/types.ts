import type { Expression } from "../expressions/expression";
import { isLiteral, literalValue, type Result } from "./result";

type Evaluate = (expression: Expression) => Result;

/**
 * What a variable of a type holds: an object has all attributes of its type, and no other. Of a type that is not read
 * it is what was given.
 */
export function converted(value: Result, type: Expression, evaluate: Evaluate): Result {
  if (type.kind !== "call" || (isLiteral(value) && value.value === null)) return value;
  const [of] = type.args;
  switch (type.name) {
    case "object":
      return of?.kind === "object" && value.kind === "map" ? ofObject(value, of.entries, evaluate) : value;
    case "map":
      return of && value.kind === "map" ? each(value, (item) => converted(item, of, evaluate)) : value;
    case "list":
    case "set":
      return of && value.kind === "list"
        ? { kind: "list", items: value.items.map((item) => converted(item, of, evaluate)) }
        : value;
    default:
      return value;
  }
}

function each(value: Result & { kind: "map" }, convert: (item: Result) => Result): Result {
  return { kind: "map", entries: new Map([...value.entries].map(([name, item]) => [name, convert(item)])) };
}

function ofObject(
  value: Result & { kind: "map" },
  attributes: readonly (readonly [Expression, Expression])[],
  evaluate: Evaluate,
): Result {
  const entries = new Map<string, Result>();
  for (const [name, type] of attributes) {
    if (name.kind !== "literal") return value;
    entries.set(String(name.value), ofAttribute(value.entries.get(String(name.value)), type, evaluate));
  }
  return { kind: "map", entries, isWhole: true };
}

/** `optional(type, default)`: the default is taken for null too. */
function ofAttribute(given: Result | undefined, type: Expression, evaluate: Evaluate): Result {
  const isOptional = type.kind === "call" && type.name === "optional";
  const [inner, otherwise] = isOptional ? type.args : [type];
  const isGiven = given !== undefined && !(isLiteral(given) && given.value === null);
  if (isGiven) return converted(given, inner, evaluate);
  return otherwise ? converted(evaluate(otherwise), inner, evaluate) : literalValue(null);
}
