import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PROVIDERS } from "../terraform/hcl-stack";
import { inWorkspace } from "../terraform/workspace";
import type { Row } from "./row";
import { planOf, stateOf } from "./slices";

// biome-ignore lint/suspicious/noExplicitAny: the JSON of plans and states.
type Json = any;

/** What Terraform says of a row, one after the other. */
export interface PlannedRow {
  readonly firstPlan: Json;
  readonly state: Json;
  readonly secondPlan: Json;
  /** Of a row that changes. */
  readonly changePlan?: Json;
  readonly changedState?: Json;
}

/** Rows that are planned in one run. Terraform writes the whole state with each resource, so that more would be slower. */
const BATCH = 8;
const CONCURRENT = 2;

/** Plans and applies every row, as modules of a few configurations. */
export async function planned(rows: readonly Row[]): Promise<ReadonlyMap<Row, PlannedRow>> {
  const changing = rows.filter(({ change }) => change);
  const batches = [...batchesOf(changing), ...batchesOf(rows.filter(({ change }) => !change))];
  const found = new Map<Row, PlannedRow>();
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

async function plannedBatch(rows: readonly Row[]): Promise<(readonly [Row, PlannedRow])[]> {
  return inWorkspace({}, async (workspace) => {
    const { terraform, folder } = workspace.add("rows");
    const calls = rows.map(
      (_, place) => `module "${moduleOf(place)}" {\n  source = "./${moduleOf(place)}"\n}`,
    );
    writeFileSync(join(folder, "main.tf"), `${PROVIDERS}\n${calls.join("\n")}\n`);
    for (const [place, { files }] of rows.entries()) write(join(folder, moduleOf(place)), files);
    await terraform("init", "-input=false");
    const plan = async () => {
      await terraform("plan", "-input=false", "-out=plan.bin");
      return JSON.parse(await terraform("show", "-json", "plan.bin"));
    };
    const apply = async () => {
      await terraform("apply", "-input=false", "plan.bin");
      return JSON.parse(await terraform("show", "-json"));
    };
    const firstPlan = await plan();
    const state = await apply();
    const secondPlan = await plan();
    const changes = rows.some(({ change }) => change);
    for (const [place, { change }] of rows.entries())
      if (change) write(join(folder, moduleOf(place)), change.files);
    const changePlan = changes ? await plan() : undefined;
    const changedState = changes ? await apply() : undefined;
    return rows.map((row, place) => {
      const module = moduleOf(place);
      return [
        row,
        {
          firstPlan: planOf(firstPlan, module),
          state: stateOf(state, module),
          secondPlan: planOf(secondPlan, module),
          ...(changes && {
            changePlan: planOf(changePlan, module),
            changedState: stateOf(changedState, module),
          }),
        },
      ] as const;
    });
  });
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
