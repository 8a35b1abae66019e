import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What one run of a program took. */
export interface Measurement {
  /** From start to end of the process, in milliseconds. */
  readonly wall: number;
  /** Of all threads, in user and kernel mode, in milliseconds. */
  readonly cpu: number;
  /** The most that was resident. */
  readonly megabytes: number;
  /** How many modules were loaded. */
  readonly modules: number;
  /** What was done by when, in milliseconds since the process started. */
  readonly marks: readonly (readonly [string, number])[];
}

export const measures = ["wall", "cpu", "megabytes", "modules"] as const;

/** Runs a program in a process of its own. */
export function measured(program: string, args: readonly string[] = []): Measurement {
  const start = performance.now();
  const { status, output, stderr } = spawnSync(
    process.execPath,
    ["--require", join(__dirname, "report.cjs"), program, ...args],
    {
      stdio: ["ignore", "ignore", "pipe", "pipe"],
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "" },
    },
  );
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(`${[program, ...args].join(" ")} failed:\n${stderr}`);
  return { wall, ...JSON.parse(output[3] as string) };
}

export function mediansOf(runs: readonly Measurement[]): Record<(typeof measures)[number], number> {
  const medianOf = (measure: (typeof measures)[number]) => median(runs.map((run) => run[measure]));
  return {
    wall: medianOf("wall"),
    cpu: medianOf("cpu"),
    megabytes: medianOf("megabytes"),
    modules: medianOf("modules"),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
