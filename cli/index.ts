import { processHost } from "./process-host";
import { run } from "./run";
import { stackEngine } from "./stack-engine";

/** The command's process. */

// A pipe that closes early, as of `head`, ends the output and is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = run(process.argv.slice(2), processHost, stackEngine);
