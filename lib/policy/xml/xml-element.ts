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

/** Escapes what has a meaning in XML, and leaves line ends as they are. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character]);
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Whether XML 1.0 allows a text: no control characters, lone surrogates, U+FFFE and U+FFFF. */
export function fitsXml(text: string): boolean {
  return /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(text);
}

/** Whether a text itself spells an escape that azurerm undoes in what it reads back, ignoring white space. */
export function spellsEscape(text: string): boolean {
  return /&(amp|lt|gt|quot);/.test(text.replace(/\s/g, ""));
}
