import type { Expression } from "./expression";

/** A reference as its steps: `azurerm_subnet`, `this`, `eu`, `id`. */
export type ReferenceSteps = readonly (string | number)[];

/** What an expression refers to, in the order in which a plan's JSON lists it. */
export function referencesOf(expression: Expression): ReferenceSteps[] {
  return inExpression(expression, []);
}

/** The steps of what is a reference and nothing else. */
export function referenceSteps(expression: Expression): ReferenceSteps | undefined {
  if (expression.kind === "root") return [expression.name];
  if (expression.kind !== "step" || expression.key.kind !== "literal") return undefined;
  const { value } = expression.key;
  const of = referenceSteps(expression.of);
  return of && (typeof value === "string" || typeof value === "number") ? [...of, value] : undefined;
}

/** The names that are bound are those of a `for`, and refer to nothing outside of it. */
function inExpression(expression: Expression, bound: readonly string[]): ReferenceSteps[] {
  const steps = referenceSteps(expression);
  if (steps) return bound.includes(String(steps[0])) ? [] : [steps];
  const inAll = (all: readonly Expression[], names = bound) =>
    all.flatMap((inner) => inExpression(inner, names));
  switch (expression.kind) {
    case "template":
      return inAll(expression.parts);
    case "step":
      return inAll([expression.of, expression.key]);
    case "splat":
      return inAll([expression.of, expression.each]);
    case "list":
      return inAll(expression.items);
    case "object":
      return inAll(expression.entries.flat());
    case "conditional":
      return inAll([expression.condition, expression.then, expression.otherwise]);
    case "operation":
      return inAll(expression.operands);
    case "call":
      return inAll(expression.args);
    case "for": {
      const { of, key, value, condition } = expression;
      const inner = [key, value, condition].filter((one) => one !== undefined);
      return [...inAll([of]), ...inAll(inner, [...bound, ...expression.names])];
    }
    default:
      return [];
  }
}
