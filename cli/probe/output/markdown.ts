import { entranceNames } from "../../text/entrance-names";
import { folded } from "../../text/markdown/folded";
import { cell, code, inline } from "../../text/markdown/inline";
import { linesThatFit } from "../../text/markdown/lines-that-fit";
import { counted } from "../../text/words";
import { hasPassed, type ProbeOutcome, type Result, withStatus } from "../outcome";
import { headline, resultText } from "../view/result";
import { sections, story, untriedViews } from "../view/sections";
import { callText, predictedText, seenText, statusWords } from "../view/words";

/** Of the 65,536 characters that a comment on GitHub holds. */
const LENGTHS = { wrong: 20_000, calls: 28_000, untried: 10_000 };

/** A probe for a pull request or a summary: the sentence and the story first, the details folded. */
export function markdownText(outcome: ProbeOutcome): string {
  const sign = hasPassed(outcome) ? "✅" : "❌";
  const parts = [
    `<!-- probe: ${encodeURIComponent(outcome.source)} -->\n### ${sign} ${inline(headline(outcome))}`,
    storyText(outcome),
    wrongText(outcome),
    resultText(outcome),
    callsText(outcome),
    untriedText(outcome),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function storyText(outcome: ProbeOutcome): string {
  const rows = story(outcome).map(({ title, result }) => {
    const [seen, call] = result ? [seenText(result.seen), code(callText(result))] : ["not tried", ""];
    return `| ${cell(title)} | ${cell(seen)} | ${call} |`;
  });
  return ["| The story | Answer | Call |", "| --- | --- | --- |", ...rows].join("\n");
}

function wrongText(outcome: ProbeOutcome): string {
  const wrong = [...withStatus(outcome, "differs"), ...withStatus(outcome, "no-answer")].map((result) =>
    [
      `- **${statusWords[result.status]}** ${inline(result.message ?? "")}`,
      `  - ${inline(`${result.attempt.entrance.label}, ${result.attempt.how}`)}: ${code(callText(result))}`,
      `  - predicted ${inline(predictedText(result.prediction))}, seen ${inline(seenText(result.seen))}`,
    ].join("\n"),
  );
  return linesThatFit(wrong, LENGTHS.wrong, (count) => `- and ${count} more`).join("\n");
}

function callsText(outcome: ProbeOutcome): string {
  const rows = sections(outcome).flatMap(({ entrances }) =>
    entrances.flatMap(({ results }) => results.map(row)),
  );
  const more = (count: number) => `| and ${counted(count, "more call")} | | | | |`;
  const table = [
    "| Entrance | Call | Predicted | Seen | |",
    "| --- | --- | --- | --- | --- |",
    ...linesThatFit(rows, LENGTHS.calls, more),
  ];
  return folded("Every call", table.join("\n"));
}

function row({ attempt, prediction, seen, status }: Result): string {
  const cells = [
    attempt.entrance.label,
    attempt.how,
    predictedText(prediction),
    seenText(seen),
    statusWords[status],
  ];
  return `| ${cells.map(cell).join(" | ")} |`;
}

function untriedText(outcome: ProbeOutcome): string {
  const lines = untriedViews(outcome).map(({ how, because, entrances }) => {
    const what = how === "at all" ? "" : ` ${how}`;
    return `- ${inline(`${entranceNames(entrances, 2)}${what}: ${because}`)}`;
  });
  if (lines.length === 0) return "";
  return folded(
    "Not tried",
    linesThatFit(lines, LENGTHS.untried, (count) => `- and ${count} more`).join("\n"),
  );
}
