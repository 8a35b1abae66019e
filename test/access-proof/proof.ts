import type { AccessReport, ReviewedAccess } from "../../lib/access/report";
import { reviewAccess } from "../../lib/access/review";
import { readInput } from "../../lib/access/stack/read-input";
import { named, sumOf } from "../access/simulator/agreement";
import { Applied, type StateJson } from "../access/simulator/applied";
import { type Comparison, compare } from "../access/simulator/play";
import { reviewPlan } from "../terraform/reviewed-plan";
import type { StackPlans } from "../terraform/terraform-cycle";
import { differencesBetween, lineOf } from "./differences";
import type { ExpectedStack } from "./examples";
import { lines, matrixWithNamesOf } from "./matrix-text";

/** What the review says of a plan or a state. */
export function reportOn(json: unknown): AccessReport {
  return reviewAccess(readInput({ name: "plan.json", content: Buffer.from(JSON.stringify(json)) }));
}

/** What the review says of a stack that is planned, applied and planned again. */
export interface StackReports {
  readonly firstPlan: AccessReport;
  readonly state: AccessReport;
  readonly secondPlan: AccessReport;
}

export function reportsOn({ firstPlan, state, secondPlan }: StackPlans): StackReports {
  return { firstPlan: reportOn(firstPlan), state: reportOn(state), secondPlan: reportOn(secondPlan) };
}

/** Plays requests against what was applied, for every verdict of the reports. */
export function playedRequests(state: StateJson, reports: StackReports, isWhole: boolean): Comparison {
  const applied = Applied.ofState(state);
  return sumOf(
    Object.entries(reports).map(([name, report]) => named(name, compare(applied, report, isWhole))),
  );
}

/** Expects of both plans and the state of a stack who reaches what, and plays the requests. */
export function expectAccess(plans: StackPlans, { expected }: ExpectedStack): Comparison {
  const reports = reportsOn(plans);
  expect({
    firstPlan: matrixWithNamesOf(reports.firstPlan),
    state: matrixWithNamesOf(reports.state),
    secondPlan: matrixWithNamesOf(reports.secondPlan),
  }).toEqual({ firstPlan: lines(expected), state: lines(expected), secondPlan: lines(expected) });
  expect(reports.secondPlan.changes).toEqual([]);
  return playedRequests(plans.state, reports, true);
}

/** Expects of the change of a stack who reaches what with it, and what the review says of it first. */
export async function expectChangedAccess(
  { change }: StackPlans,
  { expected, change: { headline, expected: after } }: ExpectedStack,
): Promise<Comparison> {
  if (!change) throw new Error("The stack was not changed.");
  const { output } = await reviewPlan(JSON.stringify(change.plan));
  expect(output.replace(/\s+/g, " ").slice("plan.json: ".length)).toMatch(startingWith(headline));
  return expectChange(change, { before: expected, after, matrixOf: matrixWithNamesOf, isWhole: true });
}

function startingWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}

/** How a change is expected to be read. */
export interface ExpectedChange {
  readonly before: string;
  readonly after: string;
  /** When it is applied, and more is known. */
  readonly applied?: string;
  readonly matrixOf: (access: ReviewedAccess) => string;
  readonly isWhole: boolean;
}

/** Expects both matrices of a plan, and that it is said of each pair that differs, and of no other one. */
export function expectChange(
  { plan, state }: NonNullable<StackPlans["change"]>,
  { before, after, applied = after, matrixOf, isWhole }: ExpectedChange,
): Comparison {
  const report = reportOn(plan);
  const was = report.before as ReviewedAccess;
  const ofState = reportOn(state);
  expect({ before: matrixOf(was), after: matrixOf(report), state: matrixOf(ofState) }).toEqual({
    before: lines(before),
    after: lines(after),
    state: lines(applied),
  });
  expect(report.changes.map(lineOf).sort()).toEqual(differencesBetween(was, report).sort());
  return sumOf(
    [report, ofState].map((one) => named("changed", compare(Applied.ofState(state), one, isWhole))),
  );
}

/** Prints how much agreed. */
export function printCounts(what: string, comparisons: readonly Comparison[]): void {
  const { agreed, unknown } = sumOf(comparisons);
  process.stdout.write(`${what}: ${agreed} verdicts agreed with the requests, ${unknown} are unknown\n`);
}
