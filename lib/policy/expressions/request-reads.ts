import type { Read } from "./context-reads";
import { expressionReads } from "./expression-reads";
import { liquidReads } from "./liquid-reads";
import { expressionsIn } from "./policy-expressions";

/** What a text of a policy reads when the gateway evaluates it; nothing for a plain text. */
export function readsOf(text: string, isLiquid: boolean): Read[] {
  const expressions = expressionsIn(text);
  return [
    ...expressions.flatMap(expressionReads),
    ...expressions.flatMap(({ start, end }) => namedValues(text.slice(start, end))),
    ...(isLiquid ? liquidReads(text) : []),
  ];
}

function namedValues(code: string): Read[] {
  return [...code.matchAll(/\{\{([\w.-]+)\}\}/g)].map(([, name]) => ({ what: "namedValue", name }));
}
