import { once } from "../../../lib/access/once";
import type { AccessChange, Entrance, ProofStep, Severity, Verdict } from "../../../lib/access/report";
import { severities } from "../../../lib/access/severities";
import { entranceNames } from "../../text/entrance-names";
import { type Acceptance, isAtLeast, type Problem, type ReviewOutcome } from "../outcome";
import { verdictsByEntrance } from "./function-view";

/** Changes that are one to people: for one cause, at entrances that are alike. */
export interface ChangeView {
  readonly severity: Severity;
  readonly sentence: string;
  /** The callers of whom the same is true, beside the one in the sentence. */
  readonly alike: readonly string[];
  /** Why the caller passes now, of the first of the entrances; for changes that nobody may overlook. */
  readonly proof: readonly ProofStep[];
  readonly acceptance?: Acceptance;
}

/** The rule of findings that are changes, which are shown as such. */
export const CHANGE_RULE = "new-access";

/** What changes, the worst first. */
export const changeViews = once(changesOf, new WeakMap());

function changesOf({ report, problems }: Pick<ReviewOutcome, "report" | "problems">): readonly ChangeView[] {
  const entrances = new Map(
    [...(report.before?.entrances ?? []), ...report.entrances].map((entrance) => [entrance.id, entrance]),
  );
  const labels = new Map(
    [...(report.before?.callers ?? []), ...report.callers].map(({ id, label }) => [id, label]),
  );
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
  const verdicts = verdictsByEntrance(report.verdicts);
  const views = ofAlikeCallers([...groups.values()], labels).map(({ group, alike }) =>
    viewOf(group, alike, verdicts.get(group.change.entrance)),
  );
  return severities.flatMap((severity) => views.filter((view) => view.severity === severity));
}

/** What happens to several callers, said of the first of them. */
function ofAlikeCallers(
  groups: readonly Group[],
  labels: ReadonlyMap<string, string>,
): { readonly group: Group; readonly alike: readonly string[] }[] {
  const found = new Map<string, { readonly group: Group; readonly alike: string[] }>();
  for (const group of groups) {
    const { change, entrances, problem } = group;
    const label = labels.get(change.caller) ?? change.caller;
    const ids = entrances.map(({ id }) => id);
    const apartFromCaller = change.sentence.split(label);
    const severity = problem?.severity ?? change.severity;
    const key = JSON.stringify([change.change, apartFromCaller, ids, severity, problem?.acceptance]);
    const first = found.get(key);
    if (first) first.alike.push(label);
    else found.set(key, { group, alike: [] });
  }
  return [...found.values()];
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
  { change, caller, sentence, severity }: AccessChange,
  entrance: Entrance | undefined,
  problem: Problem | undefined,
): string {
  const apartFromEntrance = entrance ? sentence.split(entrance.label) : [sentence];
  return JSON.stringify([
    change,
    caller,
    apartFromEntrance,
    problem?.severity ?? severity,
    problem?.acceptance,
  ]);
}

function viewOf(
  { change, entrances, problem }: Group,
  alike: readonly string[],
  verdicts: ReadonlyMap<string, Verdict> | undefined,
): ChangeView {
  const severity = problem?.severity ?? change.severity;
  const proof = isAtLeast(severity, "high") ? verdicts?.get(change.caller)?.proof : undefined;
  return {
    severity,
    sentence: sentenceOf(change, entrances),
    alike,
    proof: proof ?? [],
    ...(problem?.acceptance ? { acceptance: problem.acceptance } : {}),
  };
}

function sentenceOf({ sentence }: AccessChange, entrances: readonly Entrance[]): string {
  if (entrances.length < 2) return sentence;
  return sentence.split(entrances[0].label).join(entranceNames(entrances, 2));
}
