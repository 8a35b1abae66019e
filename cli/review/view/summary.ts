import { addTo } from "../../../lib/access/groups";
import { entranceNames } from "../../text/entrance-names";
import { counted, listed } from "../../text/words";
import { isAtLeast, type ReviewOutcome } from "../outcome";
import { changeViews } from "./changes";
import { type FunctionView, functionViews, type Passage, type WayView } from "./function-view";

/**
 * What somebody reads who reads one line: the worst that changes, if it is bad; or else who reaches what there is.
 */
export function headline(outcome: Pick<ReviewOutcome, "report" | "problems">): string {
  const { report } = outcome;
  if (report.functions.length === 0) return "There is no Function App here.";
  const [worst, ...others] = changeViews(outcome);
  if (worst && isAtLeast(worst.severity, "high")) {
    return others.length === 0
      ? worst.sentence
      : `${worst.sentence} (and ${counted(others.length, "more change")})`;
  }
  const unchanged = report.before && !worst ? "This plan changes nobody's access. " : "";
  return unchanged + reachOf(functionViews(report));
}

function reachOf(views: readonly FunctionView[]): string {
  if (views.length > 3) return `Who can reach ${counted(views.length, "Function")}:`;
  return views.map(functionSentence).join(" ");
}

/** `func-orders can be reached by anyone on the internet (through API Management), and by nobody else.` */
export function functionSentence(view: FunctionView): string {
  const { label } = view.function;
  const [reaching, unknown] = [waysOf(view, "reaching"), waysOf(view, "unknown")];
  const known = `${label} can be reached by ${reaching.length > 0 ? reaching.join(", ") : "nobody"}`;
  if (unknown.length > 0) return `${known}; it is unknown whether by ${unknown.join(", ")}.`;
  return reaching.length > 0 ? `${known}, and by nobody else.` : `${known}.`;
}

/** The matrix of a Function in three lines: who reaches it, who does not, and of whom that is unknown. */
export function matrixInThreeLines(
  view: FunctionView,
): readonly [reached: string, refused: string, unknown: string] {
  const passing = new Set(
    view.ways.flatMap(({ reaching, unknown }) => [...reaching, ...unknown].map(({ caller }) => caller)),
  );
  const refused = view.matrix.callers.filter((caller) => !passing.has(caller)).map(({ label }) => label);
  return [
    `reached by ${waysOf(view, "reaching").join(", ") || "nobody"}`,
    `closed to ${listed(refused) || "nobody"}`,
    `unknown for ${waysOf(view, "unknown").join(", ") || "nobody"}`,
  ];
}

/** `anyone on the internet (through API Management, only at GET /health of API orders)`, for each way. */
function waysOf({ ways }: FunctionView, passages: "reaching" | "unknown"): string[] {
  return ways.flatMap((way) => {
    const groups = new Map<string, Passage[]>();
    for (const passage of way[passages]) {
      const key = JSON.stringify(passage.entrances.map(({ id }) => id));
      addTo(groups, key, passage);
    }
    return [...groups.values()].map((group) => groupText(group, way));
  });
}

/** Callers that pass by the same entrances, which are named where they are not all of the way's. */
function groupText(passages: readonly Passage[], { way, entrances: all }: WayView): string {
  const [{ entrances }] = passages;
  const place = entrances.length === all.length ? "" : `, only at ${entranceNames(entrances, 2)}`;
  return `${listed(passages.map(({ caller }) => caller.label))} (${way.name}${place})`;
}
