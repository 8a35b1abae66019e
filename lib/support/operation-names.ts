/**
 * An id of which API Management's import changes no more than the case, which its names do not tell apart. Its
 * normalization rules are in "API import restrictions and known issues": one hyphen for all that is neither
 * letter nor digit, none at the ends, 76 characters.
 */
export function importableOperationId(operationId: string): string {
  return operationId
    .replace(/[^a-zA-Z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 76)
    .replace(/-$/, "");
}

/** The id that API Management's import makes of an `operationId`. */
export function importedOperationId(operationId: string): string {
  return importableOperationId(operationId).toLowerCase();
}
