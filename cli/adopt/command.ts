import { Command, Option } from "commander";
import { repeated } from "../output-options";
import type { Subcommand } from "../subcommand";
import { readFiles } from "./input/read-files";
import { typescript } from "./output/typescript";
import { programFor } from "./proposal/program";

const EXAMPLES = `
Make the input, with the Azure CLI (of app settings only Key Vault references are printed):
  $ az resource list --resource-group <group> > resources.json
  $ az functionapp show --resource-group <group> --name <name> > app.json
  $ az functionapp plan show --ids <id> > plan.json
  $ az functionapp config appsettings list --resource-group <group> --name <name> > settings.json
  $ az apim show --resource-group <group> --name <name> > apim.json
Where they are part of the chain:
  $ az apim api show --resource-group <group> --service-name <name> --api-id <id> > api.json
  $ az monitor app-insights component show --ids <id> > component.json
  $ az ad app show --id <client id> > application.json
  $ az ad sp show --id <client id> > principal.json

Example:
  $ secure-function-behind-apim adopt --from resources.json --from app.json --from settings.json \\
      --from apim.json > adopted-stack.ts

Exit codes:
  0  the program is printed
  2  the call, or a file, cannot be read, or does not say enough`;

interface AdoptOptions {
  readonly from: readonly string[];
  readonly functionApp?: string;
  readonly apiManagement?: string;
}

/** `adopt`: it never asks, and talks to no network. */
export const adoptCommand: Subcommand = (host, end) =>
  adoptLine().action(({ from, ...names }: AdoptOptions) => {
    host.print(typescript(programFor(readFiles(from, host.readFile), names)));
    end(true);
  });

function adoptLine(): Command {
  return new Command("adopt")
    .description("Print the program that adopts a Function App and its gateway that are there.")
    .addOption(
      new Option("--from <file>", "what the Azure CLI printed as JSON; repeatable")
        .argParser(repeated)
        .makeOptionMandatory(),
    )
    .addOption(new Option("--function-app <name>", "which Function App, where the files have several"))
    .addOption(
      new Option("--api-management <name>", "which API Management service, where the files have several"),
    )
    .addHelpText("after", EXAMPLES);
}
