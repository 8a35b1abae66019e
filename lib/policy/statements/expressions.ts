/** Whether a text is a policy expression, `@(…)` or `@{…}`. */
export function isExpression(text: string): boolean {
  return /^@[({]/.test(text.trimStart());
}

/**
 * An expression on one line: white space outside of literals is one space. azurerm compares a policy that it
 * reads back as XML, in which a line end of an attribute would be another character (rule 21).
 *
 * @returns nothing when the expression does not end where the text does, or has a line end or a comment that
 * cannot be taken out without changing what it says
 */
export function oneLineExpression(text: string): string | undefined {
  const expression = text.trim();
  if (expressionEnd(expression, 0) !== expression.length) return undefined;
  const found = [...parts(expression)];
  const fits = found.every(({ text: part, literal }) => !(literal ? /[\t\n\r]/ : /\/(?:\/|\*)/).test(part));
  return fits
    ? found.map((part) => (part.literal ? part.text : part.text.replace(/\s+/g, " "))).join("")
    : undefined;
}

/** A text of an attribute; an expression that cannot be put on one line is refused later. */
export function policyText(text: string): string {
  return isExpression(text) ? (oneLineExpression(text) ?? text) : text;
}

/** Where an expression that starts at a place of a text ends: behind its last parenthesis or brace. */
export function expressionEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let offset = start;
  for (const { text: part, literal } of parts(text.slice(start))) {
    for (const [index, character] of literal ? [] : [...part].entries()) {
      if ("({[".includes(character)) depth++;
      if (")}]".includes(character) && --depth === 0) return offset + index + 1;
    }
    offset += part.length;
  }
  return undefined;
}

interface Part {
  readonly text: string;
  /** Whether it is a C# text or character. */
  readonly literal: boolean;
}

const literalForm = /@"(?:[^"]|"")*"|\$?"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'/g;

/** An expression as code and literals, in turn. */
function* parts(expression: string): Generator<Part> {
  let at = 0;
  for (const match of expression.matchAll(literalForm)) {
    yield { text: expression.slice(at, match.index), literal: false };
    yield { text: match[0], literal: true };
    at = match.index + match[0].length;
  }
  yield { text: expression.slice(at), literal: false };
}
