import type { Read } from "./context-reads";
import { expressionReads } from "./expression-reads";
import { liquidReads } from "./liquid-reads";
import { type ExpressionInText, expressionsIn } from "./policy-expressions";

/** What a text of a policy reads when the gateway evaluates it; nothing for a plain text. */
export function readsOf(text: string, isLiquid: boolean): Read[] {
  const expressions = expressionsIn(text);
  return [
    ...expressions.flatMap(expressionReads),
    ...namedValues(text, expressions, isLiquid),
    ...(isLiquid ? liquidReads(text) : []),
  ];
}

// In a Liquid template, what looks like a named value is one of Liquid's.
function namedValues(text: string, expressions: readonly ExpressionInText[], isLiquid: boolean): Read[] {
  return [...text.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].flatMap(({ 1: name, index }): Read[] => {
    const inCode = expressions.some(({ start, end }) => index >= start && index < end);
    return isLiquid && !inCode ? [] : [{ what: "namedValue", name, inCode }];
  });
}
