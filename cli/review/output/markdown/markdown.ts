import { entranceNames } from "../../../text/entrance-names";
import { folded } from "../../../text/markdown/folded";
import { cell, code, inline } from "../../../text/markdown/inline";
import { linesThatFit } from "../../../text/markdown/lines-that-fit";
import { counted, listed } from "../../../text/words";
import { failuresOf, type Problem, type ReviewOutcome } from "../../outcome";
import { CHANGE_RULE, type ChangeView, changeViews } from "../../view/changes";
import { type FunctionView, functionViews, type Matrix, type WayView } from "../../view/function-view";
import { resultText } from "../../view/result";
import { headline } from "../../view/summary";
import { cellText, passageText } from "../../view/words";
import { rulePage } from "../rule-pages";

/**
 * Of the 65,536 characters that a comment on GitHub holds. The parts together stay below, whatever the plan holds, and
 * leave a bot room for words of its own.
 */
const LENGTHS = {
  headline: 1_500,
  changes: 12_000,
  ways: 14_000,
  problems: 18_000,
  matrices: 14_000,
  notices: 2_000,
};

/** The review for a pull request: the sentence first, then tables, the details folded. */
export function markdownText(outcome: ReviewOutcome): string {
  const views = functionViews(outcome.report);
  const parts = [
    `${marker(outcome.source)}\n### ${headlineText(outcome)}`,
    noticesText(outcome),
    changesText(outcome),
    waysText(views),
    resultText(outcome),
    problemsText(outcome),
    matricesText(views),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Lets a bot find the comment that it wrote for this source, and edit it. */
function marker(source: string): string {
  return `<!-- access-review: ${encodeURIComponent(source)} -->`;
}

function headlineText(outcome: ReviewOutcome): string {
  const sign = failuresOf(outcome).length > 0 ? "❌" : "✅";
  return `${sign} ${inline(shortened(headline(outcome), LENGTHS.headline))}`;
}

/** What is as it is meant to be is folded: it must not bury the rest. */
function changesText(outcome: ReviewOutcome): string {
  const views = changeViews(outcome);
  const meant = views.filter(({ severity }) => severity === "info");
  const more = (count: number) => `- and ${counted(count, "more change")}`;
  const textOf = (changes: readonly ChangeView[]) =>
    linesThatFit(changes.map(changeText), LENGTHS.changes / 2, more).join("\n");
  const others = textOf(views.filter((view) => !meant.includes(view)));
  if (meant.length === 0) return others;
  const foldedMeant = folded(
    counted(meant.length, "change that is no finding", "changes that are no findings"),
    textOf(meant),
  );
  return others === "" ? foldedMeant : `${others}\n\n${foldedMeant}`;
}

function changeText({ severity, sentence, alike, proof, acceptance }: ChangeView): string {
  return [
    `- **${severity}** ${inline(sentence)}`,
    ...(alike.length > 0 ? [`  - the same for ${inline(listed(alike))}`] : []),
    ...reasons({ proof, acceptance }),
  ].join("\n");
}

/** What decides it, and who accepted it. */
function reasons({ proof, acceptance }: Pick<Problem, "proof" | "acceptance">): string[] {
  return [
    ...proof.map(
      ({ address, argument, value, meaning }) =>
        `  - ${code(`${address} ${argument} = ${value}`)}: ${inline(meaning)}`,
    ),
    ...(acceptance ? [`  - accepted until ${acceptance.until}: ${inline(acceptance.reason)}`] : []),
  ];
}

function waysText(views: readonly FunctionView[]): string {
  if (views.length === 0) return "";
  const rows = views.flatMap((view) => view.ways.map((way) => wayRow(view, way)));
  return [
    "| Function | Way | Reached by | Unknown |",
    "| --- | --- | --- | --- |",
    ...linesThatFit(rows, LENGTHS.ways, (count) => `| and ${counted(count, "more row")} | | | |`),
  ].join("\n");
}

function wayRow({ function: { label } }: FunctionView, view: WayView): string {
  const names = (passages: WayView["reaching"]) =>
    passages.map((passage) => cell(passageText(passage, view))).join("<br>");
  return `| ${cell(label)} | ${view.way.name} | ${names(view.reaching) || "nobody"} | ${names(view.unknown)} |`;
}

function problemsText(outcome: ReviewOutcome): string {
  const problems = outcome.problems.filter(({ rule }) => rule !== CHANGE_RULE);
  if (problems.length === 0) return "";
  const texts = problems.map(problemText);
  const more = (count: number) => `- and ${counted(count, "more finding")}`;
  return folded(counted(problems.length, "finding"), linesThatFit(texts, LENGTHS.problems, more).join("\n"));
}

function problemText(problem: Problem): string {
  const { severity, message, rule, address, argument, constructPath } = problem;
  return [
    `- **${severity}** ${inline(message)} ([${rule}](${rulePage(rule)}))`,
    `  - at ${code(argument ? `${address} ${argument}` : address)}`,
    ...(constructPath ? [`  - construct ${code(constructPath)}`] : []),
    ...reasons(problem),
  ].join("\n");
}

function matricesText(views: readonly FunctionView[]): string {
  if (views.length === 0) return "";
  const texts = views.map(matrixText);
  const more = (count: number) => `and ${counted(count, "more Function")}`;
  return folded("Every verdict", linesThatFit(texts, LENGTHS.matrices, more).join("\n\n"));
}

function matrixText({ function: { label }, matrix }: FunctionView): string {
  const { callers, columns } = matrix;
  const rows = callers.map(({ id, label: caller }) => {
    const cells = columns.map(({ verdicts }) => cellText(verdicts.get(id)));
    return `| ${[cell(caller), ...cells].join(" | ")} |`;
  });
  return [
    `**${inline(label)}**`,
    "",
    `| | ${columns.map(({ name }) => name).join(" | ")} |`,
    `| --- |${" --- |".repeat(columns.length)}`,
    ...rows,
    "",
    ...legend(matrix),
  ].join("\n");
}

function legend({ columns }: Matrix): string[] {
  return columns.map(({ name, entrances }) => `- ${name}: ${inline(entranceNames(entrances, 3))}`);
}

function noticesText({ notices }: ReviewOutcome): string {
  const lines = notices.map((notice) => `> ${inline(notice)}`);
  return linesThatFit(lines, LENGTHS.notices, (count) => `> and ${counted(count, "more note")}`).join(
    "\n>\n",
  );
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
