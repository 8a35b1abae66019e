import { validationError } from "../support/validation";
import { escapedText, type XmlEscape } from "./terraform-values";

/** An XML element: a name, attributes in the order in which they are written, and children or text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (XmlElement | string)[];
  /** Its line in raw XML; undefined for an element that a method created. */
  readonly line?: number;
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

/** The children of an element that are elements. */
export function childElements({ children }: XmlElement): XmlElement[] {
  return children.filter((child): child is XmlElement => typeof child !== "string");
}

/** How many elements of a name there are in an element, itself included. */
export function countOf(root: XmlElement, name: string): number {
  return childElements(root).reduce((sum, child) => sum + countOf(child, name), root.name === name ? 1 : 0);
}

/** The value of an attribute; empty if it is missing. */
export function attribute({ attributes }: XmlElement, name: string): string {
  return attributes.find(([attributeName]) => attributeName === name)?.[1] ?? "";
}

/** The text of an element itself. */
export function textOf({ children }: XmlElement): string {
  return children.filter((child) => typeof child === "string").join("");
}

/** The line of an element in raw XML, for messages; empty for an element that a method created. */
export function lineOf({ line }: XmlElement): string {
  return line === undefined ? "" : ` at line ${line}`;
}

/** The attributes and the text of an element itself. */
export function texts({ attributes, children }: XmlElement): string[] {
  return [
    ...attributes.map(([, value]) => value),
    ...children.filter((child): child is string => typeof child === "string"),
  ];
}

/**
 * The canonical form of a policy: two spaces a level, LF, every special character escaped.
 *
 * azurerm undoes HTML escapes in what it reads back, and then compares twice: as parsed XML without white
 * space between elements, and, where that does not parse any more, as text without white space and with
 * `&amp; &lt; &gt; &quot;` undone. This form passes one of the two however Azure indents it (rule 21). Escaped
 * tabs and line ends would pass neither, so a text between tags has them unescaped, and an attribute should
 * have none; nor would a text that itself spells one of these escapes.
 *
 * @throws when a text has a character that XML 1.0 does not allow, not even escaped.
 */
export function xmlText(root: XmlElement): string {
  return `${elementLines(root).join("\n")}\n`;
}

function elementLines({ name, attributes, children }: XmlElement): string[] {
  const start = [name, ...attributes.map(([key, value]) => `${key}="${escaped(value, inAttribute)}"`)].join(
    " ",
  );
  if (children.length === 0) return [`<${start} />`];
  if (children.some((child) => typeof child === "string")) {
    // White space would become a part of the text.
    const inner = children.map((child) =>
      typeof child === "string" ? escaped(child, inElement) : elementLines(child).join("\n"),
    );
    return [`<${start}>${inner.join("")}</${name}>`];
  }
  const inner = children.flatMap((child) => (typeof child === "string" ? [] : elementLines(child)));
  return [`<${start}>`, ...inner.map((line) => `  ${line}`), `</${name}>`];
}

const markup: readonly XmlEscape[] = [
  { character: "&", xml: "&amp;" },
  { character: "<", xml: "&lt;" },
  { character: ">", xml: "&gt;" },
  { character: '"', xml: "&quot;", hcl: '\\"' },
];
const inElement: readonly XmlEscape[] = [...markup, { character: "\r", xml: "&#xD;", hcl: "\\r" }];
const inAttribute: readonly XmlEscape[] = [
  ...inElement,
  { character: "\t", xml: "&#x9;", hcl: "\\t" },
  { character: "\n", xml: "&#xA;", hcl: "\\n" },
];

function escaped(text: string, escapes: readonly XmlEscape[]): string {
  if (!fitsXml(text)) throw new Error(unfit(text));
  return escapedText(text, escapes);
}

/** Escapes what has a meaning in XML, and leaves line ends as they are. */
export function escapeMarkup(text: string): string {
  return markup.reduce((whole, { character, xml }) => whole.split(character).join(xml), text);
}

function unfit(text: string): string {
  return validationError(
    `The text ${JSON.stringify(text)} was given for a policy`,
    "XML 1.0 does not allow control characters, lone surrogates, U+FFFE and U+FFFF",
    "Remove them",
  );
}

/** Whether XML 1.0 allows a text: no control characters, lone surrogates, U+FFFE and U+FFFF. */
export function fitsXml(text: string): boolean {
  return /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(text);
}

/** Whether a text itself spells an escape that azurerm undoes in what it reads back, ignoring white space. */
export function spellsEscape(text: string): boolean {
  return /&(amp|lt|gt|quot);/.test(text.replace(/\s/g, ""));
}
