import { CommanderError } from "commander";
import { InputError } from "../lib/access/stack/input-error";
import { commandLine } from "./command";
import type { Host } from "./host";
import type { Subcommand } from "./subcommand";
import { printable } from "./text/printable";
import { UsageError } from "./usage-error";

/** Runs the command line, and says how it ended: 0 passed, 1 failed, 2 could not be run. */
export async function run(
  args: readonly string[],
  host: Host,
  subcommands: readonly Subcommand[],
): Promise<number> {
  let exitCode = 0;
  const end = (passed: boolean) => {
    exitCode = passed ? 0 : 1;
  };
  const program = commandLine(subcommands.map((subcommand) => subcommand(host, end)));
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: host.print, writeErr: host.complain });
  }
  try {
    await program.parseAsync(explanationLast(args), { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    host.complain(`error: ${messageOf(error).split("\n").map(printable).join("\n")}\n`);
    return 2;
  }
}

/** The only option with two values; where it comes before the input, it would take that for a third. */
function explanationLast(args: readonly string[]): string[] {
  const start = args.indexOf("--explain");
  if (start < 0) return [...args];
  return [...args.slice(0, start), ...args.slice(start + 3), ...args.slice(start, start + 3)];
}

/** What people can mend says how; anything else is a mistake of the command, with what is needed to report it. */
function messageOf(error: unknown): string {
  if (error instanceof InputError || error instanceof UsageError) return error.message;
  return `the command itself failed; please report it.\n${error instanceof Error ? error.stack : error}`;
}
