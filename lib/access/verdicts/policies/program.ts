import { attribute, childElements, element, type XmlElement } from "../../../policy/xml/xml-element";
import type { Api, Gateway, Operation, Product } from "../../graph/gateways";
import type { PolicyDocument } from "../../graph/policy-documents";
import { literalText } from "../../graph/values";
import type { ProofStep } from "../../report";

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

/** The policies that run for a call of an operation. */
export interface OperationProgram extends Program {
  /** Those that run when the backend has answered. */
  readonly outbound: Program;
  /** Those that run when the call has failed at one of the others. */
  readonly onError: Program;
  /** Code that conditions and variables are. */
  readonly conditions: readonly string[];
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
): OperationProgram {
  const levels = [gateway.policy, product?.policy, api.policy, operation.policy];
  const byDefault = { element: plainForward, document: noDocument(api), children: [] };
  const [inbound, backend, outbound, onError] = (["inbound", "backend", "outbound", "on-error"] as const).map(
    (name) => section(name, gateway, levels, name === "backend" ? [byDefault] : []),
  );
  const whole = {
    ...program([...inbound, ...backend]),
    outbound: program(outbound),
    onError: program(onError),
  };
  const all = [whole, whole.outbound, whole.onError].flatMap(everyInstruction);
  return { ...whole, conditions: all.flatMap(conditionsIn) };
}

/** A variable counts twice: it is a condition wherever it is used. */
function conditionsIn({ element: one }: Instruction): string[] {
  const value = one.name === "set-variable" ? attribute(one, "value") : undefined;
  return value === undefined ? (one.name === "when" ? [attribute(one, "condition")] : []) : [value, value];
}

/** A section with `<base />` replaced by the level above, up to what the gateway does by default. */
function section(
  name: string,
  { fragments }: Gateway,
  levels: readonly (PolicyDocument | undefined)[],
  byDefault: readonly Instruction[],
): readonly Instruction[] {
  return levels.reduce<readonly Instruction[]>((above, document) => {
    if (!document) return above;
    const elements = document.sections?.get(name);
    if (elements) return new Writer(document, fragments, above).instructions(elements);
    // A document that cannot be read may leave out what is above it.
    if (document.sections && name !== "inbound") return above;
    return [{ element: unreadable, document, children: [] }];
  }, byDefault);
}

/** Writes the elements of a document as instructions, with what they stand for in their place. */
class Writer {
  public constructor(
    private readonly document: PolicyDocument,
    private readonly fragments: Gateway["fragments"],
    private readonly above: readonly Instruction[],
    private readonly included: readonly string[] = [],
  ) {}

  public instructions(elements: readonly XmlElement[]): readonly Instruction[] {
    return elements.flatMap((one) => this.instruction(one));
  }

  private instruction(one: XmlElement): readonly Instruction[] {
    if (one.name === "base") return this.above;
    if (one.name === "include-fragment") return this.fragment(one);
    return [{ element: one, document: this.document, children: this.instructions(childElements(one)) }];
  }

  /** The content of a fragment; the element itself if the stack does not tell its content. */
  private fragment(one: XmlElement): readonly Instruction[] {
    const id = literalText(this.document.toValue(attribute(one, "fragment-id"))) ?? "";
    const fragment = this.included.includes(id) ? undefined : this.fragments.get(id);
    const elements = fragment?.sections?.get("fragment");
    if (!fragment || !elements) return [{ element: one, document: this.document, children: [] }];
    return new Writer(fragment, this.fragments, [], [...this.included, id]).instructions(elements);
  }
}

/** The policies of a program, and those within them. */
export function everyInstruction({ instructions }: Program): Instruction[] {
  const below = (one: Instruction): Instruction[] => [one, ...one.children.flatMap(below)];
  return instructions.flatMap(below);
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
