import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { QuickstartStack } from "../../examples/quickstart/quickstart-stack";
import { FunctionsStack } from "./functions-stack";

/** A file that the review reads, as Terraform wrote it. */
export interface PlannedFile {
  readonly title: string;
  readonly path: string;
  /** How many resources the stack has. */
  readonly resources: number;
}

export interface PlanOptions {
  /** Where the plans are written. Those of the same stack that are there already are taken. */
  readonly folder: string;
  /** Whether the stack is applied, for its state and its second plan. */
  readonly applied: boolean;
}

const planner = join(__dirname, "../../test/terraform/write-plans.ts");

/** The plan of the quickstart. */
export function plannedQuickstart(options: PlanOptions): PlannedFile[] {
  return planned("quickstart", Testing.synth(new QuickstartStack(Testing.app(), "quickstart")), options);
}

/** The plan of many Functions behind one gateway. */
export function plannedFunctions(count: number, options: PlanOptions): PlannedFile[] {
  const stack = new FunctionsStack(Testing.app(), `functions-${count}`, count);
  return planned(`${count} Functions`, Testing.synth(stack), options);
}

function planned(title: string, json: string, { folder, applied }: PlanOptions): PlannedFile[] {
  const own = join(folder, title.toLowerCase().replace(" ", "-"));
  const stack = join(own, "cdk.tf.json");
  const files = ["first-plan", ...(applied ? ["state", "second-plan"] : [])];
  const paths = files.map((file) => join(own, `${file}.json`));
  const isThere = existsSync(stack) && readFileSync(stack, "utf8") === json && paths.every(existsSync);
  if (!isThere) {
    mkdirSync(own, { recursive: true });
    writeFileSync(stack, json);
    plan(stack, own, applied);
  }
  const resources = resourcesIn(json);
  return files.map((file, place) => ({
    title: `${title}: ${file.replace("-", " ")}`,
    path: paths[place],
    resources,
  }));
}

/** The stand-in provider belongs to the tests, which import the tools: it is another process that plans. */
function plan(stack: string, folder: string, applied: boolean): void {
  const args = ["--import", "tsx", planner, stack, folder, ...(applied ? ["--applied"] : [])];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) throw new Error(`${stack} was not planned, so that nothing can be measured.`);
}

function resourcesIn(json: string): number {
  const { resource }: { readonly resource: Readonly<Record<string, object>> } = JSON.parse(json);
  return Object.values(resource).reduce((sum, named) => sum + Object.keys(named).length, 0);
}
