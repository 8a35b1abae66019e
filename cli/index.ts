import { processHost } from "./process-host";
import { reviewCommand } from "./review/command";
import { stackEngine } from "./review/stack-engine";
import { run } from "./run";

/** The command's process. */

// A pipe that closes early, as of `head`, ends the output and is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
void run(process.argv.slice(2), processHost, [reviewCommand(stackEngine)]).then((exitCode) => {
  process.exitCode = exitCode;
});
