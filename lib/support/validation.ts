import type { IConstruct } from "constructs";
import { readableText } from "./readable-text";
import { validationError } from "./validation-error";

// A file of its own, because the access review has errors too, and loads no cdktf.
export { validationError } from "./validation-error";

/**
 * Rejects an existing part together with what a new one is made from.
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
        `\`${property}\` belongs to a new part, ${part}, and \`${existing}\` is an existing one`,
        "Leave one of the two out",
      ),
    );
}

/**
 * Throws when there are errors in the input of a method or a factory.
 *
 * @param what what the input was given to, as a program names it
 */
export function throwIfInvalidInput(what: string, errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(message(what, errors));
}

/**
 * Throws when there are errors, with the construct's path. The construct is removed from the tree first: a program
 * that catches the error is left with nothing half made.
 */
export function throwIfInvalid(construct: IConstruct, errors: readonly string[]): void {
  if (errors.length === 0) return;
  const path = construct.node.path;
  construct.node.scope?.node.tryRemoveChild(construct.node.id);
  throw new Error(message(path, errors));
}

function message(what: string, errors: readonly string[]): string {
  return [`${what}: invalid input.`, ...errors.map((text) => `  - ${readableText(text)}`)].join("\n");
}
