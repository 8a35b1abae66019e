/**
 * Measures what the library costs: programs that use it, as compiled JavaScript and whole processes, against programs
 * that make the same resources by hand. The two take turns, so that what else the machine does meets both.
 *
 * `npm run bench -- --runs=<n>` sets how often each program runs, `--functions=1,50` which sizes.
 */
import { parseArgs } from "node:util";
import { type Measurement, measured, median } from "./measurement";
import { installPackage, type Scenario, writePrograms } from "./project";

const { values: options } = parseArgs({
  options: { runs: { type: "string" }, functions: { type: "string", default: "1,50,200,500" } },
});

interface Result {
  readonly functions: number;
  readonly library: readonly Measurement[];
  readonly byHand: readonly Measurement[];
}

function main(): void {
  installPackage();
  const results = options.functions.split(",").map((count) => result(Number(count)));
  print("Library, by hand, and their ratio: medians of runs that took turns", results.flatMap(ratios));
  print("Growth: milliseconds of CPU, and memory, per Function more", growth(results));
  print("Where the time goes: milliseconds of wall, library / by hand", results.map(phases));
}

function result(functions: number): Result {
  const programs = writePrograms(scenarioOf(functions));
  const library: Measurement[] = [];
  const byHand: Measurement[] = [];
  for (let run = 0; run < runsFor(functions); run++) {
    const turns = [
      () => library.push(measured(programs.library)),
      () => byHand.push(measured(programs.byHand)),
    ];
    if (run % 2) turns.reverse();
    for (const turn of turns) turn();
  }
  return { functions, library, byHand };
}

function scenarioOf(functions: number): Scenario {
  if (functions === 1) {
    const source = "examples/quickstart/quickstart-stack.ts";
    return { id: "quickstart", source, make: "new stacks.QuickstartStack(app, id)" };
  }
  const make = `new stacks.FunctionsStack(app, id, ${functions})`;
  return { id: `functions-${functions}`, source: "tools/bench/functions-stack.ts", make };
}

function runsFor(functions: number): number {
  return Number(options.runs ?? (functions < 100 ? 21 : 7));
}

type Row = Record<string, string | number>;

function ratios({ functions, library, byHand }: Result): Row[] {
  const columns = { wall: "ms", cpu: "ms", megabytes: "MB", modules: "" } as const;
  const row: Row = { Functions: functions };
  for (const [name, unit] of Object.entries(columns) as [keyof typeof columns, string][]) {
    const [own, other] = [library, byHand].map((runs) => median(runs.map((run) => run[name])));
    // Of pairs, since what the machine does changes from one to the next.
    const ratio = median(library.map((run, index) => run[name] / byHand[index][name]));
    row[name] = `${own.toFixed(0)} ${other.toFixed(0)} ${unit} = ${ratio.toFixed(2)}`;
  }
  return [row];
}

function growth(results: Result[]): Row[] {
  return results.slice(1).map((larger, index) => {
    const smaller = results[index];
    const per = (side: "library" | "byHand", what: "cpu" | "megabytes") => {
      const [from, to] = [smaller, larger].map((one) => median(one[side].map((run) => run[what])));
      return ((to - from) / (larger.functions - smaller.functions)).toFixed(2);
    };
    return {
      from: smaller.functions,
      to: larger.functions,
      "library ms": per("library", "cpu"),
      "by hand ms": per("byHand", "cpu"),
      "library MB": per("library", "megabytes"),
      "by hand MB": per("byHand", "megabytes"),
    };
  });
}

function phases({ functions, library, byHand }: Result): Row {
  const names = library[0].marks.map(([name]) => name);
  const took = (runs: readonly Measurement[], phase: number) =>
    median(runs.map(({ marks }) => marks[phase][1] - (marks[phase - 1]?.[1] ?? 0))).toFixed(0);
  const columns = names.map((name, phase) => [name, `${took(library, phase)} / ${took(byHand, phase)}`]);
  return { Functions: functions, ...Object.fromEntries(columns) };
}

function print(title: string, rows: Row[]): void {
  console.log(`\n${title}`);
  console.table(rows);
}

main();
