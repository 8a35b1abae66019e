import type { Command } from "commander";
import type { Host } from "./host";

/**
 * A part of the command line, as `review`: its arguments, its help, and what it does on a host. It tells `end` whether it
 * passed.
 */
export type Subcommand = (host: Host, end: (passed: boolean) => void) => Command;
