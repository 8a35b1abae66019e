import type { Entrance, Verdict } from "../../lib/access/report";
import type { Passage, WayView } from "./function-view";

/** A verdict in a cell of the matrix. */
export function cellText(verdict: Verdict | undefined): string {
  if (!verdict) return "–";
  return verdict.access === "refused" ? (verdict.answer ?? "refused") : verdict.access;
}

/** `2 findings` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

/** Names entrances, at most some of them. */
export function entranceNames(entrances: readonly Entrance[], atMost: number): string {
  const labels = entrances.slice(0, atMost).map(({ label }) => label);
  const more = entrances.length - labels.length;
  return more > 0 ? `${labels.join(", ")} and ${more} more` : listed(labels);
}

/** Who passes, and where only if it is not everywhere on this way. */
export function passageText({ caller, entrances }: Passage, { entrances: all }: WayView): string {
  return entrances.length === all.length ? caller.label : `${caller.label}: ${entranceNames(entrances, 2)}`;
}
