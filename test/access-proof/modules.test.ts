import { reviewAccess } from "../../lib/access/review";
import { readInput } from "../../lib/access/stack/read-input";
import { named, sumOf } from "../access/simulator/agreement";
import { Applied } from "../access/simulator/applied";
import { type Comparison, compare } from "../access/simulator/play";
import { memoryFolder } from "../access/stack/memory-folder";
import { describeWithTerraform } from "../terraform/describe-with-terraform";
import type { StackPlans } from "../terraform/terraform-cycle";
import { lines, matrixOf } from "./matrix-text";
import { planned } from "./plans";
import type { Row } from "./row";
import { modules } from "./rows/modules";

/** Stacks as modules are written, whose files say what a first plan leaves out. */
describeWithTerraform("stacks of modules, dynamic blocks, conditions and functions", () => {
  let plans: ReadonlyMap<Row, StackPlans>;
  const comparisons: Comparison[] = [];

  beforeAll(async () => {
    plans = await planned(modules);
  }, 900_000);

  afterAll(() => {
    const { agreed, unknown } = sumOf(comparisons);
    process.stdout.write(
      `${modules.length} stacks of modules: ${agreed} verdicts agreed with the requests, ${unknown} are unknown\n`,
    );
  });

  it.each(modules.map((row) => [row.name, row] as const))("%s", (name, row) => {
    const plan = plans.get(row) as StackPlans;
    const state = Applied.ofState(plan.state);
    const reports = {
      firstPlan: reportOn(plan.firstPlan),
      withConfiguration: reportOn(plan.firstPlan, row.files),
      state: reportOn(plan.state),
      secondPlan: reportOn(plan.secondPlan, row.files),
    };
    const expected = lines(row.expected);
    expect({
      firstPlan: hostsOf(matrixOf(reports.firstPlan)),
      withConfiguration: matrixOf(reports.withConfiguration),
      state: matrixOf(reports.state),
      secondPlan: matrixOf(reports.secondPlan),
    }).toEqual({
      firstPlan: hostsOf(lines(row.firstPlan ?? row.expected)),
      withConfiguration: lines(row.withConfiguration ?? row.expected),
      state: expected,
      secondPlan: expected,
    });
    const comparison = sumOf(
      Object.entries(reports).map(([of, report]) => named(of, compare(state, report, !row.isPartial))),
    );
    comparisons.push(named(name, comparison));
    expect(comparison.disagreements).toEqual([]);
  });
});

/** A first plan alone does not tell the text of a policy, so what becomes of calls of operations. */
function hostsOf(matrix: string): string {
  return matrix
    .split("\n")
    .filter((line) => !/^\w+ (GET|any other) /.test(line))
    .map((line) => line.replace(/, token-receiver \S+/g, ""))
    .join("\n");
}

function reportOn(json: unknown, files?: Row["files"]) {
  const file = { name: "plan.json", content: Buffer.from(JSON.stringify(json)) };
  return reviewAccess(readInput(file, files && memoryFolder(files)));
}
