import { Command, InvalidArgumentError, Option } from "commander";
import { colorOption, formatOptions, repeated } from "../output-options";
import type { Subcommand } from "../subcommand";
import { CALLER_TOKEN, endings, type ProbeOptions, SUBSCRIPTION_KEY } from "./options";
import type { World } from "./probe";

const EXAMPLES = `
Make the input:
  $ terraform show -json > state.json

Secrets, from the environment alone:
  ${CALLER_TOKEN}      an access token of a caller of the API
  ${SUBSCRIPTION_KEY}  a subscription key, where the API asks for one

Examples:
  $ secure-function-behind-apim probe --state state.json
  $ secure-function-behind-apim probe --state state.json --parameter "*=whoami" --output probe.md --output probe.xml
  $ secure-function-behind-apim probe --state state.json --from network --host apim-orders.azure-api.net=api.contoso.com

HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are heeded.

Exit codes:
  0  every call that was tried was answered as the access review of the state predicts
  1  one was not
  2  the call, or a file, cannot be read, or nothing could be compared`;

/** `probe`: it never asks. It calls what the state names, and Entra. */
export function probeCommand(world: () => Promise<World>): Subcommand {
  return (host, end) =>
    probeLine().action(async (given: GivenOptions) => {
      // A review loads none of it.
      const { probe } = await import("./probe");
      end(await probe(optionsOf(given), host, await world()));
    });
}

/** The options as the command line gives them. */
type GivenOptions = Omit<ProbeOptions, "hosts" | "parameters" | "allowMethods"> & {
  readonly host?: ReadonlyMap<string, string>;
  readonly parameter?: ReadonlyMap<string, string>;
  readonly allowMethods?: readonly string[];
};

function optionsOf({
  host = new Map(),
  parameter = new Map(),
  allowMethods = [],
  ...others
}: GivenOptions): ProbeOptions {
  return { ...others, hosts: host, parameters: parameter, allowMethods };
}

function probeLine(): Command {
  const command = new Command("probe").description(
    "Call the live system of a state as strangers and rightful callers would, and compare with its access review.",
  );
  for (const option of options()) command.addOption(option);
  return command.addHelpText("after", EXAMPLES);
}

function options(): Option[] {
  return [
    new Option("--state <file>", "state.json; - reads standard input").makeOptionMandatory(),
    ...formatOptions(endings),
    new Option(
      "--parameter <name=value>",
      "the value of a template's parameter, * for a wildcard; repeatable",
    ).argParser(pair),
    new Option(
      "--host <host=other>",
      "call another host instead of one of the state's; repeatable",
    ).argParser(pair),
    new Option("--from <place>", "where the probe runs: the network is to refuse one of them")
      .choices(["internet", "network"])
      .default("internet"),
    new Option(
      "--allow-methods <method>",
      "call operations of this method too, though it may write; repeatable",
    ).argParser((value: string, values?: readonly string[]) => repeated(value.toUpperCase(), values)),
    new Option("--wait <seconds>", "how long to wait, in all, for what is not settled after an apply")
      .argParser(seconds)
      .default(180),
    new Option(
      "--other-audience <audience>",
      "what to ask a token for that must be refused (default: the API's own)",
    ),
    new Option("--no-sign-in", "use no token of whoever is signed in"),
    new Option("--publishing-password", "send the publishing password that the state holds to the SCM site"),
    new Option("--require-all", "exit with 1 also where something could not be tried"),
    new Option("--name <name>", "what to call the state (default: its file name)"),
    colorOption(),
  ];
}

function pair(value: string, pairs: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const [, name, text] = /^([^=]+)=(.*)$/s.exec(value) ?? [];
  if (name === undefined) throw new InvalidArgumentError("It must have the form name=value.");
  return new Map([...pairs, [name, text]]);
}

function seconds(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number <= 3600) return number;
  throw new InvalidArgumentError("It must be a number of seconds, at most 3600.");
}
