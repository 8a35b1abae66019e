/**
 * Names in a plan are anybody's text. Here what a screen would obey becomes what it shows: control characters, line
 * breaks and the marks that turn the direction of what follows, each as its escape `\u001b`. Formats print only what
 * went through here, and escape it once more for their own language.
 */
export function printable<T>(value: T): T {
  if (typeof value === "string") return printableText(value) as T;
  if (typeof value !== "object" || value === null) return value;
  return (isPrintable(value) ? value : copied(value)) as T;
}

function copied(value: object): unknown {
  if (Array.isArray(value)) return value.map(printable);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printable(item)]));
}

/** Whether a screen obeys nothing in it: then it is printed as it is, and a large report is not copied. */
function isPrintable(value: unknown): boolean {
  if (typeof value === "string") return printableText(value) === value;
  if (typeof value !== "object" || value === null) return true;
  for (const item of Object.values(value)) if (!isPrintable(item)) return false;
  return true;
}

// Cc: controls. Cf: format, with the bidirectional marks. Cs: halves of a pair. Zl, Zp: line breaks.
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const plainText = /^[ -~]*$/;

function printableText(text: string): string {
  if (plainText.test(text)) return text;
  return text.replace(OBEYED, (character) => {
    const code = (character.codePointAt(0) as number).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}
