import { validationError } from "../../../support/validation";
import { isData, isObject, type OpenApiNode } from "./json";

/** What a local reference leads to; the node itself when it is none, and an empty one when it leads to nothing. */
export function lookedUp(document: OpenApiNode, node: unknown): OpenApiNode {
  if (!isObject(node)) return {};
  if (!isLocal(node.$ref)) return node;
  const found = lookUp(document, node.$ref.slice(1));
  return isObject(found) ? found : {};
}

/** What stands at a JSON pointer (RFC 6901) of a document. */
export function lookUp(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map(unescaped)
    .reduce<unknown>(
      (node, step) => (typeof node === "object" && node !== null ? (node as OpenApiNode)[step] : undefined),
      document,
    );
}

/** The JSON pointer of a place (RFC 6901). */
export function pointerTo(...steps: string[]): string {
  return steps.map((step) => `/${step.replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}

/** Whether a `$ref` leads into another file. */
export function isExternal(reference: unknown): reference is string {
  return typeof reference === "string" && !reference.startsWith("#");
}

/** Refuses references that lead to nothing, or out of a document that is an object. */
export function validateReference(document: OpenApiNode): string[] {
  const all = [...new Set(references(document))];
  return [
    ...all
      .filter(isExternal)
      .map((reference) =>
        validationError(
          `A document that refers to ${JSON.stringify(reference)} was given`,
          "An object is taken as it is; a file may refer to other files beside it",
          "Use `ApiDefinition.fromOpenApiFile()`, or write it into the document",
        ),
      ),
    ...all
      .filter((reference) => isLocal(reference) && lookUp(document, reference.slice(1)) === undefined)
      .map((reference) =>
        validationError(
          `A document that refers to ${JSON.stringify(reference)} was given, where there is nothing`,
          "A reference leads to a part of the document",
          "Mend the pointer",
        ),
      ),
  ];
}

function isLocal(reference: unknown): reference is string {
  return typeof reference === "string" && reference.startsWith("#/");
}

function* references(node: unknown): Generator<unknown> {
  if (Array.isArray(node)) for (const child of node) yield* references(child);
  if (!isObject(node)) return;
  yield node.$ref;
  for (const [name, child] of Object.entries(node)) if (!isData(name)) yield* references(child);
}

/** A step of a pointer, or a path of a reference, as it is meant. */
export function unescaped(step: string): string {
  const plain = step.replace(/~1/g, "/").replace(/~0/g, "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
