import { Token } from "cdktf";
import { validationError } from "../../../support/validation";
import { isObject } from "./json";
import { pointerTo } from "./references";

/** Deeper than any document that people write; what reads a document is recursive. */
const maximumDepth = 100;

/** Rejects a document that is nested too deep to be read. */
export function validateDepth(document: unknown): string[] {
  // A value that stands in several places counts once in a level, so that the work is bounded.
  let level = new Set<unknown>([document]);
  for (let depth = 0; depth <= maximumDepth; depth++) {
    level = new Set([...level].flatMap(childrenOf));
    if (level.size === 0) return [];
  }
  return [
    validationError(
      `A document with more than ${maximumDepth} levels of nesting, or that contains itself, was given`,
      `Allowed are ${maximumDepth} levels`,
      "Refer to schemas with `$ref` instead",
    ),
  ];
}

function childrenOf(node: unknown): unknown[] {
  return typeof node === "object" && node !== null ? Object.values(node) : [];
}

/**
 * Rejects text that cdktf would replace by a value of the stack (T23): a document comes from outside, and must not
 * read a key out of the state into a description.
 */
export function validateNoTokens(document: unknown): string[] {
  return [...tokenPlaces(document, "")]
    .slice(0, 5)
    .map((place) =>
      validationError(
        `A document was given that contains a cdktf token at #${place}`,
        "Text of a document is never evaluated (T23)",
        "Take it out, or set the value with a property, for example `displayName`",
      ),
    );
}

function* tokenPlaces(node: unknown, place: string): Generator<string> {
  if (isToken(node)) yield place;
  if (Array.isArray(node)) {
    for (const [index, child] of node.entries()) yield* tokenPlaces(child, `${place}/${index}`);
  } else if (isObject(node)) {
    for (const [name, child] of Object.entries(node)) {
      if (isToken(name)) yield place;
      else yield* tokenPlaces(child, place + pointerTo(name));
    }
  }
}

const encodedNumber = /-?\d[\d.]*e\+?\d+/gi;

// In a string, cdktf replaces a token of a number too.
function isToken(value: unknown): boolean {
  if (typeof value === "number") return Token.isUnresolved(value);
  if (typeof value !== "string") return false;
  return (
    value.includes("{TfToken[") || (value.match(encodedNumber) ?? []).some((text) => isToken(Number(text)))
  );
}
