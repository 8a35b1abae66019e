import type { ProofStep } from "../../../lib/access/report";
import { failuresOf, type Problem, type ReviewOutcome } from "../../outcome";
import { type FunctionView, functionViews, type WayView } from "../../view/function-view";
import { resultText } from "../../view/result";
import { headline } from "../../view/summary";
import { counted, passageText } from "../../view/words";
import { matrixText } from "./matrix";
import { type Style, styleOf } from "./style";
import { hanging, wrapped } from "./text-layout";

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

/** The review for a terminal: what changes, who reaches what, what is wrong. */
export function terminalText(outcome: ReviewOutcome, options: TerminalOptions): string {
  const screen = { ...options, style: styleOf(options.color) };
  const sections = [
    headlineText(outcome, screen),
    changesText(outcome, screen),
    ...functionTexts(outcome, screen),
    problemsText(outcome, screen),
    noticesText(outcome, screen),
    endText(outcome, screen),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function headlineText({ source, report }: ReviewOutcome, { width, style }: Screen): string {
  const worst = report.changes[0];
  const [first, ...rest] = wrapped(`${source}: ${headline(report)}`, width);
  const color = (line: string) =>
    worst ? style.severity(worst.severity, style.strong(line)) : style.strong(line);
  return [first, ...rest].map(color).join("\n");
}

function changesText({ report }: ReviewOutcome, screen: Screen): string {
  if (report.changes.length < 2) return "";
  const lines = report.changes.map(({ severity, sentence }) => severityLine(severity, sentence, screen));
  return [screen.style.strong("What changes"), ...lines].join("\n");
}

function severityLine(severity: Problem["severity"], text: string, { width, style }: Screen): string {
  const [first, ...rest] = hanging("", text, SEVERITY_WIDTH, width).split("\n");
  const label = style.severity(severity, severity) + " ".repeat(SEVERITY_WIDTH - severity.length);
  return [label + first.slice(SEVERITY_WIDTH), ...rest].join("\n");
}

function functionTexts({ report }: ReviewOutcome, screen: Screen): string[] {
  const views = functionViews(report);
  const texts = views.slice(0, MATRICES).map((view) => functionText(view, screen));
  const left = views.length - texts.length;
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

function problemsText({ problems }: ReviewOutcome, screen: Screen): string {
  if (problems.length === 0) return "";
  return [
    screen.style.strong("What is wrong"),
    ...problems.map((problem) => problemText(problem, screen)),
  ].join("\n");
}

function problemText(problem: Problem, screen: Screen): string {
  const { style, width } = screen;
  const indent = " ".repeat(SEVERITY_WIDTH);
  const place = problem.argument ? `${problem.address}: ${problem.argument}` : problem.address;
  const under = (text: string) =>
    wrapped(text, width - SEVERITY_WIDTH).map((line) => indent + style.faint(line));
  return [
    severityLine(problem.severity, problem.message, screen),
    ...under(`${problem.rule} at ${place}`),
    ...(problem.constructPath ? under(`construct ${problem.constructPath}`) : []),
    ...problem.proof.flatMap((step) => under(`- ${proofText(step)}`)),
    ...(problem.acceptance
      ? under(`accepted until ${problem.acceptance.until}: ${problem.acceptance.reason}`)
      : []),
  ].join("\n");
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
