import type { LiteralValue } from "../../value";
import { compared, isId, isLiteral, keyOf, literalValue, membersOf, type Result } from "./result";
import type { Scope } from "./scope";
import { concatenated } from "./text";

/** A function of Terraform; undefined where its result is not known from what it is given. */
type TerraformFunction = (args: readonly Result[], scope: Scope) => Result | undefined;

/** The functions that keep references recognizable, and some that only make texts of texts. */
export const functions: Readonly<Record<string, TerraformFunction>> = {
  // Conversions, which change no value.
  tostring: ([value]) => (value && isLiteral(value) ? asText(value) : scalar(value)),
  tonumber: ([value]) => scalar(value),
  tobool: ([value]) => scalar(value),
  tolist: ([list]) => listOf(list),
  toset: ([list]) => asSet(list),
  tomap: ([map]) => (map?.kind === "map" || map?.kind === "group" ? map : undefined),
  sensitive: ([value]) => (value && isLiteral(value) ? literalValue(value.value, true) : value),
  nonsensitive: ([value]) => (value && isLiteral(value) ? literalValue(value.value) : value),
  try: firstFound,
  can: () => undefined,

  // Collections.
  concat: (lists) => joined(lists),
  flatten: ([list]) => flattened(list),
  compact: ([list]) => withoutEmpty(list),
  distinct: ([list]) => distinct(list),
  merge: (maps) => merged(maps),
  lookup: ([map, key, otherwise]) => looked(map, key, otherwise),
  element: ([list, index]) => elementOf(list, index),
  one: ([list]) => only(list),
  keys: ([map]) => keysOf(map),
  values: ([map]) => valuesOf(map),
  length: ([of]) => lengthOf(of),
  coalesce: (values) => firstThatIs(values),

  // Texts.
  join: ([separator, list]) => joinedText(separator, list),
  format: ([form, ...args]) => formatted(form, args),
  lower: ofText((text) => text.toLowerCase()),
  upper: ofText((text) => text.toUpperCase()),
  trimspace: ofText((text) => text.trim()),
  trimsuffix: ofText((text, end) => (end !== "" && text.endsWith(end) ? text.slice(0, -end.length) : text)),
  trimprefix: ofText((text, start) => (text.startsWith(start) ? text.slice(start.length) : text)),
  replace: ofText((text, from, to) => (/^\/.*\/$/s.test(from) ? undefined : text.replaceAll(from, () => to))),
  jsonencode: ([value]) =>
    value && isLiteral(value) ? literalValue(JSON.stringify(value.value), value.sensitive) : undefined,

  // Files.
  file: ([path], scope) => fileText(path, scope),
};

function asText(value: Result): Result | undefined {
  if (!isLiteral(value) || value.value === null) return value;
  return literalValue(String(value.value), value.sensitive);
}

function scalar(value: Result | undefined): Result | undefined {
  return value?.kind === "list" || value?.kind === "map" || value?.kind === "group" ? undefined : value;
}

function itemsOf(of: Result | undefined): readonly Result[] | undefined {
  return of && (of.kind === "list" || of.kind === "group")
    ? membersOf(of)?.map(([, item]) => item)
    : undefined;
}

function listOf(of: Result | undefined): Result | undefined {
  const items = itemsOf(of);
  return items && { kind: "list", items };
}

function asSet(of: Result | undefined): Result | undefined {
  const items = itemsOf(of);
  if (!items) return undefined;
  // Terraform goes through a set of texts in their order.
  const texts = items.map((item) => (isLiteral(item) ? String(item.value) : ""));
  const order = items.map((_, place) => place).sort((a, b) => compared(texts[a], texts[b]));
  const sorted = items.every(isLiteral) ? order.map((place) => items[place]) : items;
  return { kind: "list", items: withoutRepeated(sorted) };
}

// Two values that are known later may be the same one: only what is known to be is left out.
function withoutRepeated(items: readonly Result[]): Result[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (item.kind !== "literal" && item.kind !== "reference") return true;
    const key = JSON.stringify(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function firstFound(values: readonly Result[]): Result | undefined {
  const first = values.find((value) => value.kind !== "unknown" || !value.isMissing);
  return first && first.kind !== "unknown" ? first : undefined;
}

function joined(lists: readonly Result[]): Result | undefined {
  const items = lists.map(itemsOf);
  return items.every((list) => list !== undefined) ? { kind: "list", items: items.flat() } : undefined;
}

// A reference is taken for one element: attributes that are lists are no lists of lists.
function flattened(of: Result | undefined): Result | undefined {
  const items = itemsOf(of);
  if (items === undefined || items.some(({ kind }) => kind === "unknown")) return undefined;
  const inner = items.map((item) => (item.kind === "list" ? flattened(item) : item));
  if (!inner.every((item) => item !== undefined)) return undefined;
  return { kind: "list", items: inner.flatMap((item) => (item.kind === "list" ? item.items : [item])) };
}

function withoutEmpty(of: Result | undefined): Result | undefined {
  const items = itemsOf(of);
  if (items === undefined || items.some(({ kind }) => kind === "unknown")) return undefined;
  return {
    kind: "list",
    items: items.filter((item) => !isLiteral(item) || (item.value !== null && item.value !== "")),
  };
}

function distinct(of: Result | undefined): Result | undefined {
  const items = itemsOf(of);
  return items && { kind: "list", items: withoutRepeated(items) };
}

function merged(maps: readonly Result[]): Result | undefined {
  const entries = new Map<string, Result>();
  for (const map of maps) {
    if (isLiteral(map) && map.value === null) continue;
    const members = map.kind === "map" || map.kind === "group" ? membersOf(map) : undefined;
    if (members === undefined) return undefined;
    for (const [key, value] of members) entries.set(String(key), value);
  }
  return { kind: "map", entries };
}

function looked(
  map: Result | undefined,
  key: Result | undefined,
  otherwise: Result | undefined,
): Result | undefined {
  const name = key && keyOf(key);
  if (map?.kind !== "map" || name === undefined) return undefined;
  return map.entries.get(String(name)) ?? otherwise;
}

function elementOf(list: Result | undefined, index: Result | undefined): Result | undefined {
  const items = itemsOf(list);
  const at = index && keyOf(index);
  if (!items?.length || typeof at !== "number" || at < 0) return undefined;
  return items[at % items.length];
}

function only(list: Result | undefined): Result | undefined {
  const items = itemsOf(list);
  if (items === undefined || items.length > 1) return undefined;
  return items[0] ?? literalValue(null);
}

function keysOf(map: Result | undefined): Result | undefined {
  const members = map?.kind === "map" || map?.kind === "group" ? membersOf(map) : undefined;
  return members && { kind: "list", items: members.map(([key]) => literalValue(String(key))) };
}

function valuesOf(map: Result | undefined): Result | undefined {
  const members = map?.kind === "map" || map?.kind === "group" ? membersOf(map) : undefined;
  return members && { kind: "list", items: members.map(([, value]) => value) };
}

function lengthOf(of: Result | undefined): Result | undefined {
  if (of && isLiteral(of) && typeof of.value === "string") return literalValue([...of.value].length);
  const members = of && membersOf(of);
  return members && literalValue(members.length);
}

// A reference may turn out to be null or empty, and the next value is taken; an id does not.
function firstThatIs(values: readonly Result[]): Result | undefined {
  for (const value of values) {
    if (!isLiteral(value)) return isId(value) ? value : undefined;
    if (value.value !== null && value.value !== "") return value;
  }
  return undefined;
}

function joinedText(separator: Result | undefined, list: Result | undefined): Result | undefined {
  const items = itemsOf(list);
  if (!items || !separator) return undefined;
  return concatenated(items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])));
}

function formatted(form: Result | undefined, args: readonly Result[]): Result | undefined {
  if (!form || !isLiteral(form) || typeof form.value !== "string") return undefined;
  const pieces = form.value.split(/(%s|%d|%%)/);
  const verbs = pieces.filter((piece) => piece === "%s" || piece === "%d");
  if (verbs.length !== args.length || pieces.some((piece) => piece.includes("%") && !/^%[sd%]$/.test(piece)))
    return undefined;
  let next = 0;
  return concatenated(
    pieces.map((piece) => {
      if (piece === "%s" || piece === "%d") return args[next++];
      return literalValue(piece === "%%" ? "%" : piece);
    }),
  );
}

function ofText(change: (...texts: string[]) => string | undefined): TerraformFunction {
  return (args) => {
    const texts = args.map((arg) =>
      isLiteral(arg) && typeof arg.value === "string" ? arg.value : undefined,
    );
    if (!texts.every((text) => text !== undefined)) return undefined;
    const found = change(...texts);
    return found === undefined
      ? undefined
      : literalValue(
          found,
          args.some((arg) => isLiteral(arg) && arg.sensitive),
        );
  };
}

export function fileText(path: Result | undefined, scope: Scope): LiteralValue | undefined {
  if (!path || !isLiteral(path) || typeof path.value !== "string") return undefined;
  const text = scope.readFile?.(path.value);
  return text === undefined ? undefined : literalValue(text);
}
