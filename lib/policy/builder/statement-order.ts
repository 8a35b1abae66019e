import { compareTexts } from "../../support/lists";
import { attribute, type XmlElement } from "../xml";
import type { Place, PolicyStatement } from "./policy-statement";
import { effectOf, readsEffect } from "./statement-effects";

/** The order of kinds in a place, where nothing that they read or write says otherwise. */
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
];
/** What ends the call comes after everything else. */
const answers = ["mock-response", "return-response"];
const named = ["set-variable", "set-header", "set-query-parameter"];

/**
 * The statements of a place in the order in which they are always written. Two that do not touch what the
 * other one reads or writes come in the same order, whichever was added first (rule 21); all others keep theirs.
 */
export function statementsAt(statements: readonly PolicyStatement[], place: Place): XmlElement[] {
  const rest = statements.filter((statement) => statement.place === place).map(({ element }) => element);
  const ordered: XmlElement[] = [];
  while (rest.length > 0) {
    const free = rest.filter(
      (element, index) => !rest.slice(0, index).some((other) => mustPrecede(other, element)),
    );
    const next = free.reduce((least, element) => (compare(element, least) < 0 ? element : least));
    ordered.push(next);
    rest.splice(rest.indexOf(next), 1);
  }
  return ordered;
}

/** Whether an element stays before a later one. */
function mustPrecede(earlier: XmlElement, later: XmlElement): boolean {
  if (answers.includes(earlier.name) !== answers.includes(later.name)) return answers.includes(later.name);
  if (earlier.name === "cors" || later.name === "cors") return earlier.name === "cors";
  if (isOpaque(earlier) || isOpaque(later)) return true;
  if (earlier.name === later.name && sameThing(earlier, later)) return true;
  return affects(earlier, later) || affects(later, earlier);
}

// What it does is not known here.
function isOpaque({ name }: XmlElement): boolean {
  return !kinds.includes(name) && !answers.includes(name);
}

function sameThing(one: XmlElement, other: XmlElement): boolean {
  if (one.name === "ip-filter") return false;
  return !named.includes(one.name) || keyOf(one) === keyOf(other);
}

function affects(writer: XmlElement, reader: XmlElement): boolean {
  const effect = effectOf(writer);
  return effect !== undefined && readsEffect(reader, effect);
}

function compare(one: XmlElement, other: XmlElement): number {
  return rank(one) - rank(other) || compareTexts(keyOf(one), keyOf(other));
}

function rank({ name }: XmlElement): number {
  const answer = answers.indexOf(name);
  if (answer >= 0) return kinds.length + 1 + answer;
  const kind = kinds.indexOf(name);
  return kind < 0 ? kinds.length : kind;
}

/** What tells statements of one kind apart that may stand in any order. */
function keyOf(element: XmlElement): string {
  const { name, attributes, children } = element;
  if (name === "ip-filter") return JSON.stringify([attributes, children]);
  const key = attribute(element, "name");
  // Names of variables tell upper and lower case apart.
  return name === "set-variable" ? key : key.toLowerCase();
}
