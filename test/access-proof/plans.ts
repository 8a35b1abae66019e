import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { StateJson } from "../access/simulator/applied";
import { PROVIDERS } from "../terraform/hcl-stack";
import type { PlanJson } from "../terraform/plan-json";
import type { StackPlans } from "../terraform/terraform-cycle";
import { type AddedStack, inWorkspace } from "../terraform/workspace";
import { closed, type Row } from "./row";
import { planOf, stateOf } from "./slices";

/** Rows that are planned in one run. Terraform writes the whole state with each resource, so that more would be slower. */
const BATCH = 8;
const CONCURRENT = 2;

/** Plans and applies every row, as modules of a few configurations. */
export async function planned(rows: readonly Row[]): Promise<ReadonlyMap<Row, StackPlans>> {
  const changing = rows.filter(({ change }) => change);
  const batches = [...batchesOf(changing), ...batchesOf(rows.filter(({ change }) => !change))];
  const found = new Map<Row, StackPlans>();
  const work = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift())
      for (const [row, plan] of await plannedBatch(batch)) found.set(row, plan);
  };
  await Promise.all(Array.from({ length: CONCURRENT }, work));
  return found;
}

function batchesOf(rows: readonly Row[]): (readonly Row[])[] {
  const count = Math.ceil(rows.length / BATCH);
  return Array.from({ length: count }, (_, place) => rows.slice(place * BATCH, (place + 1) * BATCH));
}

async function plannedBatch(rows: readonly Row[]): Promise<(readonly [Row, StackPlans])[]> {
  return inWorkspace({}, async (workspace) => {
    const batch = new Batch(workspace.add("rows"));
    await batch.start(rows.map(({ files }) => files));
    const life = rows.some(({ change }) => change) ? thenChanged : insteadOfClosed;
    const all = await life(batch, rows);
    return rows.map((row, place) => [row, slice(all, moduleOf(place))] as const);
  });
}

/** The rows from nothing, and then their changes. */
async function thenChanged(batch: Batch, rows: readonly Row[]): Promise<StackPlans> {
  const firstPlan = await batch.plan();
  const state = await batch.apply();
  const secondPlan = await batch.plan();
  batch.write(rows.map(({ change, files }) => change?.files ?? files));
  const plan = await batch.plan();
  return { firstPlan, state, secondPlan, change: { plan, state: await batch.apply() } };
}

/** The rows as they would be made from nothing, and then as changes of the closed stack. */
async function insteadOfClosed(batch: Batch, rows: readonly Row[]): Promise<StackPlans> {
  const firstPlan = await batch.plan();
  batch.write(rows.map(() => closed()));
  await batch.plan();
  await batch.apply();
  batch.write(rows.map(({ files }) => files));
  const plan = await batch.plan();
  const state = await batch.apply();
  return { firstPlan, state, secondPlan: await batch.plan(), change: { plan, state } };
}

/** The folder of some rows, each in a module of its own. */
class Batch {
  public constructor(private readonly added: AddedStack) {}

  public async start(files: readonly Row["files"][]): Promise<void> {
    const calls = files.map(
      (_, place) => `module "${moduleOf(place)}" {\n  source = "./${moduleOf(place)}"\n}`,
    );
    writeFileSync(join(this.added.folder, "main.tf"), `${PROVIDERS}\n${calls.join("\n")}\n`);
    this.write(files);
    await this.added.terraform("init", "-input=false");
  }

  public write(files: readonly Row["files"][]): void {
    for (const [place, own] of files.entries()) write(join(this.added.folder, moduleOf(place)), own);
  }

  public async plan(): Promise<PlanJson> {
    await this.added.terraform("plan", "-input=false", "-out=plan.bin");
    return JSON.parse(await this.added.terraform("show", "-json", "plan.bin"));
  }

  public async apply(): Promise<StateJson> {
    await this.added.terraform("apply", "-input=false", "plan.bin");
    return JSON.parse(await this.added.terraform("show", "-json"));
  }
}

function slice({ firstPlan, state, secondPlan, change }: StackPlans, module: string): StackPlans {
  return {
    firstPlan: planOf(firstPlan, module),
    state: stateOf(state, module),
    secondPlan: planOf(secondPlan, module),
    change: change && { plan: planOf(change.plan, module), state: stateOf(change.state, module) },
  };
}

function moduleOf(place: number): string {
  return `row_${place}`;
}

function write(folder: string, files: Row["files"]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
