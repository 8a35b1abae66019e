import { readFileSync } from "node:fs";
import type { AccessReport } from "../lib/access/report";
import { reviewAccess } from "../lib/access/review";
import { reviewRules } from "../lib/access/rules/review-rules";
import { InputError } from "../lib/access/stack/input-error";
import { readInput } from "../lib/access/stack/read-input";
import type { ReviewInput } from "../lib/access/stack/stack";
import { processHost } from "./process-host";
import { expectationRules } from "./rules";
import { run } from "./run";

/** The command's process. */

const STANDARD_INPUT = 0;

function reportOn(input: string, before?: string): AccessReport {
  const read = inputOf(input);
  return reviewAccess(before === undefined ? read : { ...read, before: inputOf(before).after });
}

function inputOf(file: string): ReviewInput {
  const name = file === "-" ? "standard input" : file;
  try {
    return readInput({ name, content: readFileSync(file === "-" ? STANDARD_INPUT : file) });
  } catch (error) {
    if (error instanceof InputError) throw error;
    const problem = `It cannot be read: ${error instanceof Error ? error.message : error}.`;
    throw new InputError(name, problem, "Make a plan's JSON with: terraform show -json plan.bin > plan.json");
  }
}

// A pipe that closes early, as of `head`, ends the output and is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = run(process.argv.slice(2), processHost, {
  reportOn,
  rules: [...reviewRules, ...expectationRules],
});
