import { hashOf } from "../../support/hash";
import type { ListValue, LiteralValue, MapValue, ReferenceValue, Value } from "../stack/value";

/** What can be told of a question: `unknown` is no answer, and never taken for one. */
export type Ternary = "yes" | "no" | "unknown";

/**
 * The value at a path. A single block may be written without a list around it, so `0` of a map is the map. What is in a
 * value that is not known is not known either: it may be there.
 */
export function at(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  return path.reduce<Value | undefined>((current, step) => stepInto(current, step), value);
}

function stepInto(value: Value | undefined, step: string | number): Value | undefined {
  if (value?.kind === "list") {
    const index = typeof step === "number" ? step : Number(step);
    return Number.isInteger(index) ? value.items[index] : stepInto(value.items[0], step);
  }
  if (value?.kind === "map") {
    if (typeof step === "number" || /^\d+$/.test(step)) return Number(step) === 0 ? value : undefined;
    return value.entries.get(step);
  }
  if (value?.kind === "reference") return { ...value, attribute: `${value.attribute}.${step}` };
  return value?.kind === "unknown" ? value : undefined;
}

/**
 * Whether an argument is left out: absent, null, a text, a list or a map without content. The providers read back an
 * empty text for what is not set.
 */
export function isAbsent(value: Value | undefined): value is undefined {
  if (value === undefined) return true;
  if (value.kind === "literal") return value.value === null || value.value === "";
  if (value.kind === "list") return value.items.length === 0;
  return value.kind === "map" && value.entries.size === 0;
}

/** The elements of a list, or the one block that stands without a list. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (isAbsent(value)) return [];
  return (value as Value).kind === "list" ? (value as ListValue).items : [value as Value];
}

/** The text of a literal; undefined for everything else. */
export function literalText(value: Value | undefined): string | undefined {
  if (value?.kind !== "literal" || value.value === null) return undefined;
  return String(value.value);
}

/** A block as plain data. What is not known, or hidden, is left out. */
export function plainEntries({ entries }: MapValue): Record<string, unknown> {
  return Object.fromEntries([...entries].map(([name, value]) => [name, plain(value)]));
}

function plain(value: Value): unknown {
  if (value.kind === "literal") return value.sensitive ? undefined : value.value;
  if (value.kind === "list") return value.items.map(plain);
  return value.kind === "map" ? plainEntries(value) : undefined;
}

/** A Boolean argument: what it is when it is left out is the provider's to say. */
export function booleanOf(value: Value | undefined, whenAbsent: boolean): Ternary {
  if (isAbsent(value)) return whenAbsent ? "yes" : "no";
  const text = literalText(value);
  if (text === "true") return "yes";
  return text === "false" ? "no" : "unknown";
}

/** One text for one value, so that values can be compared by it; undefined where nothing is known of it. */
export function keyOf(value: Value | undefined): string | undefined {
  switch (value?.kind) {
    case "literal":
      return value.value === null ? undefined : `=${String(value.value).toLowerCase()}`;
    case "reference":
      return referenceKey(value.address, value.attribute);
    case "text": {
      const parts = value.parts.map((part) => (typeof part === "string" ? part.toLowerCase() : keyOf(part)));
      return parts.includes(undefined) ? undefined : `"${parts.join("")}"`;
    }
    default:
      return undefined;
  }
}

/** The same for ids in the report, which do not show what Terraform hides. */
export function idOf(value: Value): string {
  if (!isHidden(value)) return keyOf(value) ?? printed(value);
  return hashOf(keyOf(value) ?? "", 16);
}

/** The key of an attribute. Blocks that occur once are the same with and without their index. */
export function referenceKey(address: string, attribute: string): string {
  if (!/\d/.test(attribute)) return `@${address}#${attribute}`;
  const path = attribute.replace(/\[(\d+)\]/g, ".$1").split(".");
  return `@${address}#${path.filter((step) => !/^\d+$/.test(step)).join(".")}`;
}

export function reference(address: string, attribute: string): ReferenceValue {
  return { kind: "reference", address, attribute };
}

export function literal(value: LiteralValue["value"]): LiteralValue {
  return { kind: "literal", value };
}

/** A name as people read it: what Terraform makes of it later is left out. */
export function nameOf(value: Value | undefined): string {
  if (value?.kind !== "text") return printed(value);
  return value.parts.map((part) => (typeof part === "string" ? part : "…")).join("");
}

/** A reference without the note that it is inferred, for names of what it refers to. */
export function withoutDoubt(value: Value): Value {
  return value.kind === "reference" ? reference(value.address, value.attribute) : value;
}

/** A value as a text to look into. What Terraform hides is in it, so that nothing of it may be printed. */
export function revealed(value: Value | undefined): string {
  if (value?.kind === "text") return value.parts.map(revealedPart).join("");
  return literalText(value) ?? printed(value);
}

function revealedPart(part: string | Value): string {
  return typeof part === "string" ? part : `\${${revealed(part)}}`;
}

/** Whether Terraform hides a value. */
export function isHidden(value: Value | undefined): boolean {
  return value?.kind === "literal" && value.sensitive === true;
}

/** A value as people read it. Nothing that Terraform hides is in it. */
export function printed(value: Value | undefined): string {
  if (value === undefined) return "absent";
  switch (value.kind) {
    case "literal":
      if (value.sensitive) return "(sensitive)";
      return value.value === null ? "absent" : String(value.value);
    case "reference":
      return `${value.address}.${value.attribute}${value.inferred ? " (by reference)" : ""}`;
    case "text":
      return value.parts.map((part) => (typeof part === "string" ? part : `\${${printed(part)}}`)).join("");
    case "unknown":
      return `(${value.because})`;
    case "list":
      return value.items.length === 0 ? "absent" : `[${value.items.map(printed).join(", ")}]`;
    case "map":
      return value.entries.size === 0
        ? "absent"
        : `{ ${[...value.entries].map(([name, entry]) => `${name} = ${printed(entry)}`).join(", ")} }`;
  }
}
