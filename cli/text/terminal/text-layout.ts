import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Wraps a text to a width, with every line but the first indented. */
export function hanging(first: string, text: string, indent: number, width: number): string {
  const lines = wrapped(text, width - indent);
  const rest = lines.slice(1).map((line) => " ".repeat(indent) + line);
  return [padded(first, indent) + lines[0], ...rest].join("\n");
}

/** A text in lines that fit. A word that is longer than a line is broken, so that nothing leaves the screen. */
export function wrapped(text: string, width: number): string[] {
  return wrapAnsi(text, Math.max(width, 20), { hard: true }).split("\n");
}

export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

export function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => stringWidth(text)));
}
