import { entranceNames } from "../../text/entrance-names";
import { type Style, styleOf } from "../../text/terminal/style";
import { hanging, padded, widest, wrapped } from "../../text/terminal/text-layout";
import { hasPassed, type ProbeOutcome, type Result, type Status } from "../outcome";
import { headline, resultText } from "../view/result";
import { type Section, sections, story, untriedViews } from "../view/sections";
import { callText, predictedText, seenText, statusWords } from "../view/words";

export interface TerminalOptions {
  /** Columns. */
  readonly width: number;
  readonly color: boolean;
}

interface Screen extends TerminalOptions {
  readonly style: Style;
}

const INDENT = 2;
const STATUS_WIDTH = Math.max(...Object.values(statusWords).map(({ length }) => length)) + 2;

/** A probe for a terminal: the story, then each call, then what was not tried. */
export function terminalText(outcome: ProbeOutcome, options: TerminalOptions): string {
  const screen = { ...options, style: styleOf(options.color) };
  const texts = [
    headlineText(outcome, screen),
    storyText(outcome, screen),
    ...sections(outcome).map((section) => sectionText(section, screen)),
    untriedText(outcome, screen),
    endText(outcome, screen),
  ];
  return `${texts.filter((text) => text !== "").join("\n\n")}\n`;
}

function headlineText(outcome: ProbeOutcome, { style, width }: Screen): string {
  const color = hasPassed(outcome) ? style.strong : (line: string) => style.severity("critical", line);
  return wrapped(`${outcome.source}: ${headline(outcome)}`, width)
    .map(color)
    .join("\n");
}

function storyText(outcome: ProbeOutcome, { style, width }: Screen): string {
  const lines = story(outcome);
  const indent = widest(lines.map(({ title }) => title)) + INDENT;
  const texts = lines.map(({ title, result }) =>
    hanging(title, result ? seenText(result.seen) : "not tried", indent, width),
  );
  return [style.strong("The story"), ...texts].join("\n");
}

function sectionText({ title, entrances }: Section, screen: Screen): string {
  const texts = entrances.flatMap(({ entrance, results }) => [
    ...wrapped(entrance.label, screen.width),
    ...results.map((result) => resultLine(result, screen)),
  ]);
  return [screen.style.strong(title), ...texts].join("\n");
}

function resultLine(result: Result, screen: Screen): string {
  const { attempt, seen, status, message, prediction } = result;
  const indent = " ".repeat(INDENT);
  const text = `${seenText(seen)}  ${attempt.how}`;
  const [first, ...rest] = hanging("", text, STATUS_WIDTH, screen.width - INDENT).split("\n");
  const word = statusColor(screen.style, status)(padded(statusWords[status], STATUS_WIDTH));
  const lines = [indent + word + first.slice(STATUS_WIDTH), ...rest.map((line) => indent + line)];
  if (status === "as-predicted") return lines.join("\n");
  const details = [
    ...(message === undefined ? [] : [message]),
    ...(status === "not-judged" ? [] : [`predicted: ${predictedText(prediction)}`]),
    callText(result),
  ];
  const margin = " ".repeat(INDENT + STATUS_WIDTH);
  const beneath = details.flatMap((detail) => wrapped(detail, screen.width - margin.length));
  return [...lines, ...beneath.map((line) => margin + screen.style.faint(line))].join("\n");
}

function statusColor(style: Style, status: Status): (text: string) => string {
  switch (status) {
    case "as-predicted":
      return (text) => style.access("refused", text);
    case "not-judged":
      return (text) => style.access("unknown", text);
    default:
      return (text) => style.severity("critical", text);
  }
}

function untriedText(outcome: ProbeOutcome, { style, width }: Screen): string {
  const views = untriedViews(outcome);
  if (views.length === 0) return "";
  const lines = views.flatMap(({ how, because, entrances }) => {
    const what = how === "at all" ? "" : ` ${how}`;
    return hanging("", `${entranceNames(entrances, 2)}${what}: ${because}`, INDENT, width);
  });
  return [style.strong("Not tried"), ...lines].join("\n");
}

function endText(outcome: ProbeOutcome, { style, width }: Screen): string {
  const color = hasPassed(outcome) ? style.strong : (line: string) => style.severity("critical", line);
  return wrapped(resultText(outcome), width).map(color).join("\n");
}
