import { entranceNames } from "../../../text/entrance-names";
import { html, type Markup } from "../../../text/markup";
import { cellText } from "../../view/words";
import type { Box, ChainLayout, Edge, Line } from "./chain-layout";
import type { ProofPanels } from "./proofs";

/** The chain as a drawing whose lines link to their proofs. */
export function chainMarkup(
  layout: ChainLayout,
  label: string,
  { panelOf }: ProofPanels,
  isNew: IsNew,
): Markup {
  const { width, height, frames, joints, entrances, callers, target } = layout;
  // What is refused lies beneath what passes.
  const edges = [...layout.edges].sort((one, other) => weight(one) - weight(other));
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="Who reaches ${label}, drawn">
${frames.map(
  (frame) => html`<g class="frame">${rectangle(frame)}${textLine(frame.x + 12, frame.y + 22, frame.title)}</g>
`,
)}
${joints.map(
  (joint) => html`<path class="joint" d="${curve(joint)}"/>
`,
)}
${edges.map((edge) => edgeMarkup(edge, panelOf(edge.column, edge.caller)?.id, isNew(edge)))}
${entrances.map(
  (
    box,
  ) => html`<g class="entrance"><title>${entranceNames(box.column.entrances, 20)}</title>${rectangle(box)}${textLine(box.x + 10, box.y + 22, entranceTitle(box.column.entrances, box.width))}</g>
`,
)}
${callers.map(
  (
    box,
  ) => html`<g class="caller"><title>${box.caller.label}</title>${rectangle(box)}${twoLines(box, box.caller.label)}</g>
`,
)}
<g class="target"><title>${label}</title>${rectangle(target)}${twoLines(target, label)}</g>
</svg>`;
}

export type IsNew = (edge: Edge) => boolean;

function weight({ verdict }: Edge): number {
  return ["refused", "unknown", "reaches"].indexOf(verdict.access);
}

function edgeMarkup(edge: Edge, panel: string | undefined, isNew: boolean): Markup {
  const { caller, column, verdict } = edge;
  const name = `${caller.label}, ${column.name}: ${cellText(verdict)}${isNew ? ", new" : ""}`;
  const path = curve(edge);
  return html`<a class="edge ${verdict.access}${isNew ? " new" : ""}" href="#${panel}" aria-label="${name}"><title>${name}</title><path class="grip" d="${path}"/><path class="line" d="${path}"/>${endMarkup(edge)}</a>
`;
}

/** An arrow, a bar, or a question mark. */
function endMarkup({ to, verdict }: Edge): Markup {
  if (verdict.access === "refused") return html`<path class="end" d="M${to.x - 4} ${to.y - 7}v14"/>`;
  if (verdict.access === "unknown") return html`<text class="end" x="${to.x - 14}" y="${to.y - 6}">?</text>`;
  return html`<path class="end" d="M${to.x - 10} ${to.y - 6}l10 6l-10 6z"/>`;
}

function curve({ from, to }: Line): string {
  const middle = (from.x + to.x) / 2;
  return `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}

function rectangle({ x, y, width, height }: Box): Markup {
  return html`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`;
}

function textLine(x: number, y: number, text: string): Markup {
  return html`<text x="${x}" y="${y}">${text}</text>`;
}

/** The width that a character of the drawing may have: fonts differ. */
const CHARACTER = 8.2;

function entranceTitle(entrances: Parameters<typeof entranceNames>[0], width: number): string {
  return cut(entranceNames(entrances, 1), Math.floor((width - 20) / CHARACTER));
}

function twoLines(box: Box, text: string): Markup {
  const characters = Math.floor((box.width - 20) / CHARACTER);
  const space = text.lastIndexOf(" ", characters);
  if (text.length <= characters) return textLine(box.x + 10, box.y + box.height / 2 + 5, text);
  const end = space > 0 ? space : characters;
  const [first, second] = [text.slice(0, end), text.slice(end).trim()];
  const top = box.y + box.height / 2;
  return html`${textLine(box.x + 10, top - 4, first)}${textLine(box.x + 10, top + 14, cut(second, characters))}`;
}

function cut(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;
}
