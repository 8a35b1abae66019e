import { hashOf } from "../../../support/hash";
import { importableOperationId } from "../../../support/operation-names";
import { operationIdOf } from "../operation-id";
import type { OpenApiNode } from "./json";
import type { OpenApiOperation } from "./operations";

/** An operation of a document, with the id that users know and the one that the gateway has. */
export interface NamedOperation {
  readonly method: string;
  readonly urlTemplate: string;
  /** The document's own `operationId`, or the one that was made for it. */
  readonly operationId: string;
  /** Name of the operation on the gateway. */
  readonly gatewayOperationId: string;
}

/**
 * Writes ids into operations that API Management takes as they are, so that policies can name them: it would
 * change others, and make some up where there are none. A summary keeps the id that people know.
 */
export function withOperationIds(operations: readonly OpenApiOperation[]): NamedOperation[] {
  const made = new Map<string, number>();
  for (const { path, method, operation } of operations) {
    if (hasId(operation)) continue;
    const id = operationIdOf(method, path);
    made.set(id, (made.get(id) ?? 0) + 1);
  }
  return operations.map(({ path, method, operation }) => {
    const shared = (made.get(operationIdOf(method, path)) ?? 0) > 1;
    const operationId = hasId(operation) ? operation.operationId : madeId(method, path, shared);
    const gatewayOperationId = importableOperationId(operationId);
    operation.operationId = gatewayOperationId;
    if (gatewayOperationId !== operationId) operation.summary ||= operationId;
    return { method: method.toUpperCase(), urlTemplate: path, operationId, gatewayOperationId };
  });
}

function hasId(operation: OpenApiNode): boolean {
  return typeof operation.operationId === "string" && operation.operationId.trim() !== "";
}

// Of `/a/b` and `/a-b` both would be the same.
function madeId(method: string, path: string, shared: boolean): string {
  const id = operationIdOf(method, path);
  if (!shared) return id;
  return `${id.slice(0, 69)}-${hashOf(path, 6)}`;
}
