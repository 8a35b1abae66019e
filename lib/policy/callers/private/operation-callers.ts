import { repeatedItems } from "../../../support/lists";
import { importedOperationId } from "../../../support/operation-names";
import { validationError } from "../../../support/validation";
import type { XmlElement } from "../../xml/xml-element";
import { element } from "../../xml/xml-element";

/** How the callers of single operations are authenticated. */
export interface OperationAuthentication {
  readonly operationIds: readonly string[];
  readonly policies: readonly XmlElement[];
}

/**
 * Chooses by the operation. Every other operation, also one that is added later, gets the default's policies.
 */
export function chooseByOperation(
  operations: readonly OperationAuthentication[],
  byDefault: readonly XmlElement[],
): XmlElement {
  return element("choose", {}, [
    ...operations.map(({ operationIds, policies }) =>
      element(
        "when",
        { condition: isOneOf(operationIds) },
        policies.length > 0 ? policies : [nothingRequired],
      ),
    ),
    element("otherwise", {}, byDefault.length > 0 ? byDefault : [nothingRequired]),
  ]);
}

// A branch needs at least one policy; this one runs for every call later anyway.
const nothingRequired = element("set-header", { name: "Authorization", "exists-action": "delete" });

function isOneOf(operationIds: readonly string[]): string {
  const names = [...new Set(operationIds.flatMap((id) => [id, importedOperationId(id)]))].sort();
  const literals = names.map((name) => `"${name}"`).join(", ");
  return `@(new[] { ${literals} }.Contains(context.Operation.Id, StringComparer.OrdinalIgnoreCase))`;
}

/** Rejects ids that a policy expression cannot contain, and ids that are given twice. */
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
  "At least one `operationId` is required",
  "List it in `operationIds`",
);

function unfitId(id: string): string {
  return validationError(
    `The operation id ${JSON.stringify(id)} was given`,
    "Allowed are 1 to 80 letters, digits and - _ . : / ~, known at synth, which a policy expression can contain unchanged",
    "Copy the `operationId` from the API definition, or give the operation another one",
  );
}

function repeatedId(id: string): string {
  return validationError(
    `The operation ${JSON.stringify(id)} was given twice`,
    "An operation has one kind of callers, and API Management treats ids that differ only in case or punctuation as one",
    "Keep it in one `operationIds`",
  );
}
