/**
 * Text from a plan within Markdown. Words of letters are written as they are; what holds anything else becomes a code
 * span, in which nothing is a link, a mention, a tag or an emphasis.
 */
export function inline(text: string): string {
  const spans: { readonly words: string[]; readonly isPlain: boolean }[] = [];
  for (const word of text.split(" ")) {
    const isPlain = isPlainWord(word);
    const last = spans[spans.length - 1];
    if (last?.isPlain === isPlain) last.words.push(word);
    else spans.push({ words: [word], isPlain });
  }
  return spans.map(({ words, isPlain }) => (isPlain ? words.join(" ") : code(words.join(" ")))).join(" ");
}

/** The same within a cell of a table, which a bar would end, even in a code span and after a backslash. */
export function cell(text: string): string {
  return inline(text).replace(/\|/g, "\\u007c");
}

const PLAIN = /^[("']*[\p{L}\p{M}\p{N}]*(?:['’/-][\p{L}\p{M}\p{N}]+)*[)"']*[.,;:!?]?[)"']*$/u;
/** A number of a list, and what GitHub takes for a reference to an issue. */
const NOT_PLAIN = /^\d+[.)]|^GH-\d/i;

function isPlainWord(word: string): boolean {
  return PLAIN.test(word) && !NOT_PLAIN.test(word);
}

/** Text that is no prose: an address, an argument. A code span is delimited by more backticks than it holds in a row. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = /^[` ]|[` ]$/.test(text) ? " " : "";
  return `${fence}${padding}${text}${padding}${fence}`;
}
