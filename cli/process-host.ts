import { readFileSync, writeFileSync } from "node:fs";
import type { Host } from "./host";
import { UsageError } from "./usage-error";

/** The process that runs the command. */
export const processHost: Host = {
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  readFile: (file) => orUsageError(`${file} cannot be read`, () => readFileSync(file, "utf8")),
  writeFile: (file, text) => orUsageError(`${file} cannot be written`, () => writeFileSync(file, text)),
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
  env: process.env,
  today: () => new Date().toISOString().slice(0, 10),
};

function orUsageError<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new UsageError(`${what}: ${error instanceof Error ? error.message : error}`);
  }
}
