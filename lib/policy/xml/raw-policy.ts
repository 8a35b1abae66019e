import { lazyParsers } from "../../support/lazy-parsers";
import { validationError } from "../../support/validation-error";
import { expressionEnd, policyText } from "../expressions/policy-expressions";
import { element, escapeMarkup, type XmlElement } from "./xml-element";

/** The elements of raw XML, or why it cannot be read. */
export interface RawPolicy {
  readonly errors: readonly string[];
  readonly elements: readonly XmlElement[];
}

/** Reads raw XML as it is written for API Management: expressions may contain quotes and `<` unescaped. */
export function parseRawPolicy(xml: string): RawPolicy {
  const first = read(xml);
  const { problem, elements, text } = first.problem === undefined ? first : read(escapeExpressions(xml));
  if (problem !== undefined) return unreadable(problem);
  if (text !== "") return unreadable(`the text ${JSON.stringify(text)} is outside of every element`);
  return elements.length > 0 ? { errors: [], elements } : unreadable("there is no element in it");
}

function unreadable(problem: string): RawPolicy {
  return {
    elements: [],
    errors: [
      validationError(
        `Raw XML was given that cannot be read: ${problem}`,
        "Allowed are well-formed policy elements, with expressions as API Management accepts them",
        "Correct it there",
      ),
    ],
  };
}

interface Read {
  readonly problem?: string;
  readonly elements: readonly XmlElement[];
  readonly text: string;
}

function read(xml: string): Read {
  const { DOMParser } = lazyParsers.xml();
  let problem: string | undefined;
  try {
    const parser = new DOMParser({
      // Only these are line ends in XML 1.0.
      normalizeLineEndings: (source) => source.replace(/\r\n?/g, "\n"),
      onError: (_level, message, { locator }) => {
        // It is a valid character.
        if (message.startsWith("Unicode replacement character")) return;
        const plain = withoutWrapper(message);
        problem ??= locator?.lineNumber ? `line ${locator.lineNumber}: ${plain}` : plain;
        throw new Error(message);
      },
    });
    // On one line, so that line numbers stay the user's.
    const root = parser.parseFromString(`<${wrapper}>${xml}</${wrapper}>`, "text/xml").documentElement;
    const children = root ? childrenOf(root) : [];
    return {
      problem,
      elements: children.filter((child): child is XmlElement => typeof child !== "string"),
      text: children.filter((child) => typeof child === "string").join(" "),
    };
  } catch (error) {
    return { problem: problem ?? (error as Error).message.split("\n")[0], elements: [], text: "" };
  }
}

/** Around the user's elements, because the parser reads one element. No message names it: the user knows nothing of it. */
const wrapper = "elements-of-raw-xml";

/** What the parser says, in terms of what the user wrote. */
function withoutWrapper(message: string): string {
  const [, open, end] = /^Opening and ending tag mismatch: "([^"]+)" != "([^"]+)"/.exec(message) ?? [];
  if (open === wrapper) return `\`</${end}>\` has no start tag`;
  if (end === wrapper) return `\`<${open}>\` has no end tag`;
  if (open !== undefined) return `\`<${open}>\` is ended by \`</${end}>\``;
  if (message.includes("HierarchyRequestError")) return "there is an end tag without its start tag";
  return message
    .split(`</${wrapper}`)
    .join("")
    .replace(/^element parse error: Error: /, "")
    .replace(/,?(?: starting)? at position \d+/, "");
}

type Node = import("@xmldom/xmldom").Node;
type DomElement = import("@xmldom/xmldom").Element;

/** Elements and texts in their order, without comments and white space between elements. */
function childrenOf(node: Node): (XmlElement | string)[] {
  const children: (XmlElement | string)[] = [];
  for (const child of node.childNodes) {
    if (child.nodeType === child.ELEMENT_NODE) children.push(asElement(child as unknown as DomElement));
    if (child.nodeType === child.TEXT_NODE || child.nodeType === child.CDATA_SECTION_NODE) {
      const text = child.nodeValue ?? "";
      const last = children.at(-1);
      if (typeof last === "string") children[children.length - 1] = last + text;
      else children.push(text);
    }
  }
  return children.filter((child) => typeof child !== "string" || child.trim() !== "");
}

function asElement(node: DomElement): XmlElement {
  const attributes = [...node.attributes].map(({ name, value }) => [name, policyText(value)] as const);
  const children = childrenOf(node).map((child) => (typeof child === "string" ? child.trim() : child));
  return {
    ...element(node.tagName, Object.fromEntries(attributes), children),
    line: node.lineNumber ?? undefined,
  };
}

/** Escapes expressions in place, and keeps line ends, so that line numbers stay the user's. */
function escapeExpressions(xml: string): string {
  let escaped = "";
  let at = 0;
  for (const { index } of xml.matchAll(/@[({]/g)) {
    if (index < at) continue;
    const end = expressionEnd(xml, index);
    if (end === undefined) continue;
    escaped += xml.slice(at, index) + escapeMarkup(xml.slice(index, end));
    at = end;
  }
  return escaped + xml.slice(at);
}
