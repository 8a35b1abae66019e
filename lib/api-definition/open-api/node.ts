// biome-ignore lint/suspicious/noExplicitAny: a document is what its author wrote; what is used of it is checked.
export type OpenApiNode = Record<string, any>;

export function isObject(value: unknown): value is OpenApiNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether what stands under a name is data of the author's, in which nothing has a meaning for OpenAPI. */
export function isData(name: string): boolean {
  return /^(example|default|enum|const|value|x-.*)$/.test(name);
}
