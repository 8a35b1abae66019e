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

/** The items that somebody means by a name: an id, a label, or a pattern of labels in which `*` is any text. */
export function itemsNamed<T extends Named>(name: string, items: readonly T[]): readonly T[] {
  const exact = items.filter(({ id, label }) => id === name || label === name);
  if (exact.length > 0 || !name.includes("*")) return exact;
  const pattern = new RegExp(`^${name.split("*").map(escaped).join(".*")}$`, "s");
  return items.filter(({ label }) => pattern.test(label));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
