/**
 * Measures the access review as a whole process, on synthesized stacks of many Functions behind one gateway, and how it
 * grows. It takes the command that `npm run prepack` made.
 *
 * `npm run bench:review -- --runs=<n>` sets how often each stack is reviewed, `--functions=50,200` which sizes.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Testing } from "cdktf";
import { FunctionsStack } from "./functions-stack";
import { measured, median } from "./measurement";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    functions: { type: "string", default: "50,200,500" },
  },
});

const command = resolve(__dirname, "../../dist/command.js");

function main(): void {
  if (!existsSync(command)) throw new Error("There is no dist/command.js: run `npm run prepack` first.");
  const folder = mkdtempSync(join(tmpdir(), "bench-review-"));
  try {
    const results = options.functions.split(",").map((count) => resultOf(folder, Number(count)));
    for (const [place, result] of results.entries()) print(result, results[place - 1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Result {
  readonly functions: number;
  readonly resources: number;
  readonly wall: number;
  readonly megabytes: number;
}

function resultOf(folder: string, functions: number): Result {
  const stack = new FunctionsStack(Testing.app(), `functions-${functions}`, functions);
  const json = Testing.synth(stack);
  const file = join(folder, `functions-${functions}.tf.json`);
  writeFileSync(file, json);
  const program = join(folder, `review-${functions}.cjs`);
  const words = ["review", file, "--fail-on", "never"];
  writeFileSync(
    program,
    `process.argv.splice(2, Infinity, ...${JSON.stringify(words)});\nrequire(${JSON.stringify(command)});\n`,
  );
  const runs = Array.from({ length: Number(options.runs) }, () => measured(program));
  return {
    functions,
    resources: resourcesIn(json),
    wall: median(runs.map(({ wall }) => wall)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
  };
}

function resourcesIn(json: string): number {
  const { resource }: { readonly resource: Readonly<Record<string, object>> } = JSON.parse(json);
  return Object.values(resource).reduce((sum, named) => sum + Object.keys(named).length, 0);
}

function print({ functions, resources, wall, megabytes }: Result, smaller: Result | undefined): void {
  const growth = smaller
    ? `, ${(wall / smaller.wall).toFixed(2)} times the time for ${(resources / smaller.resources).toFixed(2)} times the resources`
    : "";
  console.log(
    `${functions} Functions, ${resources} resources: ${Math.round(wall)} ms, ${Math.round(megabytes)} MB${growth}`,
  );
}

main();
