// biome-ignore lint/suspicious/noExplicitAny: a document is what its author wrote; what is used of it is checked.
export type OpenApiNode = Record<string, any>;

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

/** What a local reference leads to; the node itself when it is none. */
export function lookedUp(document: OpenApiNode, node: unknown): OpenApiNode {
  if (!isObject(node)) return {};
  const reference = node.$ref;
  if (typeof reference !== "string" || !reference.startsWith("#/")) return node;
  const steps = reference
    .slice(2)
    .split("/")
    .map((step) => step.replace(/~1/g, "/").replace(/~0/g, "~"));
  const found = steps.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), document);
  return isObject(found) ? found : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isObject(value: unknown): value is OpenApiNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The JSON pointer of a place (RFC 6901). */
export function pointerTo(...steps: string[]): string {
  return steps.map((step) => `/${step.replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}

/** Whether what stands under a name is data of the author's, in which nothing has a meaning for OpenAPI. */
export function isData(name: string): boolean {
  return /^(example|default|enum|const|value|x-.*)$/.test(name);
}
