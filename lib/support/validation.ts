import type { IConstruct } from "constructs";

/**
 * One refused input in one sentence each: what was given, what is allowed, how to mend it.
 */
export function validationError(given: string, allowed: string, mend: string): string {
  return `${given}. ${allowed}. ${mend}.`;
}

/**
 * Refuses a part that is there together with what a new one is made from.
 *
 * @param existing the property that hands the part in
 * @param part what kind of part it is, with its article
 * @param ofNew properties of a new part, with their values
 */
export function validateExclusive(existing: string, part: string, ofNew: Record<string, unknown>): string[] {
  return Object.entries(ofNew)
    .filter(([, value]) => value !== undefined)
    .map(([property]) =>
      validationError(
        `\`${property}\` was given together with \`${existing}\``,
        `\`${property}\` belongs to ${part} that is made, and \`${existing}\` is one that is there`,
        "Leave one of the two out",
      ),
    );
}

/**
 * Throws when there are refusals of an input that no construct is made from.
 *
 * @param what what the input was given to, as a program names it
 */
export function throwIfInvalidInput(what: string, errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(message(what, errors));
}

/**
 * Throws when there are errors, with the construct's path, and takes the construct out of the tree first:
 * a program that catches the error is left with nothing half made.
 */
export function throwIfInvalid(construct: IConstruct, errors: readonly string[]): void {
  if (errors.length === 0) return;
  const path = construct.node.path;
  construct.node.scope?.node.tryRemoveChild(construct.node.id);
  throw new Error(message(path, errors));
}

function message(what: string, errors: readonly string[]): string {
  return [`${what}: invalid input.`, ...errors.map((text) => `  - ${text}`)].join("\n");
}
