import type { Value } from "../value";
import { literalValue, type Result } from "./evaluation/result";

/** A value of JSON with what Terraform hides in it. Null is no value, but keeps its place in a list. */
export function knownValue(json: unknown, sensitive: unknown): Value | undefined {
  if (json === null || json === undefined) return undefined;
  if (Array.isArray(json)) {
    return {
      kind: "list",
      items: json.map((item, index) => knownValue(item, inside(sensitive, index)) ?? literalValue(null)),
    };
  }
  if (typeof json === "object") {
    const entries = new Map<string, Value>();
    for (const [name, item] of Object.entries(json)) {
      const value = knownValue(item, inside(sensitive, name));
      if (value) entries.set(name, value);
    }
    return { kind: "map", entries };
  }
  return literalValue(json as string | number | boolean, sensitive === true);
}

/** Whether what is inside is hidden too: a mask of Terraform's is `true`, or has the shape of the value. */
export function inside(mask: unknown, key: string | number): unknown {
  if (mask === true) return true;
  if (typeof mask !== "object" || mask === null) return false;
  return Object.hasOwn(mask, key) ? (mask as Record<string | number, unknown>)[key] : false;
}

/** What a variable holds: null is one of its values. */
export function resultOf(json: unknown, sensitive: boolean): Result {
  if (json === null || json === undefined) return literalValue(null);
  if (Array.isArray(json)) return { kind: "list", items: json.map((item) => resultOf(item, sensitive)) };
  if (typeof json === "object") {
    return {
      kind: "map",
      entries: new Map(Object.entries(json).map(([name, item]) => [name, resultOf(item, sensitive)])),
    };
  }
  return literalValue(json as string | number | boolean, sensitive);
}
