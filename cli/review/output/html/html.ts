import type { ProofStep, Severity, Verdict } from "../../../../lib/access/report";
import { version } from "../../../../package.json";
import { entranceNames } from "../../../text/entrance-names";
import { html, Markup } from "../../../text/markup";
import { listed } from "../../../text/words";
import { failuresOf, type Problem, type ReviewOutcome } from "../../outcome";
import { CHANGE_RULE, type ChangeView, changeViews } from "../../view/changes";
import {
  type FunctionView,
  functionViews,
  type Passage,
  verdictsByEntrance,
  type WayView,
} from "../../view/function-view";
import { resultText } from "../../view/result";
import { headline } from "../../view/summary";
import { cellText, passageText } from "../../view/words";
import { rulePage } from "../rule-pages";
import { chainMarkup, type IsNew } from "./chain";
import { chainLayout } from "./chain-layout";
import { type PanelPart, type ProofPanel, type ProofPanels, proofPanels } from "./proofs";
import { style } from "./style";

/**
 * The review as one page, which loads nothing and runs nothing: a click on a line is a link to its proof, and the style
 * sheet shows the proof that is the target.
 */
export function htmlText(outcome: ReviewOutcome): string {
  const { report, source } = outcome;
  const views = functionViews(report);
  const verdicts = verdictsByEntrance(report.verdicts);
  const gained = new Set(report.changes.filter(({ change }) => change === "gains").map(pairKey));
  const isNew: IsNew = ({ verdict }) => gained.has(pairKey(verdict));
  const sections = views.map((view, index) => {
    const prefix = `f${index + 1}`;
    return functionMarkup(view, prefix, proofPanels(view, verdicts, prefix), isNew);
  });
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Access review of ${source}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#review">Skip to the review</a>
<header>
<h1>Access review of ${source}</h1>
<p class="headline">${headline(outcome)}</p>
${resultMarkup(outcome)}
</header>
<main id="review" tabindex="-1">
${noticesMarkup(outcome.notices)}
${changesMarkup(outcome)}
${views.length > 1 ? contents(views) : undefined}
${sections}
${problemsMarkup(outcome.problems.filter(({ rule }) => rule !== CHANGE_RULE))}
</main>
<footer><p>secure-function-behind-apim ${version}. Every verdict is of this ${report.input.kind}: it says what would happen, and not what is deployed.</p></footer>
</body>
</html>
`;
  return page.source;
}

function pairKey({ entrance, caller }: { entrance: string; caller: string }): string {
  return JSON.stringify([entrance, caller]);
}

function resultMarkup(outcome: ReviewOutcome): Markup {
  const ending = failuresOf(outcome).length > 0 ? "failed" : "passed";
  return html`<p class="result ${ending}">${resultText(outcome)}</p>`;
}

function changesMarkup(outcome: ReviewOutcome): Markup | undefined {
  const changes = changeViews(outcome);
  if (changes.length === 0) return undefined;
  return html`<h2>What changes</h2>
<ul class="findings">
${changes.map(changeMarkup)}</ul>`;
}

function changeMarkup({ severity, sentence, alike, proof, acceptance }: ChangeView): Markup {
  return html`<li>${severityMarkup(severity)} ${sentence}
${alike.length > 0 ? html`<p>The same for ${listed(alike)}.</p>` : undefined}${reasons({ proof, acceptance })}</li>
`;
}

/** What decides it, and who accepted it. */
function reasons({ proof, acceptance }: Pick<Problem, "proof" | "acceptance">): Markup[] {
  return [
    ...(proof.length > 0
      ? [
          html`<ul>
${proof.map(stepMarkup)}</ul>
`,
        ]
      : []),
    ...(acceptance
      ? [
          html`<p>Accepted until ${acceptance.until}: ${acceptance.reason}</p>
`,
        ]
      : []),
  ];
}

function stepMarkup({ address, argument, value, meaning }: ProofStep): Markup {
  return html`<li><code>${address}</code> <code>${argument} = ${value}</code>: ${meaning}</li>
`;
}

function severityMarkup(severity: Severity): Markup {
  return html`<span class="severity ${severity}">${severity}</span>`;
}

function contents(views: readonly FunctionView[]): Markup {
  const items = views.map(
    ({ function: { label } }, index) => html`<li><a href="#f${index + 1}">${label}</a></li>
`,
  );
  return html`<nav aria-label="Functions"><ul>
${items}</ul></nav>`;
}

function functionMarkup(view: FunctionView, prefix: string, panels: ProofPanels, isNew: IsNew): Markup {
  const { label, id, constructPath } = view.function;
  return html`<section class="function" id="${prefix}" aria-labelledby="${prefix}-title">
<h2 id="${prefix}-title">Who can reach ${label}</h2>
<p><code>${id}</code>${constructPath ? html`, construct <code>${constructPath}</code>` : undefined}</p>
<dl class="ways">
${view.ways.map(wayMarkup)}</dl>
<div class="drawing">
<p class="controls"><label><input type="checkbox" class="without-refused"> Hide what is refused</label></p>
<div class="scroll">${chainMarkup(chainLayout(view), label, panels, isNew)}</div>
</div>
<div class="proofs">
<p class="hint">Choose a line of the drawing, or a cell of the table, to see why.</p>
${panels.panels.map((panel) => panelMarkup(panel, prefix))}</div>
${matrixMarkup(view, panels)}
</section>
`;
}

function wayMarkup(view: WayView): Markup {
  const names = (passages: readonly Passage[]) =>
    passages.map((passage) => passageText(passage, view)).join("; ");
  const unknown = names(view.unknown);
  return html`<dt>${view.way.name}</dt><dd>${names(view.reaching) || "nobody"}${unknown ? html`; <span class="unknown">unknown: ${unknown}</span>` : undefined}</dd>
`;
}

function panelMarkup({ id, callers, parts, column }: ProofPanel, prefix: string): Markup {
  const who = listed(callers.map(({ label }) => label));
  return html`<article class="proof" id="${id}" tabindex="-1" aria-labelledby="${id}-title">
<h3 id="${id}-title">${who}, at ${column.name}: ${listed([...new Set(parts.map(({ verdict }) => cellText(verdict)))])}</h3>
${parts.map(partMarkup)}
<p class="close"><a href="#${prefix}">Back to the drawing</a></p>
</article>
`;
}

function partMarkup({ entrances, verdict }: PanelPart): Markup {
  return html`<p>${entranceNames(entrances, 20)}: <span class="${verdict.access}">${outcomeText(verdict)}</span></p>
<ol>
${verdict.proof.map(stepMarkup)}</ol>
${verdict.turnedBy ? html`<p>It would change with: ${verdict.turnedBy}</p>` : undefined}`;
}

function outcomeText({ access, as, answer, control, unknownBecause }: Verdict): string {
  if (access === "reaches") return as ? `reaches it, as ${as}` : "reaches it";
  if (access === "unknown") return unknownBecause ? `unknown, because ${unknownBecause}` : "unknown";
  return ["refused", answer ? `with ${answer}` : "", control ? `by ${control}` : ""]
    .filter(Boolean)
    .join(" ");
}

function matrixMarkup({ function: { label }, matrix }: FunctionView, { panelOf }: ProofPanels): Markup {
  const heads = matrix.columns.map(
    ({ name, entrances }) => html`<th scope="col">${name}<small>${entranceNames(entrances, 2)}</small></th>`,
  );
  const rows = matrix.callers.map((caller) => {
    const cells = matrix.columns.map((column) => {
      const verdict = column.verdicts.get(caller.id);
      const panel = panelOf(column, caller);
      if (!verdict || !panel) return html`<td class="none">–</td>`;
      return html`<td><a class="${verdict.access}" href="#${panel.id}">${cellText(verdict)}</a></td>`;
    });
    return html`<tr><th scope="row">${caller.label}</th>${cells}</tr>
`;
  });
  return html`<div class="scroll"><table>
<caption>Every verdict on ${label}</caption>
<thead><tr><td></td>${heads}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;
}

function problemsMarkup(problems: readonly Problem[]): Markup | undefined {
  if (problems.length === 0) return undefined;
  return html`<section aria-labelledby="findings"><h2 id="findings">What is wrong</h2>
<ul class="findings">
${problems.map(problemMarkup)}</ul></section>`;
}

function problemMarkup(problem: Problem): Markup {
  const { severity, message, rule, address, argument, constructPath } = problem;
  return html`<li>${severityMarkup(severity)} ${message}
<p><a href="${rulePage(rule)}">${rule}</a> at <code>${address}</code>${argument ? html` <code>${argument}</code>` : undefined}${constructPath ? html`, construct <code>${constructPath}</code>` : undefined}</p>
${reasons(problem)}</li>
`;
}

function noticesMarkup(notices: readonly string[]): Markup | undefined {
  if (notices.length === 0) return undefined;
  return html`<h2>Notes</h2>
<ul>
${notices.map(
  (notice) => html`<li>${notice}</li>
`,
)}</ul>`;
}
