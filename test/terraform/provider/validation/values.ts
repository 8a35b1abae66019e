import { type ArgumentFacts, isBlock, type ValueFacts } from "../../facts/provider-facts";
import { Unknown, type Value } from "../values";
import { textProblem } from "./texts";

/** What a provider says against one value. */
export function valueProblems(facts: ValueFacts, value: Value): string[] {
  if (value === null || value instanceof Unknown || typeof value === "object") return [];
  const problem =
    allowedProblem(facts, value) ??
    (typeof value === "number" ? rangeProblem(facts, value) : undefined) ??
    (typeof value === "string" ? textProblem(facts, value) : undefined);
  return problem === undefined ? [] : [problem];
}

/** What a provider says against the number of elements. A block that is left out has not too few. */
export function countProblems(argument: ArgumentFacts, value: Value): string[] {
  if (!Array.isArray(value) || (isBlock(argument) && value.length === 0)) return [];
  const { minItems, maxItems } = argument;
  const { length } = value;
  const few = minItems !== undefined && length < minItems;
  const many = maxItems !== undefined && length > maxItems;
  if (!few && !many) return [];
  return [`has ${length} elements; it must have ${few ? `${minItems} or more` : `${maxItems} at most`}.`];
}

function allowedProblem({ allowed }: ValueFacts, value: Exclude<Value, object | null>): string | undefined {
  if (!allowed || allowed.includes(String(value))) return undefined;
  return `must be one of ${allowed.map((word) => JSON.stringify(word)).join(", ")}; it is ${JSON.stringify(value)}.`;
}

function rangeProblem({ type, min, max }: ValueFacts, value: number): string | undefined {
  if (type === "Int" && !Number.isInteger(value)) return `must be a whole number; it is ${value}.`;
  if (min !== undefined && value < min) return `must be ${min} or more; it is ${value}.`;
  if (max !== undefined && value > max) return `must be ${max} or less; it is ${value}.`;
  return undefined;
}
