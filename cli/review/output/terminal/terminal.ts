import type { ProofStep } from "../../../../lib/access/report";
import { type Style, styleOf } from "../../../text/terminal/style";
import { hanging, wrapped } from "../../../text/terminal/text-layout";
import { counted, listed } from "../../../text/words";
import { failuresOf, type Problem, type ReviewOutcome } from "../../outcome";
import { CHANGE_RULE, type ChangeView, changeViews } from "../../view/changes";
import { type FunctionView, functionViews, type WayView } from "../../view/function-view";
import { resultText } from "../../view/result";
import { headline, headlineSeverity } from "../../view/summary";
import { passageText } from "../../view/words";
import { matrixText } from "./matrix";

export interface TerminalOptions {
  /** Columns. */
  readonly width: number;
  readonly color: boolean;
}

/** More matrices than these are scrolled by, not read. The other formats hold all. */
const MATRICES = 10;
const SEVERITY_WIDTH = "critical".length + 2;

interface Screen extends TerminalOptions {
  readonly style: Style;
}

/** The review for a terminal: what to know of it, what changes, who reaches what, what is wrong. */
export function terminalText(outcome: ReviewOutcome, options: TerminalOptions): string {
  const screen = { ...options, style: styleOf(options.color) };
  const sections = [
    headlineText(outcome, screen),
    noticesText(outcome, screen),
    changesText(outcome, screen),
    ...functionTexts(outcome, screen),
    problemsText(outcome, screen),
    endText(outcome, screen),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function headlineText(outcome: ReviewOutcome, { width, style }: Screen): string {
  const severity = headlineSeverity(outcome);
  const color = (line: string) =>
    severity ? style.severity(severity, style.strong(line)) : style.strong(line);
  return wrapped(`${outcome.source}: ${headline(outcome)}`, width)
    .map(color)
    .join("\n");
}

function changesText(outcome: ReviewOutcome, screen: Screen): string {
  const changes = changeViews(outcome);
  if (changes.length === 0) return "";
  return [screen.style.strong("What changes"), ...changes.map((change) => changeText(change, screen))].join(
    "\n",
  );
}

function changeText({ severity, sentence, alike, proof, acceptance }: ChangeView, screen: Screen): string {
  return [
    severityLine(severity, sentence, screen),
    ...(alike.length > 0 ? beneath(`The same for ${listed(alike)}.`, screen) : []),
    ...reasons({ proof, acceptance }, screen),
  ].join("\n");
}

function severityLine(severity: Problem["severity"], text: string, { width, style }: Screen): string {
  const [first, ...rest] = hanging("", text, SEVERITY_WIDTH, width).split("\n");
  const label = style.severity(severity, severity) + " ".repeat(SEVERITY_WIDTH - severity.length);
  return [label + first.slice(SEVERITY_WIDTH), ...rest].join("\n");
}

function functionTexts({ report }: ReviewOutcome, screen: Screen): string[] {
  const { functions } = report;
  const shown = functionViews({ ...report, functions: functions.slice(0, MATRICES) });
  const texts = shown.map((view) => functionText(view, screen));
  const left = functions.length - shown.length;
  if (left === 0) return texts;
  const more = `${counted(left, "more Function")}: --format json, markdown and html list all of them.`;
  return [...texts, wrapped(more, screen.width).join("\n")];
}

function functionText(view: FunctionView, screen: Screen): string {
  const { label } = view.function;
  const title = wrapped(`Who can reach ${label}`, screen.width).map(screen.style.strong).join("\n");
  const indent = Math.max(...view.ways.map(({ way }) => way.name.length), 0) + 2;
  const ways = view.ways.map((way) => hanging(way.way.name, wayText(way), indent, screen.width));
  return [[title, ...ways].join("\n"), matrixText(view.matrix, screen.width, screen.style)].join("\n\n");
}

function wayText(view: WayView): string {
  const reaching = view.reaching.map((passage) => passageText(passage, view));
  const unknown = view.unknown.map((passage) => passageText(passage, view));
  const known = reaching.length > 0 ? reaching.join("; ") : "nobody";
  return unknown.length > 0 ? `${known}; unknown: ${unknown.join("; ")}` : known;
}

function problemsText(outcome: ReviewOutcome, screen: Screen): string {
  const problems = outcome.problems.filter(({ rule }) => rule !== CHANGE_RULE);
  if (problems.length === 0) return "";
  const texts = problems.map((problem) => problemText(problem, screen));
  return [screen.style.strong("What is wrong"), ...texts].join("\n");
}

function problemText(problem: Problem, screen: Screen): string {
  const { severity, message, rule, address, argument, constructPath } = problem;
  return [
    severityLine(severity, message, screen),
    ...beneath(`${rule} at ${argument ? `${address}: ${argument}` : address}`, screen),
    ...(constructPath ? beneath(`construct ${constructPath}`, screen) : []),
    ...reasons(problem, screen),
  ].join("\n");
}

/** What decides it, and who accepted it. */
function reasons({ proof, acceptance }: Pick<Problem, "proof" | "acceptance">, screen: Screen): string[] {
  return [
    ...proof.flatMap((step) => beneath(`- ${proofText(step)}`, screen)),
    ...(acceptance ? beneath(`accepted until ${acceptance.until}: ${acceptance.reason}`, screen) : []),
  ];
}

function beneath(text: string, { style, width }: Screen): string[] {
  return wrapped(text, width - SEVERITY_WIDTH).map((line) => " ".repeat(SEVERITY_WIDTH) + style.faint(line));
}

/** One fact, as somebody would look it up. */
export function proofText({ address, argument, value, meaning }: ProofStep): string {
  return `${address}: ${argument} = ${value} (${meaning})`;
}

function noticesText({ notices }: ReviewOutcome, { width }: Screen): string {
  return notices.map((notice) => hanging("note", notice, "note".length + 2, width)).join("\n");
}

function endText(outcome: ReviewOutcome, { style, width }: Screen): string {
  const color = (line: string) =>
    failuresOf(outcome).length > 0 ? style.severity("critical", line) : style.strong(line);
  return wrapped(resultText(outcome), width).map(color).join("\n");
}
