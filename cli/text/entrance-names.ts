import type { Entrance } from "../../lib/access/report";
import { listed } from "./words";

/** Names entrances, at most some of them. */
export function entranceNames(entrances: readonly Entrance[], atMost: number): string {
  const labels = entrances.slice(0, atMost).map(({ label }) => label);
  const more = entrances.length - labels.length;
  return more > 0 ? `${labels.join(", ")} and ${more} more` : listed(labels);
}
