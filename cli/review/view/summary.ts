import { addTo } from "../../../lib/access/groups";
import type { AccessReport, ReviewedFunction, Severity, Verdict } from "../../../lib/access/report";
import { entranceNames } from "../../text/entrance-names";
import { counted, listed } from "../../text/words";
import { isAtLeast, type Problem, type ReviewOutcome } from "../outcome";
import { changeViews } from "./changes";
import { type FunctionView, functionViews, type Passage, type WayView } from "./function-view";

/**
 * What somebody reads who reads one line: the worst that changes, and who reaches what there is. Where somebody gains
 * access or loses it, that alone.
 */
export function headline(outcome: Pick<ReviewOutcome, "report" | "problems">): string {
  const { report } = outcome;
  if (report.functions.length === 0) return withoutFunctions(report);
  const reach = reachOf(report);
  const { worst, count, isAccess } = newsOf(outcome);
  if (!worst) return report.before ? `This plan changes nobody's access. ${reach}` : reach;
  const more = count > 1 ? ` (and ${counted(count - 1, "more change")})` : "";
  if (isAtLeast(worst.severity, "high"))
    return isAccess ? `${worst.sentence}${more}` : `${worst.sentence}${more}. ${reach}`;
  const isFirst = report.before?.functions.length === 0;
  return isFirst ? reach : `${worst.sentence}${more}. ${reach}`;
}

/** How severe it is what the first line says, where nobody may overlook it. */
export function headlineSeverity(outcome: Pick<ReviewOutcome, "report" | "problems">): Severity | undefined {
  const { worst } = newsOf(outcome);
  return worst && isAtLeast(worst.severity, "high") ? worst.severity : undefined;
}

function withoutFunctions({ before }: AccessReport): string {
  const gone = before?.functions ?? [];
  if (gone.length === 0) return "There is no Function App here.";
  const names = gone.length > 3 ? counted(gone.length, "Function") : listed(gone.map(({ label }) => label));
  return `This plan removes ${names}: no Function App is left here.`;
}

interface News {
  readonly worst?: { readonly severity: Severity; readonly sentence: string };
  readonly count: number;
  /** Whether the worst is that somebody gains access or loses it. */
  readonly isAccess: boolean;
}

/** Changes of access, and what else a plan does that is as bad and no cause of theirs. */
function newsOf(outcome: Pick<ReviewOutcome, "report" | "problems">): News {
  const changes = changeViews(outcome);
  const [change] = changes;
  const others = change?.severity === "critical" ? [] : otherNews(outcome);
  const [other] = others;
  const isAccess = change !== undefined && (!other || isAtLeast(change.severity, other.severity));
  return { worst: isAccess ? change : other, count: changes.length + others.length, isAccess };
}

/** Rules about what a plan does, whether or not somebody's access changes, and how their findings read as news. */
const newsByRule: Readonly<Record<string, (problem: Problem) => string>> = {
  "plan-with-errors": ({ message }) => message,
  "gate-weakened": ({ message, address }) => `This plan weakens a control at ${address}: ${message}`,
  "identity-replaced": ({ message }) => `This plan breaks callers: ${message}`,
  "overwrite-on-apply": ({ message }) => `With this plan ${message}`,
};

/** The worst first, as problems are. */
function otherNews({ problems }: Pick<ReviewOutcome, "problems">): NonNullable<News["worst"]>[] {
  return problems
    .filter(({ rule, acceptance }) => rule in newsByRule && !acceptance)
    .map((problem) => ({ severity: problem.severity, sentence: newsByRule[problem.rule](problem) }));
}

function reachOf(report: AccessReport): string {
  if (report.functions.length > 3) return openToInternet(report);
  return functionViews(report).map(functionSentence).join(" ");
}

/** Of many Functions, those that anyone can reach. */
function openToInternet({ functions, entrances, callers, verdicts }: AccessReport): string {
  const internet = new Set(callers.filter(({ kind }) => kind === "internet").map(({ id }) => id));
  const ofInternet = verdicts.filter(({ caller }) => internet.has(caller));
  const having = (access: Verdict["access"]) => {
    const found = new Set(
      ofInternet.filter((verdict) => verdict.access === access).map(({ entrance }) => entrance),
    );
    const ids = new Set(entrances.filter(({ id }) => found.has(id)).flatMap((one) => one.functions));
    return functions.filter(({ id }) => ids.has(id));
  };
  const open = having("reaches");
  const unknown = having("unknown").filter((one) => !open.includes(one));
  const number = open.length === 0 ? "None" : open.length;
  const names = open.length === 0 ? "" : `: ${namesOf(open)}`;
  const rest = unknown.length === 0 ? "" : `; of ${unknown.length} it is unknown: ${namesOf(unknown)}`;
  return `${number} of ${functions.length} Functions can be reached by anyone on the internet${names}${rest}.`;
}

/** `func-a, func-b, func-c and 8 more` */
function namesOf(functions: readonly ReviewedFunction[]): string {
  const labels = functions.map(({ label }) => label);
  if (labels.length <= 4) return listed(labels);
  return listed([...labels.slice(0, 3), `${labels.length - 3} more`]);
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
