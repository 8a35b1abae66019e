// biome-ignore lint/suspicious/noExplicitAny: a document is what its author wrote; what is used of it is checked.
export type OpenApiNode = Record<string, any>;

const methods = ["get", "head", "post", "put", "patch", "delete", "options", "trace"];

/** Every operation of a document. */
export function* operationsOf(document: OpenApiNode): Generator<[path: string, method: string, OpenApiNode]> {
  for (const [path, item] of Object.entries(document.paths as OpenApiNode)) {
    for (const method of methods) {
      if (isObject(item?.[method])) yield [path, method, item[method]];
    }
  }
}

export function isObject(value: unknown): value is OpenApiNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
