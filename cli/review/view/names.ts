import { addTo } from "../../../lib/access/groups";
/** What has an id, and a label that people read, which several may share. */
export interface Named {
  readonly id: string;
  readonly label: string;
}

/** How people name each item: by its label, or by its id where another has the same label. */
export function namesOf(items: readonly Named[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { label } of items) counts.set(label, (counts.get(label) ?? 0) + 1);
  return new Map(items.map(({ id, label }) => [id, counts.get(label) === 1 ? label : id]));
}

/** Finds the items that somebody means by a name: an id, a label, or a pattern of labels in which `*` is any text. */
export type FindNamed<T> = (name: string) => readonly T[];

export function findNamedIn<T extends Named>(items: readonly T[]): FindNamed<T> {
  const byName = new Map<string, T[]>();
  for (const item of items) {
    for (const name of new Set([item.id, item.label])) addTo(byName, name, item);
  }
  return (name) => {
    const exact = byName.get(name);
    if (exact || !name.includes("*")) return exact ?? [];
    const pattern = new RegExp(`^${name.split("*").map(escaped).join(".*")}$`, "s");
    return items.filter(({ label }) => pattern.test(label));
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
