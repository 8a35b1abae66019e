import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type App, TerraformStack } from "cdktf";
import { stackEngine } from "../cli/review/stack-engine";
import { functionViews } from "../cli/review/view/function-view";
import { matrixInThreeLines } from "../cli/review/view/summary";

/** What a synthesized app holds, for people: per stack its file, its resources, who can reach what, and what is next. */
export function synthSummary(app: App): string {
  const stacks = app.node.children.filter(TerraformStack.isStack);
  return stacks.map((stack) => stackSummary(app, stack)).join("\n");
}

function stackSummary(app: App, stack: TerraformStack): string {
  const file = join(app.outdir, "stacks", stack.node.id, "cdk.tf.json");
  const counts = resourceCounts(JSON.parse(readFileSync(file, "utf8")));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const widest = Math.max(...counts.map(([kind]) => kind.length));
  return [
    `${stack.node.id}: ${total} resources in ${file}`,
    ...counts.map(([kind, count]) => `    ${kind.padEnd(widest)}  ${count}`),
    ...access(file),
    `  next: npx cdktf diff ${stack.node.id}`,
    "",
  ].join("\n");
}

function resourceCounts(stack: { resource?: Record<string, object> }): [string, number][] {
  return Object.entries(stack.resource ?? {}).map(([kind, resources]) => [
    kind,
    Object.keys(resources).length,
  ]);
}

/** Who can reach each Function, as `review` says it of the same file. */
function access(file: string): string[] {
  return functionViews(stackEngine.reportOn(file)).flatMap((view) => [
    `  ${view.function.label}`,
    ...matrixInThreeLines(view).map((line) => `    ${line}`),
  ]);
}
