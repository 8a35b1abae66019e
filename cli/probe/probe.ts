import { endpointsOf } from "../../lib/access/endpoints/endpoints-of";
import { reviewAccess } from "../../lib/access/review";
import { InputError } from "../../lib/access/stack/input-error";
import type { ReviewInput } from "../../lib/access/stack/stack";
import { type Host, terminalOf } from "../host";
import { targetsOf } from "../targets";
import { printable } from "../text/printable";
import { UsageError } from "../usage-error";
import type { Untried } from "./attempts/attempt";
import { attemptsOf } from "./attempts/attempts";
import { withoutConsequences } from "./open-doors";
import { CALLER_TOKEN, endings, type Format, type ProbeOptions, SUBSCRIPTION_KEY } from "./options";
import { hasPassed, type ProbeOutcome, type Result } from "./outcome";
import { jsonText } from "./output/json";
import { junitText } from "./output/junit";
import { markdownText } from "./output/markdown";
import { terminalText } from "./output/terminal";
import { type Means, made } from "./run-attempts";
import type { Network } from "./sending/network";
import { Patience } from "./sending/patience";
import { Subject } from "./subject";
import { callerTokenOf } from "./tokens/caller-token";
import { Credentials } from "./tokens/credentials";
import type { Deployer } from "./tokens/entra";
import { Secrets } from "./tokens/secrets";

/** What a probe needs of the world. */
export interface World {
  readonly read: (file: string) => ReviewInput;
  readonly network: Network;
  readonly deployer: Deployer;
  readonly sleep: (seconds: number) => Promise<void>;
}

/** Probes a system as the options say, and tells whether it is what the review of its state predicts. */
export async function probe(options: ProbeOptions, host: Host, world: World): Promise<boolean> {
  const targets = targetsOf(options, endings);
  const secrets = new Secrets();
  const found = await outcomeOf(options, host, world, secrets);
  const outcome = printable(secrets.hidden(found));
  const texts: Record<Format, () => string> = {
    terminal: () => terminalText(outcome, terminalOf(host, options.color)),
    markdown: () => markdownText(outcome),
    junit: () => junitText(outcome),
    json: () => jsonText(outcome),
  };
  for (const { format, file } of targets) {
    if (file === undefined) host.print(texts[format]());
    else host.writeFile(file, texts[format]());
  }
  if (!outcome.results.some(isProof)) throw nothingProven(outcome);
  return hasPassed(outcome);
}

async function outcomeOf(
  options: ProbeOptions,
  host: Host,
  world: World,
  secrets: Secrets,
): Promise<ProbeOutcome> {
  const { env } = host;
  const given = { callerToken: env[CALLER_TOKEN], subscriptionKey: env[SUBSCRIPTION_KEY] };
  for (const secret of Object.values(given)) if (secret) secrets.keep(secret);
  const subject = subjectOf(options, world, given);
  const { attempts, untried } = attemptsOf(subject);
  const means: Means = {
    network: world.network,
    credentials: new Credentials(world.network, world.deployer, given, secrets),
    patience: new Patience({
      seconds: options.wait,
      sleep: world.sleep,
      say: (text) => host.complain(`${printable(secrets.hidden(text))}\n`),
    }),
  };
  const results: Result[] = [];
  const left: Untried[] = [...untried];
  for (const attempt of attempts) {
    const result = await made(attempt, means);
    if ("seen" in result) results.push(result);
    else left.push(result);
  }
  return {
    source: sourceName(options),
    results: withoutConsequences(results),
    untried: left,
    requireAll: options.requireAll === true,
  };
}

function subjectOf(
  options: ProbeOptions,
  { read }: World,
  given: { readonly callerToken?: string; readonly subscriptionKey?: string },
): Subject {
  const input = read(options.state);
  if (input.kind !== "state") {
    const problem = `This is a ${input.kind === "plan" ? "plan" : "synthesized stack"}, and what is not applied cannot be probed.`;
    throw new InputError(
      sourceName(options),
      problem,
      "Make a state's JSON with: terraform show -json > state.json",
    );
  }
  const report = reviewAccess(input);
  if (report.functions.length === 0)
    throw new UsageError(`${sourceName(options)}: There is no Function App here.`);
  const caller = callerTokenOf(given.callerToken);
  return new Subject(report, endpointsOf(input), options, { caller, hasKey: Boolean(given.subscriptionKey) });
}

function sourceName({ name, state }: ProbeOptions): string {
  return name ?? (state === "-" ? "standard input" : state);
}

function isProof({ status, seen }: Result): boolean {
  return seen.kind === "answer" && (status === "as-predicted" || status === "differs");
}

function nothingProven({ source, results: [first], untried }: ProbeOutcome): UsageError {
  const because = first?.message ?? untried[0]?.because ?? "there is nothing to call";
  return new UsageError(
    `${source}: No answer could be compared, so nothing is proven. The first reason: ${because}.`,
  );
}
