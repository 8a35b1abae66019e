import type { AccessChange, Entrance, ProofStep, Severity, Verdict } from "../../lib/access/report";
import { type Acceptance, isAtLeast, type Problem, type ReviewOutcome, severities } from "../outcome";
import { verdictsByEntrance } from "./function-view";
import { entranceNames } from "./words";

/** Changes that are one to people: of one caller, for one cause, at entrances that are alike. */
export interface ChangeView {
  readonly severity: Severity;
  readonly sentence: string;
  /** Why the caller passes now, of the first of the entrances; for changes that nobody may overlook. */
  readonly proof: readonly ProofStep[];
  readonly acceptance?: Acceptance;
}

/** The rule of findings that are changes, which are shown as such. */
export const CHANGE_RULE = "new-access";

/** What changes, the worst first. */
export function changeViews({ report, problems }: Pick<ReviewOutcome, "report" | "problems">): ChangeView[] {
  const entrances = new Map(
    [...(report.before?.entrances ?? []), ...report.entrances].map((entrance) => [entrance.id, entrance]),
  );
  const verdicts = verdictsByEntrance(report.verdicts);
  const judged = new Map(
    problems.filter(({ rule }) => rule === CHANGE_RULE).map((problem) => [pairKey(problem), problem]),
  );
  const groups = new Map<string, Group>();
  for (const change of report.changes) {
    const problem = judged.get(pairKey(change));
    const entrance = entrances.get(change.entrance);
    const key = groupKey(change, entrance, problem);
    const group = groups.get(key) ?? { change, entrances: [], problem };
    if (entrance) group.entrances.push(entrance);
    groups.set(key, group);
  }
  const views = [...groups.values()].map((group) => viewOf(group, verdicts.get(group.change.entrance)));
  return severities.flatMap((severity) => views.filter((view) => view.severity === severity));
}

interface Group {
  readonly change: AccessChange;
  readonly entrances: Entrance[];
  readonly problem?: Problem;
}

function pairKey({ entrance, caller }: { readonly entrance?: string; readonly caller?: string }): string {
  return JSON.stringify([entrance, caller]);
}

function groupKey(
  { change, caller, sentence }: AccessChange,
  entrance?: Entrance,
  problem?: Problem,
): string {
  const apartFromEntrance = entrance ? sentence.split(entrance.label) : [sentence];
  return JSON.stringify([change, caller, apartFromEntrance, problem?.severity, problem?.acceptance]);
}

function viewOf(
  { change, entrances, problem }: Group,
  verdicts: ReadonlyMap<string, Verdict> | undefined,
): ChangeView {
  const severity = problem?.severity ?? change.severity;
  const proof = isAtLeast(severity, "high") ? verdicts?.get(change.caller)?.proof : undefined;
  return {
    severity,
    sentence: sentenceOf(change, entrances),
    proof: proof ?? [],
    ...(problem?.acceptance ? { acceptance: problem.acceptance } : {}),
  };
}

function sentenceOf({ sentence }: AccessChange, entrances: readonly Entrance[]): string {
  if (entrances.length < 2) return sentence;
  return sentence.split(entrances[0].label).join(entranceNames(entrances, 2));
}
