import { refusal } from "../../support/refusal";
import { element, type XmlElement } from "../xml";
import { expressionEnd, isExpression, oneLineExpression } from "./expressions";

/** What raw XML holds, or why it cannot be read. */
export interface RawPolicy {
  readonly refusals: readonly string[];
  readonly elements: readonly { readonly element: XmlElement; readonly line: number }[];
}

/** Reads raw XML as people write it for API Management: expressions may hold quotes and `<` as they are. */
export function parseRawPolicy(xml: string): RawPolicy {
  const first = read(xml);
  const result = first.problem === undefined ? first : read(escapeExpressions(xml));
  if (result.problem === undefined && result.elements.length > 0)
    return { refusals: [], elements: result.elements };
  return {
    elements: [],
    refusals: [
      refusal(
        `Raw XML was given that cannot be read: ${result.problem ?? "there is no element in it"}`,
        "Allowed are well-formed policy elements, with expressions as API Management takes them",
        "Mend it at that line",
      ),
    ],
  };
}

interface Read {
  readonly problem?: string;
  readonly elements: { element: XmlElement; line: number }[];
}

function read(xml: string): Read {
  // Loaded when raw XML is used: few policies need it.
  const { DOMParser } = require("@xmldom/xmldom") as typeof import("@xmldom/xmldom");
  let problem: string | undefined;
  try {
    const parser = new DOMParser({
      onError: (_level, message) => {
        problem ??= message;
        throw new Error(message);
      },
    });
    // The first line stays the first line.
    const root = parser.parseFromString(`<raw>${xml}</raw>`, "text/xml").documentElement;
    return { problem, elements: root ? childElements(root) : [] };
  } catch (error) {
    return { problem: problem ?? (error as Error).message.split("\n")[0], elements: [] };
  }
}

type Node = import("@xmldom/xmldom").Node;

function childElements(node: Node): { element: XmlElement; line: number }[] {
  return [...node.childNodes]
    .filter((child) => child.nodeType === child.ELEMENT_NODE)
    .map((child) => ({ element: asElement(child as unknown as DomElement), line: child.lineNumber ?? 1 }));
}

type DomElement = import("@xmldom/xmldom").Element;

function asElement(node: DomElement): XmlElement {
  const attributes = [...node.attributes].map(({ name, value }) => [name, oneLine(value)] as const);
  const inner = childElements(node).map((child) => child.element);
  const text = (node.textContent ?? "").trim();
  const children = inner.length > 0 ? inner : text === "" ? [] : [oneLine(text)];
  return element(node.tagName, Object.fromEntries(attributes), children);
}

// What cannot be put on one line is left as it is, and refused by the checks of texts.
function oneLine(text: string): string {
  return isExpression(text) ? (oneLineExpression(text) ?? text) : text;
}

/** Escapes expressions in place, line ends kept, so that lines in messages are the user's. */
function escapeExpressions(xml: string): string {
  let escaped = "";
  let at = 0;
  for (const { index } of xml.matchAll(/@[({]/g)) {
    if (index < at) continue;
    const end = expressionEnd(xml, index);
    if (end === undefined) continue;
    escaped += xml.slice(at, index) + escapeXml(xml.slice(index, end));
    at = end;
  }
  return escaped + xml.slice(at);
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
