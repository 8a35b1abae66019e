import { parseRawPolicy } from "../../policy/xml/raw-policy";
import { attribute, childElements, textOf, type XmlElement } from "../../policy/xml/xml-element";
import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import type { StackIndex } from "./stack-index";
import { isAbsent, literalText, printed } from "./values";

/** A policy document of a gateway, a product, an API or an operation. */
export interface PolicyDocument {
  readonly resource: Resource;
  /** The argument that holds it. */
  readonly argument: string;
  /** Its sections; undefined where the document cannot be read. */
  readonly sections?: ReadonlyMap<string, readonly XmlElement[]>;
  readonly unknownBecause?: string;
  /** The value of a text in it. */
  readonly toValue: (text: string) => Value;
}

// For private use, and allowed in XML.
const [open, close] = ["\uE010", "\uE011"];
const special = new RegExp(`${open}(\\d+)${close}|\\{\\{\\s*([\\w.-]+)\\s*\\}\\}`, "g");

/** Whether a text holds a value that is known later than the text. */
export function hasLaterValue(text: string): boolean {
  return text.includes(open) || text.includes("{{");
}

/** The value of a named value of the gateway, by the name that policies know it by. */
export type NamedValue = (name: string) => Value;

/** Values that Terraform or the gateway knows later, as marks in a text that is otherwise known. */
class Marks {
  private readonly values: Value[] = [];
  private sensitive = false;

  public constructor(private readonly namedValue: NamedValue) {}

  public textOf(value: Value): string | undefined {
    if (value.kind === "literal") {
      this.sensitive = value.sensitive === true;
      return literalText(value);
    }
    if (value.kind !== "text") return undefined;
    return value.parts.map((part) => (typeof part === "string" ? part : this.marked(part))).join("");
  }

  public toValue(text: string): Value {
    if (/@[({]/.test(text)) return { kind: "unknown", because: "an expression of the policy" };
    const parts: (string | Value)[] = [];
    let end = 0;
    for (const { 0: found, 1: place, 2: name, index } of text.matchAll(special)) {
      if (index > end) parts.push(text.slice(end, index));
      parts.push(place === undefined ? this.namedValue(name) : this.values[Number(place)]);
      end = index + found.length;
    }
    if (end < text.length) parts.push(text.slice(end));
    const [only] = parts;
    if (parts.length === 1 && typeof only !== "string") return only;
    if (parts.some((part) => typeof part !== "string")) return { kind: "text", parts };
    return { kind: "literal", value: text, ...(this.sensitive && { sensitive: true }) };
  }

  private marked(value: Value): string {
    const isPrintable = value.kind === "literal" && !value.sensitive;
    return (isPrintable && literalText(value)) || `${open}${this.values.push(value) - 1}${close}`;
  }
}

/** Reads the policy of a resource. */
export function policyDocument(
  index: StackIndex,
  resource: Resource,
  namedValue: NamedValue,
  argument = "xml_content",
): PolicyDocument {
  const marks = new Marks(namedValue);
  const document = { resource, argument, toValue: (text: string) => marks.toValue(text) };
  const unreadable = (unknownBecause: string): PolicyDocument => ({ ...document, unknownBecause });
  if (!isAbsent(index.value(resource, "xml_link"))) return unreadable("the policy is behind a link");
  const value = index.value(resource, argument);
  if (isAbsent(value)) return unreadable(`${argument} is known after apply`);
  const text = marks.textOf(value as Value);
  if (text === undefined)
    return unreadable(`the policy's text is ${value?.kind === "unknown" ? value.because : printed(value)}`);
  const { errors, elements } = parseRawPolicy(text.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, ""));
  if (errors.length > 0) return unreadable(errors[0]);
  const root = elements.find(({ name }) => name === "policies" || name === "fragment");
  if (!root) return unreadable("the document has no element `policies`");
  if (hasTextBetweenPolicies(root))
    return unreadable("a text stands between the policies, which may be policies");
  const sections = root.name === "fragment" ? [root] : childElements(root);
  return {
    ...document,
    sections: new Map(sections.map((section) => [section.name, childElements(section)])),
  };
}

const holders =
  /^(policies|fragment|inbound|backend|outbound|on-error|choose|when|otherwise|retry|limit-concurrency|wait)$/;

/** Whether there is text where only policies are: a value that is known later, and may hold some. */
function hasTextBetweenPolicies({ name, children }: XmlElement): boolean {
  if (!holders.test(name)) return false;
  return children.some((child) => typeof child === "string" || hasTextBetweenPolicies(child));
}

/** The value of an attribute; undefined if it is missing. */
export function attributeValue(
  document: PolicyDocument,
  element: XmlElement,
  name: string,
): Value | undefined {
  const isThere = element.attributes.some(([attributeName]) => attributeName === name);
  return isThere ? document.toValue(attribute(element, name)) : undefined;
}

/** The values of the texts of an element's children with a name. */
export function childValues(
  document: PolicyDocument,
  element: XmlElement,
  list: string,
  item: string,
): readonly Value[] | undefined {
  const parent = childElements(element).find(({ name }) => name === list);
  if (!parent) return undefined;
  return childElements(parent)
    .filter(({ name }) => name === item)
    .map((child) => document.toValue(textOf(child).trim()));
}
