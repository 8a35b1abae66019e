import type { Entrance, Verdict } from "../../../lib/access/report";
import { listed } from "../../text/words";
import type { Passage, WayView } from "./function-view";

/** A verdict in a cell of the matrix. */
export function cellText(verdict: Verdict | undefined): string {
  if (!verdict) return "–";
  return verdict.access === "refused" ? (verdict.answer ?? "refused") : verdict.access;
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
