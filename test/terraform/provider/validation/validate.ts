import type { ArgumentFacts, Fields } from "../../facts/provider-facts";
import { type Path, pathMessage } from "../attribute-path";
import { isObject, type ObjectValue, type Value } from "../values";
import { relationProblems } from "./relations";
import { countProblems, valueProblems } from "./values";

/** A message of the provider's to whoever runs Terraform, as the protocol carries it. */
export interface Diagnostic {
  readonly severity: "ERROR" | "WARNING";
  readonly summary: string;
  readonly detail: string;
  readonly attribute?: object;
}

/** Checks a configuration by the facts. What is not known yet is not checked, as with the real providers. */
export function validate(fields: Fields, config: ObjectValue): Diagnostic[] {
  const found = validateFields(fields, config, [], config);
  return [...new Map(found.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

function validateFields(fields: Fields, value: ObjectValue, path: Path, root: ObjectValue): Diagnostic[] {
  return Object.entries(fields).flatMap(([name, argument]) =>
    validateArgument(argument, value[name] ?? null, [...path, name], root),
  );
}

function validateArgument(
  argument: ArgumentFacts,
  value: Value,
  path: Path,
  root: ObjectValue,
): Diagnostic[] {
  const problems = [
    ...relationProblems(argument, path, root),
    ...countProblems(argument, value),
    ...valueProblems(argument, value),
  ];
  return [
    ...problems.map((problem) => error(path, problem)),
    ...deprecation(argument, value, path),
    ...validateElements(argument, value, path, root),
  ];
}

function validateElements(
  argument: ArgumentFacts,
  value: Value,
  path: Path,
  root: ObjectValue,
): Diagnostic[] {
  const { fields, elem, type } = argument;
  if (fields && isObject(value)) return validateFields(fields, value, path, root);
  if (!Array.isArray(value)) return [];
  // Terraform finds no element of a set by a position.
  const at = (index: number) => (type === "Set" ? path : [...path, index]);
  return value.flatMap((item, index) => {
    if (fields) return isObject(item) ? validateFields(fields, item, [...path, index], root) : [];
    return elem ? valueProblems(elem, item).map((problem) => error(at(index), problem)) : [];
  });
}

function deprecation(argument: ArgumentFacts, value: Value, path: Path): Diagnostic[] {
  const given = Array.isArray(value) ? value.length > 0 : value !== null;
  if (!argument.deprecated || !given) return [];
  return [
    {
      severity: "WARNING",
      summary: "Argument is deprecated",
      detail: `"${path.join(".")}" goes away in a later version of the provider.`,
      attribute: pathMessage(path),
    },
  ];
}

function error(path: Path, problem: string): Diagnostic {
  return {
    severity: "ERROR",
    summary: "The provider refuses an argument",
    detail: `"${path.join(".")}" ${problem}`,
    attribute: pathMessage(path),
  };
}
