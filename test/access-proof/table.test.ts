import { named } from "../access/simulator/agreement";
import type { Comparison } from "../access/simulator/play";
import { describeWithTerraform } from "../terraform/describe-with-terraform";
import type { StackPlans } from "../terraform/terraform-cycle";
import { lines, matrixOf } from "./matrix-text";
import { planned } from "./plans";
import { expectChange, playedRequests, printCounts, reportsOn } from "./proof";
import type { Row } from "./row";
import { gates } from "./rows/gates";
import { gateways } from "./rows/gateways";
import { hosts } from "./rows/hosts";
import { policies } from "./rows/policies";
import { roles } from "./rows/roles";
import { CLOSED, threats } from "./rows/threats";

const rows: readonly Row[] = [...threats, ...gates, ...gateways, ...policies, ...hosts, ...roles];

describeWithTerraform("the table of stacks", () => {
  let plans: ReadonlyMap<Row, StackPlans>;
  const comparisons: Comparison[] = [];

  beforeAll(async () => {
    plans = await planned(rows);
  }, 1_800_000);

  afterAll(() => printCounts(`${rows.length} stacks, each with a change`, comparisons));

  it.each(rows.map((row) => [row.name, row] as const))("%s", (name, row) => {
    const plan = plans.get(row) as StackPlans;
    const reports = reportsOn(plan);
    const expected = lines(row.expected);
    expect({
      firstPlan: withoutOperations(matrixOf(reports.firstPlan)),
      state: matrixOf(reports.state),
      secondPlan: matrixOf(reports.secondPlan),
    }).toEqual({
      firstPlan: withoutOperations(lines(row.firstPlan ?? row.expected)),
      state: expected,
      secondPlan: expected,
    });
    expect(reports.secondPlan.changes).toEqual([]);
    const comparison = playedRequests(plan.state, reports, !row.isPartial);
    comparisons.push(named(name, comparison));
    expect(comparison.disagreements).toEqual([]);
  });

  it.each(rows.map((row) => [row.name, row] as const))("%s, as a change", (name, row) => {
    const { change } = plans.get(row) as StackPlans;
    if (!change) throw new Error("The row was not changed.");
    const read = row.change
      ? { before: row.expected, after: row.change.expected }
      : { before: CLOSED, after: row.changePlan ?? row.expected, applied: row.expected };
    const comparison = expectChange(change, { ...read, matrixOf, isWhole: !row.isPartial });
    comparisons.push(named(name, comparison));
    expect(comparison.disagreements).toEqual([]);
  });
});

/**
 * Of a first plan Terraform's JSON does not tell the text of a policy that refers to something: what becomes of calls of
 * operations, and where the gateway sends its tokens, is not known.
 */
function withoutOperations(matrix: string): string {
  return matrix
    .split("\n")
    .filter((line) => !/^\w+ (GET|any other) /.test(line))
    .map((line) => line.replace(/, token-receiver \S+/g, ""))
    .join("\n");
}
