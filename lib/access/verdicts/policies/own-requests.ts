import { attribute, childElements, textOf, type XmlElement } from "../../../policy/xml/xml-element";
import type { PolicyDocument } from "../../graph/policy-documents";
import type { Value } from "../../stack/value";
import type { Backend } from "./call-state";
import { everyInstruction, type Instruction, type Program } from "./program";

/**
 * Whether a policy makes a request of its own, besides the call that it stands in:
 * https://learn.microsoft.com/azure/api-management/send-request-policy
 */
export function isOwnRequest({ name }: XmlElement): boolean {
  return /^send-(one-way-)?request$/.test(name);
}

/** Whether any of some policies makes a request of its own. */
export function makesRequests(program: Program): boolean {
  return everyInstruction(program).some(({ element }) => isOwnRequest(element));
}

/** The address that a request names. */
export function requestUrl(document: PolicyDocument, request: XmlElement): Value {
  const url = childElements(request).find(({ name }) => name === "set-url");
  const text = url && textOf(url).trim();
  return text ? document.toValue(text) : { kind: "unknown", because: "the request has no URL" };
}

/** Whether a request starts as a copy of the call, with its headers and its backend. */
export function isCopy(request: XmlElement): boolean {
  return /^copy$/i.test(attribute(request, "mode"));
}

/** Where a request that is no copy goes. */
export function requestBackend({ element, document }: Instruction): Backend {
  const value = requestUrl(document, element);
  if (value.kind === "unknown")
    return { kind: "unknown", because: "where a request of the policy goes is computed during the call" };
  return { kind: "url", value, address: document.resource.address, argument: document.argument };
}
