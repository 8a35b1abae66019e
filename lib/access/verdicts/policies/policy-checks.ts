import { attribute, childElements, textOf, type XmlElement } from "../../../policy/xml/xml-element";
import type { Gateway } from "../../graph/gateways";
import { attributeValue, hasLaterValue } from "../../graph/policy-documents";
import { printed } from "../../graph/values";
import { type Check, type Decision, passes, unknown, unsure } from "../decision";
import type { GatewayCall } from "./gateway-call";
import { type Instruction, policyStep } from "./program";

/** Policies that neither keep a caller out for good nor change who calls what with which token. */
const harmless =
  /^(azure-openai-.*|llm-.*|cache-(lookup|store|lookup-value|store-value|remove-value)|cors|cross-domain|emit-metric|find-and-replace|get-authorization-context|json-to-xml|xml-to-json|jsonp|log-to-eventhub|proxy|quota(-by-key)?|rate-limit(-by-key)?|redirect-content-urls|rewrite-uri|set-body|set-method|set-query-parameter|set-status|set-variable|trace|validate-(content|headers|parameters|status-code|odata-request)|publish-to-dapr|send-service-bus-message|xsl-transform)$/;

/** Whether a policy is one of these. */
export function isHarmless(name: string): boolean {
  return harmless.test(name);
}

/** What a policy checks besides tokens; undefined for what is not known. */
export function checkOf(one: Instruction, call: GatewayCall): Check | undefined {
  const { element } = one;
  switch (element.name) {
    case "return-response": {
      const status = childElements(element).find(({ name }) => name === "set-status");
      const code = (status && attribute(status, "code")) || "200";
      return refusal(one, code, "the gateway answers by itself", "remove <return-response>");
    }
    case "mock-response":
      return refusal(
        one,
        attribute(element, "status-code") || "200",
        "the gateway answers by itself",
        "remove <mock-response>",
      );
    case "check-header":
      // Without values any will do: https://learn.microsoft.com/azure/api-management/check-header-policy
      if (childElements(element).length === 0)
        return passes(
          policyStep(one, `name="${attribute(element, "name")}"`, "any value of the header will do"),
        );
      return unsure(
        "whether the caller has the header's value is not known",
        policyStep(one, `name="${attribute(element, "name")}"`, "a value that whoever knows it can send"),
      );
    case "validate-client-certificate":
      return unsure(
        "whether the caller has an accepted client certificate is not known",
        policyStep(one, "", "a client certificate is checked"),
      );
    case "validate-graphql-request":
      if (!childElements(element).some(({ name }) => name === "authorize")) return passes();
      return unsure(
        "whether the query is one that the policy lets through is not known",
        policyStep(one, "<authorize>", "decides which queries get in"),
      );
    case "ip-filter":
      return addressFilter(one, call);
    default:
      return undefined;
  }
}

function addressFilter(one: Instruction, call: GatewayCall): Check {
  const { element } = one;
  const where = (meaning: string) => policyStep(one, `action="${attribute(element, "action")}"`, meaning);
  const ranges = childElements(element);
  const isOfAll = ranges.some(isEveryAddress);
  const forbids = /^forbid$/i.test(attribute(element, "action"));
  if (forbids && isOfAll)
    return refusal(one, "403", "no address is let through", "fewer addresses in <ip-filter>");
  if (forbids || isOfAll) return passes();
  const isNarrow = ranges.length > 0 && ranges.every(isNarrowRange);
  if (call.origin === "internet" && call.token.kind === "none" && isNarrow)
    return {
      ...refusal(one, "403", "only the listed addresses are let through", "its address in <ip-filter>"),
      proof: [where("only the listed addresses are let through")],
    };
  return unsure(
    "whether it calls from an address that the policy lets through is not known",
    where("decides which addresses get in"),
  );
}

function isEveryAddress({ attributes }: XmlElement): boolean {
  const [from, to] = ["from", "to"].map((name) => attributes.find(([key]) => key === name)?.[1]);
  return from === "0.0.0.0" && to === "255.255.255.255";
}

/** Whether addresses are too few to be those of anyone on the internet. */
function isNarrowRange(range: XmlElement): boolean {
  if (range.name === "address") return /^[\d.]+$/.test(textOf(range).trim());
  const [from, to] = ["from", "to"].map((name) => /^(\d+\.)[\d.]+$/.exec(attribute(range, name))?.[1]);
  return from !== undefined && from === to;
}

/** Attributes that turn what a policy does into something else. */
const switches = /^(ignore-error|require-signed-tokens|exists-action|action|match)$/;

/** The decision where such an attribute is known later than the policy. */
export function switchInDoubt(one: Instruction): Decision | undefined {
  const { element, document } = one;
  if (/^(choose|retry|wait|limit-concurrency)$/.test(element.name)) return undefined;
  const inElement = ({ attributes, children }: XmlElement): (readonly [string, string])[] => [
    ...attributes.filter(([name, text]) => switches.test(name) && hasLaterValue(text)),
    ...children.flatMap((child) => (typeof child === "string" ? [] : inElement(child))),
  ];
  const [found] = inElement(element);
  if (!found) return undefined;
  const [name, text] = found;
  return unknown(`${name} of <${element.name}> is not known`, [
    policyStep(one, `${name}="${printed(document.toValue(text))}"`, "decides what the policy does"),
  ]);
}

/** What is not known may do anything with the call. */
export function notUnderstood({ element, document }: Instruction, { fragments }: Gateway): Decision {
  const here = { element, document, children: [] };
  if (element.name === "include-fragment") {
    const id = printed(attributeValue(document, element, "fragment-id"));
    const fragment = fragments.get(id);
    const because = fragment?.unknownBecause ?? `the content of the fragment ${id} is not in this stack`;
    return unknown(because, [policyStep(here, `fragment-id="${id}"`, "may do anything with the call")]);
  }
  if (element.name !== "unreadable-policy")
    return unknown(`the policy <${element.name}> is not modeled`, [
      policyStep(here, "", "may do anything with the call"),
    ]);
  const because = document.unknownBecause ?? "a section of the policy is missing";
  const { resource, argument } = document;
  return unknown(because, [
    {
      address: resource.address,
      argument,
      value: `(${because})`,
      meaning: "decides what happens to the call",
    },
  ]);
}

/** Whether a call ended with an answer of a policy, and did not fail at one. */
export function answersByItself({ control }: Check & { result: "refuses" }): boolean {
  return /^Policy: (return|mock)-response$/.test(control);
}

/** A check that ends every call. */
export function refusal(
  one: Instruction,
  answer: string,
  meaning: string,
  turnedBy: string,
): Check & { result: "refuses" } {
  return {
    result: "refuses",
    answer,
    control: `Policy: ${one.element.name}`,
    proof: [policyStep(one, "", meaning)],
    turnedBy,
  };
}
