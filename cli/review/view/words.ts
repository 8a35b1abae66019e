import type { Verdict } from "../../../lib/access/report";
import { entranceNames } from "../../text/entrance-names";
import type { Passage, WayView } from "./function-view";

/** A verdict in a cell of the matrix. */
export function cellText(verdict: Verdict | undefined): string {
  if (!verdict) return "–";
  return verdict.access === "refused" ? (verdict.answer ?? "refused") : verdict.access;
}

/** Who passes, and where only if it is not everywhere on this way. */
export function passageText({ caller, entrances }: Passage, { entrances: all }: WayView): string {
  return entrances.length === all.length ? caller.label : `${caller.label}: ${entranceNames(entrances, 2)}`;
}
