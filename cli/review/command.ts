import { Command, InvalidArgumentError, Option } from "commander";
import { isDay } from "../../lib/access/calendar";
import { severities } from "../../lib/access/severities";
import { colorOption, formatOptions, repeated } from "../output-options";
import type { Subcommand } from "../subcommand";
import type { Engine } from "./engine";
import { endings, type ReviewOptions } from "./options";
import { review } from "./review";

const EXAMPLES = `
Make the input:
  $ terraform plan -out plan.bin && terraform show -json plan.bin > plan.json
  $ terraform show -json > state.json
  $ npx cdktf synth            # cdktf.out/stacks/<stack>/cdk.tf.json

Examples:
  $ secure-function-behind-apim review plan.json
  $ secure-function-behind-apim review plan.json --configuration .
  $ secure-function-behind-apim review plan.json --output review.md --output review.sarif --output review.html
  $ secure-function-behind-apim review plan.json --explain "SCM site of func-orders" internet
  $ secure-function-behind-apim review plan.json --expect access.yaml --write-expect
  $ secure-function-behind-apim review plan.json --expect access.yaml --no-new-access

Exit codes:
  0  nothing is as severe as --fail-on
  1  something is
  2  the call, or a file, cannot be read`;

/** `review`: it never asks, and talks to no network. */
export function reviewCommand(engine: Engine): Subcommand {
  return (host, end) =>
    reviewLine().action((input: string, options: Omit<ReviewOptions, "input">) =>
      end(review({ ...options, input }, host, engine)),
    );
}

function reviewLine(): Command {
  const command = new Command("review")
    .description("Review who can reach the Functions of a plan, a state or a synthesized stack.")
    .argument("<input>", "plan.json, state.json or cdk.tf.json; - reads standard input");
  for (const option of inputOptions()) command.addOption(option);
  for (const option of outputOptions()) command.addOption(option);
  for (const option of judgementOptions()) command.addOption(option);
  return command
    .configureHelp({
      optionTerm: ({ long, flags }) => (long === "--explain" ? "--explain <entrance> <who>" : flags),
    })
    .addHelpText("after", EXAMPLES);
}

function inputOptions(): Option[] {
  return [
    new Option(
      "--configuration <folder>",
      "read what the plan was made from, .tf or .tf.json: a plan's JSON leaves out what stands around references",
    ),
    new Option("--compare-with <input>", "take another plan, state or stack as what there was before"),
  ];
}

function outputOptions(): Option[] {
  return [
    ...formatOptions(endings),
    new Option("--explain <words...>", "print one verdict with all that decides it"),
    new Option("--source <file>", "show findings in this cdk.tf.json or .tf file; repeatable").argParser(
      repeated,
    ),
    new Option("--name <name>", "what to call the input (default: its file name)"),
    colorOption(),
  ];
}

function judgementOptions(): Option[] {
  return [
    new Option("--fail-on <severity>", "exit with 1 from this severity on")
      .choices([...severities, "never"])
      .default("high"),
    new Option(
      "--expect <file>",
      "fail unless those reach what this file says, and nobody else (access.yaml)",
    ),
    new Option("--write-expect", "write the file of --expect (default: access.yaml) from this input"),
    new Option("--no-new-access", "fail if anybody gains access, even somebody who is meant to"),
    new Option("--accept <file>", "accept findings: a list of rule, address, reason and until, the last day"),
    new Option("--accept-critical", "let --accept accept critical findings, and those that open a gate, too"),
    new Option(
      "--today <day>",
      "the day of the review, for what ends: acceptances, migrations (default: today, UTC)",
    ).argParser(day),
  ];
}

function day(value: string): string {
  if (isDay(value)) return value;
  throw new InvalidArgumentError("It must be a day, as 2026-12-31.");
}
