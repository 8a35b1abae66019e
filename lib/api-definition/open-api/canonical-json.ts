import { compareTexts } from "../../support/lists";

/** JSON in which the order of names is always the same: it says nothing, and must not change a plan. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, node) =>
    typeof node === "object" && node !== null && !Array.isArray(node)
      ? Object.fromEntries(Object.entries(node).sort(([one], [other]) => compareTexts(one, other)))
      : node,
  );
}
