import { isObject, type OpenApiNode } from "./json";
import { lookedUp } from "./references";

/** An operation of a document, with where it stands. */
export interface OpenApiOperation {
  readonly path: string;
  readonly method: string;
  readonly item: OpenApiNode;
  readonly operation: OpenApiNode;
}

// Without `trace`, which API Management does not import.
const methods = ["get", "head", "post", "put", "patch", "delete", "options"];

/** Every operation of a document that API Management imports, in an order that does not depend on the author's. */
export function operationsOf(document: OpenApiNode): OpenApiOperation[] {
  const paths = document.paths as OpenApiNode;
  return Object.keys(paths)
    .sort()
    .flatMap((path) =>
      methods
        .filter((method) => isObject(paths[path]?.[method]))
        .map((method) => ({ path, method, item: paths[path], operation: paths[path][method] })),
    );
}

/** The parameters of an operation, its path's too, looked up where they are references. */
export function parametersOf(document: OpenApiNode, { item, operation }: OpenApiOperation): OpenApiNode[] {
  const own = listOf(operation.parameters).map((parameter) => lookedUp(document, parameter));
  const shared = listOf(item.parameters)
    .map((parameter) => lookedUp(document, parameter))
    .filter((parameter) => !own.some((other) => other.name === parameter.name && other.in === parameter.in));
  return [...own, ...shared];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
