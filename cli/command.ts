import { Command } from "commander";
import { version } from "../package.json";

/** The command line, made of its subcommands. It never asks. */
export function commandLine(subcommands: readonly Command[]): Command {
  const program = new Command("secure-function-behind-apim")
    .description(
      "Says who can reach the Functions of a Terraform plan, asks the live system, and adopts what is there.",
    )
    .version(version, "-V, --version")
    .helpCommand(false);
  for (const subcommand of subcommands) program.addCommand(subcommand);
  return program;
}
