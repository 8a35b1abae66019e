import type { ArgumentFacts } from "../../facts/provider-facts";
import { type Path, pathText } from "../attribute-path";
import { isObject, type ObjectValue, Unknown, type Value } from "../values";

/** What a provider says against the presence of an argument beside that of others. */
export function relationProblems(argument: ArgumentFacts, path: Path, root: ObjectValue): string[] {
  const { conflictsWith, requiredWith, exactlyOneOf, atLeastOneOf } = argument;
  const own = pathText(path);
  const given = isGiven(own, root) === true;
  return [
    ...(given && conflictsWith ? conflicts(conflictsWith, root) : []),
    ...(given && requiredWith ? missingPartners(requiredWith, root) : []),
    ...(exactlyOneOf ? notOne(exactlyOneOf, root) : []),
    ...(atLeastOneOf ? none(atLeastOneOf, root) : []),
  ];
}

function conflicts(others: readonly string[], root: ObjectValue): string[] {
  return others
    .filter((other) => isGiven(other, root) === true)
    .map((other) => `conflicts with "${other}": give one of them.`);
}

function missingPartners(others: readonly string[], root: ObjectValue): string[] {
  return others
    .filter((other) => isGiven(other, root) === false)
    .map((other) => `needs "${other}" beside it.`);
}

function notOne(group: readonly string[], root: ObjectValue): string[] {
  const given = group.filter((path) => isGiven(path, root) === true);
  if (given.length > 1) return [`stands in a group of which one may be given: ${listed(given)} are.`];
  return none(group, root);
}

function none(group: readonly string[], root: ObjectValue): string[] {
  const missing = group.every((path) => isGiven(path, root) === false);
  return missing ? [`stands in a group of which one must be given: ${listed(group)}.`] : [];
}

/** Whether an argument is written; nothing when that is known only after apply. */
function isGiven(path: string, root: ObjectValue): boolean | undefined {
  let value: Value = root;
  for (const step of path.split(".")) {
    if (value instanceof Unknown) return undefined;
    if (Array.isArray(value)) value = value[Number(step)] ?? null;
    else value = isObject(value) ? (value[step] ?? null) : null;
  }
  if (value instanceof Unknown) return undefined;
  return Array.isArray(value) ? value.length > 0 : value !== null;
}

function listed(paths: readonly string[]): string {
  return paths.map((path) => `"${path}"`).join(", ");
}
