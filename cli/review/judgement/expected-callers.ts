import type { AccessReport, Caller, Entrance } from "../../../lib/access/report";
import { printable } from "../../text/printable";
import { UsageError } from "../../usage-error";
import { type FindNamed, findNamedIn } from "../view/names";
import type { Expectations, ExpectedAccess } from "./expectations";

/** Who is expected at an entrance. */
export interface ExpectedCallers {
  readonly item: ExpectedAccess;
  readonly reaching: ReadonlySet<Caller>;
  readonly unknown: ReadonlySet<Caller>;
}

/**
 * Who is expected at each entrance that a file names, by the entrance's id. An entrance belongs to the item that names it;
 * a pattern is for those that no item names.
 */
export function expectedCallers(
  expectations: Expectations,
  { entrances, callers }: AccessReport,
): ReadonlyMap<string, ExpectedCallers> {
  const entrancesNamed = findNamedIn(entrances);
  const callersNamed = findNamedIn(callers);
  const isPattern = (name: string) =>
    name.includes("*") && !entrancesNamed(name).some(({ id, label }) => id === name || label === name);
  const byName = itemsByEntrance(expectations, entrancesNamed, (name) => !isPattern(name));
  const byPattern = itemsByEntrance(expectations, entrancesNamed, isPattern);
  const sets = new Map(
    expectations.access.map((item) => {
      const reaching = new Set(item.reaches.flatMap(callersNamed));
      return [item, { item, reaching, unknown: new Set(item.unknown.flatMap(callersNamed)) }];
    }),
  );
  return new Map([...byPattern, ...byName].map(([id, item]) => [id, sets.get(item) as ExpectedCallers]));
}

function itemsByEntrance(
  { access, file }: Expectations,
  entrancesNamed: FindNamed<Entrance>,
  isMeant: (name: string) => boolean,
): Map<string, ExpectedAccess> {
  const found = new Map<string, ExpectedAccess>();
  for (const item of access) {
    for (const { id, label } of item.to.filter(isMeant).flatMap(entrancesNamed)) {
      if (found.has(id) && found.get(id) !== item) {
        throw new UsageError(
          `${file}: two items of access are about ${printable(label)}. Leave one of them.`,
        );
      }
      found.set(id, item);
    }
  }
  return found;
}
