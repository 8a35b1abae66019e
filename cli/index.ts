import { adoptCommand } from "./adopt/command";
import { probeCommand } from "./probe/command";
import { processHost } from "./process-host";
import { reviewCommand } from "./review/command";
import { stackEngine } from "./review/stack-engine";
import { run } from "./run";

/** The command's process. */

// A pipe that closes early, as of `head`, ends the output and is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
// A review needs no network, so that nothing of one is loaded for it.
const probe = probeCommand(async () => (await import("./probe/live-world")).liveWorld);
const subcommands = [reviewCommand(stackEngine), probe, adoptCommand];
void run(process.argv.slice(2), processHost, subcommands).then((exitCode) => {
  process.exitCode = exitCode;
});
