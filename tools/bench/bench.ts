/**
 * Measures what the library costs: a program that uses it, as compiled JavaScript and a whole process, against programs
 * that make the same resources by hand. They take turns, so that what else the machine does meets all of them.
 *
 * `npm run bench -- --runs=<n>` sets how often each program runs, `--functions=1,50` which sizes.
 */
import { parseArgs } from "node:util";
import { type Measurement, measured, measures, median, mediansOf } from "./measurement";
import { installPackage, type Programs, type Scenario, writePrograms } from "./project";
import { printRow } from "./table";

const { values: options } = parseArgs({
  options: { runs: { type: "string" }, functions: { type: "string", default: "1,50,200,500" } },
});

type Runs = { readonly [Program in keyof Programs]: readonly Measurement[] };

interface Result {
  readonly functions: number;
  readonly runs: Runs;
}

const programs = ["library", "loop", "writtenOut"] as const;
const titles = { library: "library", loop: "by hand, in a loop", writtenOut: "by hand, written out" };

function main(): void {
  installPackage();
  const results = options.functions.split(",").map((count) => {
    const result = { functions: Number(count), runs: runsOf(Number(count)) };
    printComparison(result);
    return result;
  });
  printGrowth(results.filter(({ functions }) => functions > 1));
}

function runsOf(functions: number): Runs {
  const written = writePrograms(scenarioOf(functions));
  const runs = { library: [] as Measurement[], loop: [] as Measurement[], writtenOut: [] as Measurement[] };
  const count = Number(options.runs ?? (functions < 100 ? 21 : 7));
  for (let run = 0; run < count; run++) {
    const order = run % 2 ? [...programs].reverse() : programs;
    for (const program of order) runs[program].push(measured(written[program]));
  }
  return runs;
}

function scenarioOf(functions: number): Scenario {
  if (functions === 1) {
    const source = "examples/quickstart/quickstart-stack.ts";
    return { id: "quickstart", source, make: "new stacks.QuickstartStack(app, id)" };
  }
  const make = `new stacks.FunctionsStack(app, id, ${functions})`;
  return { id: `functions-${functions}`, source: "tools/bench/functions-stack.ts", make };
}

function printComparison({ functions, runs }: Result): void {
  const title = functions === 1 ? "1 Function (the quickstart)" : `${functions} Functions behind one gateway`;
  console.log(`\n${title}: medians of ${runs.library.length} runs each, in turns`);
  const phases = runs.library[0].marks.map(([name]) => name);
  printRow("", ["wall ms", "CPU ms", "MB", "modules", ...phases.map((name) => `${name} ms`)]);
  for (const program of programs) {
    const { wall, cpu, megabytes, modules } = mediansOf(runs[program]);
    const took = phases.map((_, phase) => median(runs[program].map((run) => durationOf(run, phase))));
    printRow(titles[program], [wall, cpu, megabytes, modules, ...took].map(Math.round));
  }
  for (const program of programs.slice(1)) {
    // Medians of the ratios in each turn, since the machine changes from one turn to the next.
    const ratios = measures.map((measure) =>
      median(runs.library.map((run, turn) => run[measure] / runs[program][turn][measure])).toFixed(2),
    );
    printRow(`library / ${titles[program]}`, ratios);
  }
}

function durationOf({ marks }: Measurement, phase: number): number {
  return marks[phase][1] - (phase === 0 ? 0 : marks[phase - 1][1]);
}

/** What each Function more costs: the same at every size, unless something grows faster than the stack. */
function printGrowth(results: readonly Result[]): void {
  if (results.length < 2) return;
  console.log("\nGrowth: CPU and memory per Function more");
  printRow(
    "",
    results.slice(1).map(({ functions }, index) => `${results[index].functions} → ${functions}`),
  );
  for (const program of programs) {
    const growth = results.slice(1).map((larger, index) => {
      const smaller = results[index];
      const [before, after] = [smaller, larger].map(({ runs }) => mediansOf(runs[program]));
      const per = (measure: "cpu" | "megabytes") =>
        ((after[measure] - before[measure]) / (larger.functions - smaller.functions)).toFixed(2);
      return `${per("cpu")} ms ${per("megabytes")} MB`;
    });
    printRow(titles[program], growth);
  }
}

main();
