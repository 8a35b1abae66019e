import { isOwn } from "../../../support/shape/plain-data";
import { validationError } from "../../../support/validation";
import { isData, isObject, type OpenApiNode } from "./json";

/** The target of a local reference, empty when there is none; any other node itself. */
export function lookedUp(document: OpenApiNode, node: unknown): OpenApiNode {
  if (!isObject(node)) return {};
  if (!isLocal(node.$ref)) return node;
  const found = lookUp(document, node.$ref.slice(1));
  return isObject(found) ? found : {};
}

/** The value at a JSON pointer (RFC 6901) of a document. */
export function lookUp(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map(unescaped)
    .reduce<unknown>(
      (node, step) =>
        typeof node === "object" && node !== null && isOwn(node, step)
          ? (node as OpenApiNode)[step]
          : undefined,
      document,
    );
}

/** The JSON pointer of a place (RFC 6901). */
export function pointerTo(...steps: string[]): string {
  return steps.map((step) => `/${step.replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}

/** Whether a `$ref` refers to another file. */
export function isExternal(reference: unknown): reference is string {
  return typeof reference === "string" && !reference.startsWith("#");
}

/** Rejects references without a target, and references of an object to files. */
export function validateReferences(document: OpenApiNode): string[] {
  const all = [...new Set(references(document))];
  return [
    ...all
      .filter(isExternal)
      .map((reference) =>
        validationError(
          `A document that refers to ${JSON.stringify(reference)} was given`,
          "A document that is given as an object refers to no files; a file may refer to other files",
          "Use `ApiDefinition.fromOpenApiFile()`, or put the content into the document",
        ),
      ),
    ...all
      .filter((reference) => isLocal(reference) && lookUp(document, reference.slice(1)) === undefined)
      .map((reference) =>
        validationError(
          `A document that refers to ${JSON.stringify(reference)} was given, which does not exist`,
          "A reference names a part of the document",
          "Fix the pointer",
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

/** A step of a JSON pointer, without its escapes. */
export function unescaped(step: string): string {
  return percentDecoded(step).replace(/~1/g, "/").replace(/~0/g, "~");
}

/** Text of a URI without percent-encoding; as it is where the encoding is malformed. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
