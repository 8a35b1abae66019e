import type { XmlElement } from "../xml";

/** Where in the life of a call a statement stands. */
export type Place =
  | "beforeAuthentication"
  | "afterAuthentication"
  | "afterToken"
  | "backend"
  | "outbound"
  | "onError";

/** A statement that a user added. */
export interface PolicyStatement {
  readonly place: Place;
  readonly element: XmlElement;
  /** The builder's method or the raw XML's line, for messages. */
  readonly origin: string;
}

/**
 * The order of kinds in a place. Statements of different kinds may be added in any order; of one kind they
 * keep theirs, except for headers and parameters of different names, which are sorted by it.
 */
const kinds = [
  "cors",
  "ip-filter",
  "rate-limit",
  "rate-limit-by-key",
  "quota",
  "quota-by-key",
  "validate-content",
  "cache-lookup",
  "set-variable",
  "set-header",
  "set-query-parameter",
  "rewrite-uri",
  "cache-store",
  "include-fragment",
];
const answers = ["mock-response", "return-response"];

/** The statements of a place, in the order in which they are always written. */
export function statementsAt(statements: readonly PolicyStatement[], place: Place): XmlElement[] {
  return statements
    .filter((statement) => statement.place === place)
    .map(({ element }, index) => ({ element, rank: rank(element), index }))
    .sort((one, other) => compare(one.rank, other.rank) || one.index - other.index)
    .map(({ element }) => element);
}

type Rank = readonly [kind: number, name: string];

// What ends the call comes last; raw XML, of any other kind, stands before it in the user's order.
function rank({ name, attributes }: XmlElement): Rank {
  const kind = kinds.indexOf(name);
  const last = kinds.length + 1 + answers.indexOf(name);
  if (kind < 0) return [answers.includes(name) ? last : kinds.length, ""];
  const named = name === "set-header" || name === "set-query-parameter";
  const value = named ? (attributes.find(([attribute]) => attribute === "name")?.[1] ?? "") : "";
  return [kind, value.toLowerCase()];
}

function compare([kind, name]: Rank, [otherKind, otherName]: Rank): number {
  if (kind !== otherKind) return kind - otherKind;
  return name < otherName ? -1 : name > otherName ? 1 : 0;
}
