/** An XML element: a name, attributes in the order in which they are written, and children or a text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (XmlElement | string)[];
}

/** An element. Attributes without a value are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly (XmlElement | string)[] = [],
): XmlElement {
  const given = Object.entries(attributes).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { name, attributes: given, children };
}

/**
 * The one way in which a policy is written: two spaces a level, LF, every special character escaped.
 *
 * azurerm compares what it reads back as parsed XML first, so well-formed XML makes no difference on a
 * second plan, however Azure indents it (rule 21).
 */
export function xmlText(root: XmlElement): string {
  return `${elementLines(root).join("\n")}\n`;
}

function elementLines({ name, attributes, children }: XmlElement): string[] {
  const start = [name, ...attributes.map(([key, value]) => `${key}="${escaped(value)}"`)].join(" ");
  if (children.length === 0) return [`<${start} />`];
  if (children.every((child) => typeof child === "string")) {
    return [`<${start}>${children.map(escaped).join("")}</${name}>`];
  }
  const inner = children.flatMap((child) =>
    typeof child === "string" ? [escaped(child)] : elementLines(child),
  );
  return [`<${start}>`, ...inner.map((line) => `  ${line}`), `</${name}>`];
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (character) => escapes[character]);
}

/** Whether XML 1.0 can hold a text: not control characters, lone surrogates, U+FFFE and U+FFFF. */
export function fitsXml(text: string): boolean {
  return /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(text);
}
