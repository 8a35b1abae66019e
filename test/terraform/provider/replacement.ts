import type { ArgumentFacts, Fields } from "../facts/provider-facts";
import type { Path } from "./attribute-path";
import { isObject, type ObjectValue, sameValue, type Value } from "./values";

/** The arguments whose change replaces the resource. */
export function replacingChanges(
  fields: Fields,
  prior: ObjectValue,
  planned: ObjectValue,
  path: Path = [],
): Path[] {
  return Object.entries(fields).flatMap(([name, argument]) =>
    argumentChanges(argument, prior[name] ?? null, planned[name] ?? null, [...path, name]),
  );
}

function argumentChanges(argument: ArgumentFacts, prior: Value, planned: Value, path: Path): Path[] {
  const { fields, forceNew, type } = argument;
  if (!fields || !Array.isArray(prior) || !Array.isArray(planned)) {
    return forceNew && !sameValue(prior, planned) ? [path] : [];
  }
  // The elements of a set have no place by which one could be compared with the one before.
  if (type === "Set") return decidesIdentity(argument) && !sameValue(prior, planned) ? [path] : [];
  if (forceNew && prior.length !== planned.length) return [path];
  return planned.flatMap((item, index) => {
    const before = prior[index];
    return isObject(item) && isObject(before) ? replacingChanges(fields, before, item, [...path, index]) : [];
  });
}

/** Whether a change of a block, or of anything in it, replaces the resource. */
function decidesIdentity({ forceNew, fields }: ArgumentFacts): boolean {
  return forceNew === true || Object.values(fields ?? {}).some(decidesIdentity);
}
