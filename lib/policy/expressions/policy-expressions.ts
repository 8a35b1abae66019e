import { type CsharpToken, csharpTokens } from "./csharp-tokens";

/** Whether a text is a policy expression, `@(…)` or `@{…}`. */
export function isExpression(text: string): boolean {
  return /^@[({]/.test(text.trimStart());
}

/** A policy expression in a text. */
export interface ExpressionInText {
  readonly start: number;
  /** Where it ends: behind its last parenthesis or brace, or with the text. */
  readonly end: number;
  /** Its code, from the first parenthesis or brace on. */
  readonly tokens: readonly CsharpToken[];
  /** Whether its last parenthesis or brace was found. */
  readonly isClosed: boolean;
}

/** The policy expressions in a text, in their order. */
export function expressionsIn(text: string): ExpressionInText[] {
  const found: ExpressionInText[] = [];
  for (const { index } of text.matchAll(/@[({]/g)) {
    if (index >= (found.at(-1)?.end ?? 0)) found.push(expressionAt(text, index));
  }
  return found;
}

function expressionAt(text: string, start: number): ExpressionInText {
  const tokens: CsharpToken[] = [];
  let depth = 0;
  let end = start + 1;
  for (const token of csharpTokens(text, end)) {
    tokens.push(token);
    end += token.source.length;
    if (token.kind !== "sign") continue;
    if ("([{".includes(token.source)) depth++;
    if (")]}".includes(token.source) && --depth === 0) return { start, end, tokens, isClosed: true };
  }
  return { start, end, tokens, isClosed: false };
}

/**
 * An expression on one line: white space outside of literals is one space. azurerm compares a policy that it
 * reads back as XML, in which a line end of an attribute would be another character (rule 21).
 *
 * @returns undefined when the expression does not end where the text does, or has a line end or a comment that
 * cannot be left out without changing its meaning
 */
export function oneLineExpression(text: string): string | undefined {
  const trimmed = text.trim();
  const { end, tokens, isClosed } = expressionAt(trimmed, 0);
  if (!isClosed || end !== trimmed.length) return undefined;
  const fits = tokens.every(
    ({ kind, source }) => kind === "space" || (kind !== "comment" && !/[\t\n\r]/.test(source)),
  );
  return fits
    ? `@${tokens.map(({ kind, source }) => (kind === "space" ? " " : source)).join("")}`
    : undefined;
}

/** The text of an attribute; an expression that cannot be put on one line is rejected later. */
export function policyText(text: string): string {
  return isExpression(text) ? (oneLineExpression(text) ?? text) : text;
}

/** Where an expression at a place of a text ends; undefined when it has no end. */
export function expressionEnd(text: string, start: number): number | undefined {
  const { end, isClosed } = expressionAt(text, start);
  return isClosed ? end : undefined;
}
