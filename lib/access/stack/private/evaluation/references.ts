import type { Expression } from "../expressions/expression";
import { parseExpression } from "../expressions/parser";
import { inferred, keyOf, type Result, referencesIn, stepInto, unknown } from "./result";
import type { Scope } from "./scope";

type Evaluate = (expression: Expression, scope: Scope) => Result;

/**
 * What an expression is of which only the references are known. One reference is taken for the whole, a collection and
 * one key for the element, both as an inference; anything else is unknown.
 */
export function evaluateReferences(references: readonly string[], scope: Scope, evaluate: Evaluate): Result {
  const found = evaluateEach(references, scope, evaluate);
  const [of, key] = found;
  if (found.length === 0)
    return unknown("an expression that refers to nothing, such as the result of a function");
  if (found.length === 1) return inferred(of);
  const name = key && found.length === 2 ? keyOf(key) : undefined;
  if (name !== undefined && isCollection(of)) return inferred(stepInto(of, name));
  const names = fullReferences(references).join(", ");
  const because = `made of ${names}, and --configuration tells how`;
  return { ...unknown(because, found.flatMap(referencesIn)), each: found };
}

/** What each reference comes to, in the order in which they stand in the expression. */
export function evaluateEach(references: readonly string[], scope: Scope, evaluate: Evaluate): Result[] {
  return fullReferences(references).map((reference) => evaluate(parsedReference(reference), scope));
}

/** A plan's JSON lists after each reference what it begins with: `x.y.id`, `x.y`. These are not references of their own. */
export function fullReferences(references: readonly string[]): string[] {
  return references.filter((reference, index) => {
    const before = references[index - 1];
    return before === undefined || !isBeginning(reference, before);
  });
}

function isBeginning(beginning: string, of: string): boolean {
  return of.length > beginning.length && of.startsWith(beginning) && /^[.[]/.test(of.slice(beginning.length));
}

// The same few references stand in thousands of arguments.
const parsed = new Map<string, Expression>();

export function parsedReference(reference: string): Expression {
  const known = parsed.get(reference);
  if (known) return known;
  const expression = parseExpression(reference);
  parsed.set(reference, expression);
  return expression;
}

function isCollection(result: Result): boolean {
  return (
    result.kind === "map" ||
    result.kind === "list" ||
    (result.kind === "group" && result.members !== undefined)
  );
}
