import type { AccessReport } from "../../lib/access/report";
import { type Host, terminalOf } from "../host";
import { targetsOf } from "../targets";
import { printable } from "../text/printable";
import { UsageError } from "../usage-error";
import type { Engine } from "./engine";
import { expectationsText } from "./judgement/expectations";
import { judge } from "./judgement/judgement";
import type { TextFile } from "./judgement/yaml-file";
import { endings, type Format, type ReviewOptions } from "./options";
import { failuresOf, type ReviewOutcome } from "./outcome";
import { explained, explanationText } from "./output/explanation";
import { htmlText } from "./output/html/html";
import { jsonText } from "./output/json/json";
import { markdownText } from "./output/markdown/markdown";
import { sarifText } from "./output/sarif/sarif";
import { findSourceIn } from "./output/sarif/source-locations";
import { terminalText } from "./output/terminal/terminal";

/** Reviews an input as the options say, and tells whether it passed. */
export function review(options: ReviewOptions, host: Host, engine: Engine): boolean {
  const targets = targetsOf(options, endings);
  const today = options.today ?? host.today();
  const report = engine.reportOn(options.input, { ...options, today });
  if (options.explain) {
    host.print(explanation(report, options.explain));
    return true;
  }
  if (options.writeExpect) host.writeFile(expectationsFile(options), expectationsText(report));
  const outcome = outcomeOf(report, { ...options, today }, host, engine);
  const texts = textsOf(outcome, options, host, engine);
  for (const { format, file } of targets) {
    if (file === undefined) host.print(texts[format]());
    else host.writeFile(file, texts[format]());
  }
  return failuresOf(outcome).length === 0;
}

function explanation(report: AccessReport, words: readonly string[]): string {
  if (words.length !== 2) {
    throw new UsageError(
      `--explain takes an entrance and a caller, each in quotes, after the input; it got ${words.length} words.`,
    );
  }
  return explanationText(printable(explained(report, words[0], words[1])));
}

function expectationsFile({ expect }: ReviewOptions): string {
  return expect ?? "access.yaml";
}

function outcomeOf(
  report: AccessReport,
  options: ReviewOptions & { readonly today: string },
  host: Host,
  { rules }: Engine,
): ReviewOutcome {
  const { expect, writeExpect, accept, acceptCritical = false, newAccess, failOn } = options;
  const read = (file: string): TextFile => ({ name: file, text: host.readFile(file) });
  const standards = {
    ...(expect && !writeExpect ? { expectations: read(expect) } : {}),
    ...(accept ? { acceptances: read(accept) } : {}),
    noNewAccess: !newAccess,
    acceptCritical,
    today: options.today,
  };
  return { source: sourceName(options), ...judge(report, standards, rules), failOn };
}

function sourceName({ name, input }: ReviewOptions): string {
  return name ?? (input === "-" ? "standard input" : input);
}

/** Each format's text, which is written only if it is wanted. */
function textsOf(
  outcome: ReviewOutcome,
  { source = [], input, color }: ReviewOptions,
  host: Host,
  { rules }: Engine,
): Record<Format, () => string> {
  const shown = printable(outcome);
  const files = () => sourceFiles(source, input, outcome, host);
  return {
    terminal: () => terminalText(shown, terminalOf(host, color)),
    markdown: () => markdownText(shown),
    sarif: () => sarifText(shown, rules, findSourceIn(files(), input)),
    json: () => jsonText(outcome),
    html: () => htmlText(shown),
  };
}

/** A synthesized stack is the configuration itself. */
function sourceFiles(
  source: readonly string[],
  input: string,
  { report }: ReviewOutcome,
  host: Host,
): TextFile[] {
  const isConfiguration = source.length === 0 && report.input.kind === "synthesized" && input !== "-";
  return (isConfiguration ? [input] : source).map((name) => ({ name, text: host.readFile(name) }));
}
