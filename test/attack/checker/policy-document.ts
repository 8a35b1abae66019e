import { DOMParser, type Element, type Node } from "@xmldom/xmldom";
import type { Block, TerraformApp, Value } from "./terraform-app";
import { type Expression, templateParts } from "./terraform-expression";

/** A Terraform value in a policy, where its text is not known at synth. */
export interface PolicyValue {
  readonly value: Value;
  readonly expression: Expression;
  readonly source: string;
}

/** A text of a policy; Terraform values stand in it as marks. */
export interface PolicyText {
  readonly text: string;
  readonly values: readonly PolicyValue[];
}

/** An element of a policy. */
export interface PolicyElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, PolicyText>;
  readonly children: readonly PolicyElement[];
  /** The texts between the tags. */
  readonly content: PolicyText;
}

/** A policy document, and of which level. */
export interface PolicyDocument {
  readonly block: Block;
  readonly root: PolicyElement;
}

export class PolicySyntaxError extends Error {}

/** A mark for a Terraform value: characters for private use around its number. */
const mark = /\uE000(\d+)\uE001/g;

/**
 * Reads the policy of a resource as API Management will: Terraform's escapes undone, known values in their places.
 *
 * @throws PolicySyntaxError when it is no XML, and what `templateParts` throws
 */
export function readPolicy(app: TerraformApp, block: Block): PolicyDocument {
  const values: PolicyValue[] = [];
  const xml = templateParts(String(block.args.xml_content))
    .map((part) => {
      if (typeof part === "string") return part.replace(/[\uE000\uE001]/g, "\uFFFD");
      const value = app.value(block.stack, `\${${part.source}}`);
      if (value.text !== undefined) return value.text;
      const escaped = escapedReference(part.expression);
      values.push({ ...part, value: escaped ? app.value(block.stack, `\${${escaped}}`) : value });
      return `\uE000${values.length - 1}\uE001`;
    })
    .join("");
  return { block, root: elementOf(parse(xml), values) };
}

/** The reference whose text an expression writes as XML. Whether it arrives as that text is another finding. */
function escapedReference(expression: Expression): string | undefined {
  if (expression.kind === "reference") {
    const { path } = expression;
    return path.every((step) => typeof step === "string") ? path.join(".") : undefined;
  }
  if (expression.kind !== "call") return undefined;
  const { name, args } = expression;
  if (name === "replace") return escapedReference(args[0]);
  return name === "regex" ? escapedReference(args[1]) : undefined;
}

function parse(xml: string): Element {
  const parser = new DOMParser({
    onError: (_level, message) => {
      throw new PolicySyntaxError(message);
    },
  });
  try {
    const root = parser.parseFromString(xml, "text/xml").documentElement;
    if (root) return root;
  } catch (error) {
    throw new PolicySyntaxError((error as Error).message);
  }
  throw new PolicySyntaxError("it has no element");
}

function elementOf(node: Element, values: readonly PolicyValue[]): PolicyElement {
  const children: Node[] = [...node.childNodes];
  const texts = children.filter(
    ({ nodeType }) => nodeType === node.TEXT_NODE || nodeType === node.CDATA_SECTION_NODE,
  );
  return {
    name: node.tagName,
    attributes: new Map(
      [...node.attributes].map(({ name, value }) => [name, policyText(value, values)] as const),
    ),
    children: children
      .filter((child) => child.nodeType === node.ELEMENT_NODE)
      .map((child) => elementOf(child as Element, values)),
    content: policyText(
      texts
        .map(({ nodeValue }) => nodeValue ?? "")
        .join("")
        .trim(),
      values,
    ),
  };
}

function policyText(text: string, values: readonly PolicyValue[]): PolicyText {
  return { text, values: [...text.matchAll(mark)].map(([, index]) => values[Number(index)]) };
}

/** The text of an attribute; empty without it. */
export function attribute(element: PolicyElement, name: string): string {
  return element.attributes.get(name)?.text ?? "";
}

/** An element and all below it. */
export function* elementsIn(element: PolicyElement): Generator<PolicyElement> {
  yield element;
  for (const child of element.children) yield* elementsIn(child);
}

/** The attributes and the content of an element itself. */
export function textsOf(element: PolicyElement): PolicyText[] {
  return [...element.attributes.values(), element.content];
}

/** Whether a text is known at synth and nothing that the gateway evaluates. */
export function isPlain({ text, values }: PolicyText): boolean {
  return values.length === 0 && !isEvaluated(text);
}

/** Whether the gateway evaluates something in a text: an expression, or a named value. */
export function isEvaluated(text: string): boolean {
  return /@[({]|\{\{/.test(text);
}

/** A text with the keys of Terraform values in their places: what equal texts have in common. */
export function keyOf({ text, values }: PolicyText): string {
  let index = 0;
  return text.replace(mark, () => `<${values[index++].value.key}>`);
}

/** The value that a text is, where it is one Terraform value and nothing else. */
export function valueOfText({ text, values }: PolicyText): Value | undefined {
  if (values.length === 0) return { key: JSON.stringify(text), text };
  return values.length === 1 && text.replace(mark, "") === "" ? values[0].value : undefined;
}

/** What elements say, for comparing them. */
export function signatureOf(elements: readonly PolicyElement[]): string {
  return elements
    .flatMap((element) => [...elementsIn(element)])
    .map(({ name, attributes, content }) =>
      JSON.stringify([name, ...[...attributes].map(([key, text]) => [key, keyOf(text)]), keyOf(content)]),
    )
    .join();
}
