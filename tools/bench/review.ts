/**
 * Measures the access review as a whole process: on plans of the quickstart and of many Functions behind one gateway, made
 * by Terraform with the stand-in provider of the tests. It takes the command that `npm run prepack` made.
 *
 * `npm run bench:review -- --runs=<n>` sets how often each plan is reviewed, `--functions=50,200` which sizes. `--applied`
 * measures states and second plans too, for which Terraform takes long. `--keep=<folder>` keeps the plans for the next time.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Measurement, measured, mediansOf } from "./measurement";
import { type PlannedFile, plannedFunctions, plannedQuickstart } from "./planned-stacks";
import { printRow } from "./table";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    functions: { type: "string", default: "50,200,500" },
    applied: { type: "boolean", default: false },
    keep: { type: "string" },
  },
});

const command = resolve(__dirname, "../../dist/command.js");

/** A pipeline wants several at once; the terminal's text is printed besides. */
const files = ["md", "sarif", "json", "html"];

function main(): void {
  if (!existsSync(command)) throw new Error("There is no dist/command.js: run `npm run prepack` first.");
  const temporary = mkdtempSync(join(tmpdir(), "bench-review-"));
  try {
    measureIn(temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function measureIn(temporary: string): void {
  const planned = { folder: options.keep ?? temporary, applied: options.applied };
  const sizes = options.functions.split(",").map(Number);
  const plans = [plannedQuickstart(planned), ...sizes.map((count) => plannedFunctions(count, planned))];
  const outputs = files.flatMap((ending) => ["--output", join(temporary, `review.${ending}`)]);
  console.log(`\nA review as a whole process: medians of ${options.runs} runs each`);
  printRow("", ["resources", "wall ms", "CPU ms", "MB", "with files: wall", "CPU ms", "MB"]);
  const results = plans.map((ofStack) => ofStack.map((plan) => resultOf(plan, outputs)));
  printGrowth(results.slice(1));
}

interface Result {
  readonly plan: PlannedFile;
  readonly printed: Medians;
}

type Medians = ReturnType<typeof mediansOf>;

function resultOf(plan: PlannedFile, outputs: readonly string[]): Result {
  const printed = mediansOf(runsOf(plan));
  const written = mediansOf(runsOf(plan, outputs));
  const cells = [printed, written].flatMap(({ wall, cpu, megabytes }) => [wall, cpu, megabytes]);
  printRow(plan.title, [plan.resources, ...cells.map(Math.round)]);
  return { plan, printed };
}

function runsOf({ path }: PlannedFile, outputs: readonly string[] = []): Measurement[] {
  const words = ["review", path, "--fail-on", "never", ...outputs];
  return Array.from({ length: Number(options.runs) }, () => measured(command, words));
}

/** What each resource more costs: the same at every size, unless something grows faster than the stack. */
function printGrowth(sizes: readonly (readonly Result[])[]): void {
  if (sizes.length < 2) return;
  console.log("\nGrowth: CPU and memory per 1000 resources more");
  const steps = sizes
    .slice(1)
    .map(([larger], index) => [sizes[index][0].plan.resources, larger.plan.resources]);
  printRow(
    "",
    steps.map(([from, to]) => `${from} → ${to}`),
  );
  for (const [kind, { plan }] of sizes[0].entries()) {
    const growth = sizes.slice(1).map((larger, index) => growthBetween(sizes[index][kind], larger[kind]));
    printRow(plan.title.replace(/.*: /, ""), growth);
  }
}

function growthBetween(smaller: Result, larger: Result): string {
  const more = (larger.plan.resources - smaller.plan.resources) / 1000;
  const per = (measure: "cpu" | "megabytes") =>
    Math.round((larger.printed[measure] - smaller.printed[measure]) / more);
  return `${per("cpu")} ms ${per("megabytes")} MB`;
}

main();
