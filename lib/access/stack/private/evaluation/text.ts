import type { LiteralValue, Value } from "../../value";
import { literalValue, type Result, referencesIn, unknown } from "./result";

/** The text that parts make one after another. */
export function concatenated(parts: readonly Result[]): Result {
  if (parts.every((part) => part.kind === "literal")) return known(parts);
  const found: (string | Value)[] = [];
  for (const part of parts) {
    if (part.kind === "literal") {
      if (part.value === null) return unknown("a text with null in it");
      // A hidden part stays a part of its own: what is beside it is not hidden.
      if (part.sensitive) found.push(part);
      else add(found, String(part.value));
    } else if (part.kind === "text") {
      for (const inner of part.parts) add(found, inner);
    } else if (part.kind === "reference" || part.kind === "unknown") {
      found.push(part);
    } else {
      return unknown("a text with a collection in it", parts.flatMap(referencesIn));
    }
  }
  const [only] = found;
  return found.length === 1 && typeof only !== "string" ? only : { kind: "text", parts: found };
}

function known(parts: readonly LiteralValue[]): Result {
  if (parts.some(({ value }) => value === null)) return unknown("a text with null in it");
  return literalValue(
    parts.map(({ value }) => String(value)).join(""),
    parts.some(({ sensitive }) => sensitive),
  );
}

function add(parts: (string | Value)[], part: string | Value): void {
  const last = parts.at(-1);
  if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
  else if (part !== "") parts.push(part);
}
