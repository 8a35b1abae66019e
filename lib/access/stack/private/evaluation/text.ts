import type { Value } from "../../value";
import { literalValue, type Result, referencesIn, unknown } from "./result";

/** The text that parts make one after another. */
export function concatenated(parts: readonly Result[]): Result {
  const found: (string | Value)[] = [];
  let sensitive = false;
  for (const part of parts) {
    if (part.kind === "literal") {
      if (part.value === null) return unknown("a text with null in it");
      sensitive ||= part.sensitive === true;
      add(found, String(part.value));
    } else if (part.kind === "text") {
      for (const inner of part.parts) add(found, inner);
    } else if (part.kind === "reference" || part.kind === "unknown") {
      found.push(part);
    } else {
      return unknown("a text with a collection in it", parts.flatMap(referencesIn));
    }
  }
  if (found.every((part) => typeof part === "string")) return literalValue(found.join(""), sensitive);
  const [only] = found;
  if (found.length === 1 && typeof only !== "string") return only;
  // A part of the text is hidden: the parts beside it do not tell where it is.
  return sensitive
    ? unknown("a text with a sensitive value in it", parts.flatMap(referencesIn))
    : { kind: "text", parts: found };
}

function add(parts: (string | Value)[], part: string | Value): void {
  const last = parts.at(-1);
  if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
  else if (part !== "") parts.push(part);
}
