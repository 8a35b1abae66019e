import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const SCRIPT = resolve(__dirname, "../../examples/github-actions/check-plan.mjs");

/** What the example's check says of a plan, as `terraform show -json` prints it. */
export function checkPlan(plan: string): { readonly status: number | null; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), "plan-"));
  try {
    writeFileSync(join(folder, "plan.json"), plan);
    const run = spawnSync(process.execPath, [SCRIPT, join(folder, "plan.json")], { encoding: "utf8" });
    return { status: run.status, output: run.stdout + run.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
