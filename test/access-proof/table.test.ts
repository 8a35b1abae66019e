import type { AccessReport } from "../../lib/access/report";
import { reviewAccess } from "../../lib/access/review";
import { readInput } from "../../lib/access/stack/read-input";
import { named, sumOf } from "../access/simulator/agreement";
import { Applied } from "../access/simulator/applied";
import { type Comparison, compare } from "../access/simulator/play";
import { describeWithTerraform } from "../terraform/describe-with-terraform";
import { lines, matrixOf } from "./matrix-text";
import { type PlannedRow, planned } from "./plans";
import type { Row } from "./row";
import { gates } from "./rows/gates";
import { gateways } from "./rows/gateways";
import { hosts } from "./rows/hosts";
import { policies } from "./rows/policies";
import { roles } from "./rows/roles";
import { threats } from "./rows/threats";

const rows: readonly Row[] = [...threats, ...gates, ...gateways, ...policies, ...hosts, ...roles];

describeWithTerraform("the table of stacks", () => {
  let plans: ReadonlyMap<Row, PlannedRow>;
  const comparisons: Comparison[] = [];

  beforeAll(async () => {
    plans = await planned(rows);
  }, 900_000);

  afterAll(() => {
    const { agreed, unknown } = sumOf(comparisons);
    process.stdout.write(
      `${rows.length} stacks: ${agreed} verdicts agreed with the requests, ${unknown} are unknown\n`,
    );
  });

  it.each(rows.map((row) => [row.name, row] as const))("%s", (name, row) => {
    const plan = plans.get(row) as PlannedRow;
    const state = Applied.ofState(plan.state);
    const [firstPlan, ofState, secondPlan] = [plan.firstPlan, plan.state, plan.secondPlan].map(reportOn);
    const expected = lines(row.expected);
    expect({
      firstPlan: withoutOperations(matrixOf(firstPlan)),
      state: matrixOf(ofState),
      secondPlan: matrixOf(secondPlan),
    }).toEqual({
      firstPlan: withoutOperations(lines(row.firstPlan ?? row.expected)),
      state: expected,
      secondPlan: expected,
    });
    const comparison = sumOf([
      named("first plan", compare(state, firstPlan, !row.isPartial)),
      named("state", compare(state, ofState, !row.isPartial)),
      named("second plan", compare(state, secondPlan, !row.isPartial)),
    ]);
    comparisons.push(named(name, comparison));
    expect(comparison.disagreements).toEqual([]);
  });

  it.each(rows.flatMap((row) => (row.change ? [[row.name, row, row.change] as const] : [])))(
    "%s, and then changes",
    (_name, row, change) => {
      const { changePlan, changedState } = plans.get(row) as PlannedRow;
      const report = reportOn(changePlan);
      expect({ before: report.before && matrixOf(report.before), after: matrixOf(report) }).toEqual({
        before: lines(row.expected),
        after: lines(change.expected),
      });
      const comparison = compare(Applied.ofState(changedState), report);
      comparisons.push(comparison);
      expect(comparison.disagreements).toEqual([]);
    },
  );
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

function reportOn(json: unknown): AccessReport {
  return reviewAccess(readInput({ name: "plan.json", content: Buffer.from(JSON.stringify(json)) }));
}
