import type { LiteralValue, ReferenceValue, TextValue, UnknownValue, Value } from "../../value";

/** What an expression comes to on the way: a value, or something that has values. */
export type Result =
  | LiteralValue
  | ReferenceValue
  | TextValue
  | UnknownResult
  | ListResult
  | MapResult
  | Group;

export interface UnknownResult extends UnknownValue {
  /** Where only references are known: what each of them is, in their order. */
  readonly each?: readonly Result[];
  /** Whether it is an error to ask for it, so that `try` takes something else. */
  readonly isMissing?: boolean;
}

export interface ListResult {
  readonly kind: "list";
  readonly items: readonly Result[];
}

export interface MapResult {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Result>;
  /** Of a block of a resource: what it has besides, it has once it is applied. */
  readonly itself?: ReferenceValue;
  /** Whether it has nothing besides, not even what is null. */
  readonly isWhole?: boolean;
}

/** A whole resource, all instances of one, a module, `var`: what only its steps give a value. */
export interface Group {
  readonly kind: "group";
  /** For people: `azurerm_linux_function_app.this`. */
  readonly name: string;
  step(key: string | number): Result;
  /** Its members by their keys, where it has some: the instances of a resource, the outputs of modules. */
  members?(): readonly (readonly [string | number, Result])[];
}

// A plan has hundreds of thousands of them.
const TRUE: LiteralValue = { kind: "literal", value: true };
const FALSE: LiteralValue = { kind: "literal", value: false };

export function literalValue(value: LiteralValue["value"], sensitive = false): LiteralValue {
  if (typeof value === "boolean" && !sensitive) return value ? TRUE : FALSE;
  return sensitive ? { kind: "literal", value, sensitive } : { kind: "literal", value };
}

export function unknown(because: string, refersTo: readonly ReferenceValue[] = []): UnknownResult {
  return refersTo.length > 0 ? { kind: "unknown", because, refersTo } : { kind: "unknown", because };
}

/** What is not there. */
export function absence(because: string): UnknownResult {
  return { kind: "unknown", because, isMissing: true };
}

export function isLiteral(result: Result): result is LiteralValue {
  return result.kind === "literal";
}

/** Every resource has its ids. */
export function isId(result: Result): boolean {
  return result.kind === "reference" && !result.inferred && /(^|[._])id$/.test(result.attribute);
}

/** The number or the text by which a member is named. */
export function keyOf(result: Result): string | number | undefined {
  if (!isLiteral(result)) return undefined;
  return typeof result.value === "string" || typeof result.value === "number" ? result.value : undefined;
}

/** `of.key`, `of[key]` */
export function stepInto(of: Result, key: string | number): Result {
  switch (of.kind) {
    case "group":
      return of.step(key);
    case "reference":
      return { ...of, attribute: of.attribute === "" ? String(key) : `${of.attribute}.${key}` };
    case "list":
      return of.items[Number(key)] ?? absence(`there is no element ${key}`);
    case "map":
      return of.entries.get(String(key)) ?? missing(of, key);
    case "unknown":
      return of;
    default:
      return unknown(`${JSON.stringify(String(key))} of a single value`);
  }
}

function missing({ itself, isWhole }: MapResult, key: string | number): Result {
  if (itself) return stepInto(itself, key);
  const because = `there is no ${JSON.stringify(String(key))}`;
  return isWhole ? absence(because) : unknown(because);
}

export function stepsInto(of: Result, keys: readonly (string | number)[]): Result {
  return keys.reduce(stepInto, of);
}

/** The members of a collection, with the keys by which `for` and `for_each` know them. */
export function membersOf(of: Result): readonly (readonly [string | number, Result])[] | undefined {
  if (of.kind === "list") return of.items.map((item, index) => [index, item]);
  const members = of.kind === "map" ? [...of.entries] : of.kind === "group" ? of.members?.() : undefined;
  // Terraform goes through a map by the order of its keys.
  return members && [...members].sort(([left], [right]) => compared(left, right));
}

export function compared(left: string | number, right: string | number): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** As a value of an argument: a whole resource is none. */
export function toValue(result: Result): Value {
  switch (result.kind) {
    case "group":
      return unknown(`the whole of ${result.name}`);
    case "list":
      return { kind: "list", items: result.items.map(toValue) };
    case "map":
      return {
        kind: "map",
        entries: new Map([...result.entries].map(([key, item]) => [key, toValue(item)])),
      };
    case "unknown":
      return unknown(result.because, result.refersTo);
    default:
      return result;
  }
}

/** References in a result, wherever they are in it. */
export function referencesIn(result: Result): readonly ReferenceValue[] {
  switch (result.kind) {
    case "reference":
      return [result];
    case "text":
      return result.parts.flatMap((part) => (typeof part === "string" ? [] : referencesIn(part)));
    case "list":
      return result.items.flatMap(referencesIn);
    case "map":
      return [...result.entries.values()].flatMap(referencesIn);
    case "unknown":
      return result.refersTo ?? [];
    default:
      return [];
  }
}

/**
 * What an argument is of which only the one reference is known: that, unless there is something around it. What would
 * be known by now if it stood alone is not what stands there.
 */
export function inferred(result: Result): Result {
  switch (result.kind) {
    case "reference":
      return { ...result, inferred: true };
    case "list":
      return { kind: "list", items: result.items.map(inferred) };
    case "map":
      return {
        kind: "map",
        entries: new Map([...result.entries].map(([key, item]) => [key, inferred(item)])),
      };
    case "group": {
      const members = result.members?.bind(result);
      return {
        kind: "group",
        name: result.name,
        step: (key) => inferred(result.step(key)),
        ...(members && { members: () => members().map(([key, item]) => [key, inferred(item)] as const) }),
      };
    }
    case "unknown":
      return result;
    default:
      return unknown("known after apply", referencesIn(result));
  }
}
