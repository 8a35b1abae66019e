import { childElements, element, type XmlElement } from "../../policy/xml/xml-element";
import type { Api, Gateway, Operation, Product } from "../graph/gateways";
import type { PolicyDocument } from "../graph/policy-documents";
import type { ProofStep } from "../report";

/** A policy to run, and the document it stands in. */
export interface Instruction {
  readonly element: XmlElement;
  readonly document: PolicyDocument;
  readonly children: readonly Instruction[];
}

/** A list of policies that run one after the other. */
export interface Program {
  readonly id: number;
  readonly instructions: readonly Instruction[];
}

const plainForward = element("forward-request");
const unreadable = element("unreadable-policy");

let programs = 0;

export function program(instructions: readonly Instruction[]): Program {
  return { id: programs++, instructions };
}

/** The policies that run for a call of an operation, from the gateway's to the operation's (rules 18 and 19). */
export function programOf(
  gateway: Gateway,
  api: Api,
  operation: Operation,
  product: Product | undefined,
): Program {
  const levels = [gateway.policy, product?.policy, api.policy, operation.policy];
  const inbound = section("inbound", levels, []);
  const backend = section("backend", levels, [instruction(plainForward, noDocument(api))]);
  return program([...inbound, ...backend]);
}

/** A section with `<base />` replaced by the level above, up to what the gateway does by default. */
function section(
  name: string,
  levels: readonly (PolicyDocument | undefined)[],
  byDefault: readonly Instruction[],
): readonly Instruction[] {
  return levels.reduce<readonly Instruction[]>((above, document) => {
    if (!document) return above;
    const elements = document.sections?.get(name);
    if (elements) return elements.flatMap((one) => withBase(one, document, above));
    // A document that cannot be read may leave out what is above it.
    return document.sections && name === "backend" ? above : [instruction(unreadable, document)];
  }, byDefault);
}

function withBase(
  one: XmlElement,
  document: PolicyDocument,
  above: readonly Instruction[],
): readonly Instruction[] {
  if (one.name === "base") return above;
  return [
    {
      element: one,
      document,
      children: childElements(one).flatMap((child) => withBase(child, document, above)),
    },
  ];
}

export function instruction(one: XmlElement, document: PolicyDocument): Instruction {
  return {
    element: one,
    document,
    children: childElements(one).map((child) => instruction(child, document)),
  };
}

function noDocument({ resource }: Api): PolicyDocument {
  return { resource, argument: "service_url", toValue: (text) => ({ kind: "literal", value: text }) };
}

/** A fact of a policy, with the line where it stands. */
export function policyStep({ element, document }: Instruction, value: string, meaning: string): ProofStep {
  const line = element.line === undefined ? "" : `:${element.line}`;
  const inElement = value.startsWith("<") ? value : `<${element.name}> ${value}`;
  return {
    address: document.resource.address,
    argument: `${document.argument}${line}`,
    value: inElement,
    meaning,
  };
}
