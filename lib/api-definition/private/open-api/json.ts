import { compareTexts } from "../../../support/lists";

// biome-ignore lint/suspicious/noExplicitAny: a document is what its author wrote; what is used of it is checked.
export type OpenApiNode = Record<string, any>;

export function isObject(value: unknown): value is OpenApiNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether what stands under a name is data of the author's, in which nothing has a meaning for OpenAPI. */
export function isData(name: string): boolean {
  return /^(example|default|enum|const|value|x-.*)$/.test(name);
}

/** JSON in which the order of names is always the same: it says nothing, and must not change a plan. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, node) =>
    typeof node === "object" && node !== null && !Array.isArray(node)
      ? Object.fromEntries(Object.entries(node).sort(([one], [other]) => compareTexts(one, other)))
      : node,
  );
}
