import { DOMParser } from "@xmldom/xmldom";
import { type Applied, includes, type Values } from "./applied";

/** An element of a policy document. */
export interface PolicyElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly PolicyElement[];
  readonly text: string;
}

/** A policy document, with what its named values are. */
export function readPolicy(xml: string, namedValue: (name: string) => string): PolicyElement {
  return xml.includes("{{") ? withNamedValues(parsed(xml), namedValue) : parsed(xml);
}

const documents = new Map<string, PolicyElement>();

/** Parsed once: changes of a stack leave most of its policies as they are. */
function parsed(xml: string): PolicyElement {
  const known = documents.get(xml);
  if (known) return known;
  const text = xml.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, "");
  const { documentElement } = new DOMParser().parseFromString(text, "text/xml");
  const root = elementOf(documentElement as unknown as XmlNode);
  documents.set(xml, root);
  return root;
}

function elementOf(node: XmlNode): PolicyElement {
  return {
    name: node.nodeName,
    attributes: Object.fromEntries(Array.from(node.attributes ?? [], ({ name, value }) => [name, value])),
    children: Array.from(node.childNodes)
      .filter(({ nodeType }) => nodeType === ELEMENT)
      .map(elementOf),
    text: (node.textContent ?? "").trim(),
  };
}

function withNamedValues(element: PolicyElement, namedValue: (name: string) => string): PolicyElement {
  const replaced = (text: string) => text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (_, name) => namedValue(name));
  return {
    name: element.name,
    attributes: Object.fromEntries(
      Object.entries(element.attributes).map(([name, value]) => [name, replaced(value)]),
    ),
    children: element.children.map((child) => withNamedValues(child, namedValue)),
    text: replaced(element.text),
  };
}

const ELEMENT = 1;

interface XmlNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<XmlNode>;
}

const forward: PolicyElement = { name: "forward-request", attributes: {}, children: [], text: "" };

export type Section = "inbound" | "backend" | "outbound" | "on-error";

/** The elements of a section, with the level above in the place of each `<base />`; levels from the gateway's. */
export function sectionOf(
  name: Section,
  levels: readonly (PolicyElement | undefined)[],
): readonly PolicyElement[] {
  let above: readonly PolicyElement[] = name === "backend" ? [forward] : [];
  for (const level of levels) {
    if (!level) continue;
    const section = level.children.find((child) => child.name === name);
    above = section ? withBase(section.children, above) : above;
  }
  return above;
}

function withBase(
  elements: readonly PolicyElement[],
  above: readonly PolicyElement[],
): readonly PolicyElement[] {
  return elements.flatMap((element) =>
    element.name === "base" ? above : [{ ...element, children: withBase(element.children, above) }],
  );
}

/** The named values of a gateway. */
export function namedValuesOf(applied: Applied, isOnGateway: (values: Values) => boolean) {
  const all = applied.made("azurerm_api_management_named_value").filter(({ values }) => isOnGateway(values));
  return (name: string): string =>
    all.find(({ values }) => includes([values.display_name, values.name], name))?.values.value ??
    `{{${name}}}`;
}
