import { repeatedItems } from "../../../support/lists";
import { importedOperationId } from "../../../support/operation-names";
import { validationError } from "../../../support/validation";
import type { XmlElement } from "../../xml";
import { element } from "../../xml";

/** Who authenticates the callers of single operations. */
export interface OperationAuthentication {
  readonly operationIds: readonly string[];
  readonly policies: readonly XmlElement[];
}

/**
 * Chooses by the operation. What is not named, new operations too, gets the default's policies:
 * a forgotten operation is a closed one.
 */
export function chooseByOperation(
  operations: readonly OperationAuthentication[],
  byDefault: readonly XmlElement[],
): XmlElement {
  return element("choose", {}, [
    ...operations.map(({ operationIds, policies }) =>
      element("when", { condition: isOneOf(operationIds) }, policies.length > 0 ? policies : [nothingAsked]),
    ),
    element("otherwise", {}, byDefault.length > 0 ? byDefault : [nothingAsked]),
  ]);
}

// A branch holds at least one policy; this one happens to every call later anyway.
const nothingAsked = element("set-header", { name: "Authorization", "exists-action": "delete" });

function isOneOf(operationIds: readonly string[]): string {
  const names = [...new Set(operationIds.flatMap((id) => [id, importedOperationId(id)]))].sort();
  const literals = names.map((name) => `"${name}"`).join(", ");
  return `@(new[] { ${literals} }.Contains(context.Operation.Id, StringComparer.OrdinalIgnoreCase))`;
}

/** Refuses ids that a policy expression cannot hold, and ids that are named twice. */
export function validateOperationIds(operationIds: readonly string[]): string[] {
  if (operationIds.length === 0) return [noOperation];
  const repeated = repeatedItems(operationIds, importedOperationId);
  return [
    ...operationIds.filter((id) => !isOperationId(id)).map(unfitId),
    ...repeated.filter(isOperationId).map(repeatedId),
  ];
}

function isOperationId(id: string): boolean {
  return /^(?=.*[a-z0-9])[\w.:/~-]{1,80}$/i.test(id);
}

const noOperation = validationError(
  "An exception was given without an operation",
  "At least one `operationId` says what others may call",
  "List it in `operationIds`",
);

function unfitId(id: string): string {
  return validationError(
    `The operation id ${JSON.stringify(id)} was given`,
    "Allowed are 1 to 80 letters, digits and - _ . : / ~, known at synth, which a policy expression holds as they are",
    "Copy the `operationId` from the API's definition, or give the operation one of that form",
  );
}

function repeatedId(id: string): string {
  return validationError(
    `The operation ${JSON.stringify(id)} was given twice`,
    "An operation has one answer to who may call it; ids that differ in case or punctuation only are one for API Management",
    "Keep it in one `operationIds`",
  );
}
