import { terraformText } from "../support/terraform-text";
import type { Policy } from "./builder/policy";
import { element, type XmlElement, xmlText } from "./xml";

/** The steps of a policy document beside those that a user added. */
export interface PolicySections {
  readonly inbound: readonly XmlElement[];
  readonly policy: Policy;
}

/** A policy document, in which every section keeps the policies of the levels above (rules 18 and 19). */
export function policyXml({ inbound, policy }: PolicySections): string {
  const base = element("base");
  const document = element("policies", {}, [
    element("inbound", {}, [base, ...inbound]),
    element("backend", {}, policy._at("backend")),
    element("outbound", {}, [base, ...policy._at("outbound")]),
    element("on-error", {}, [base, ...policy._at("onError")]),
  ]);
  return terraformText(xmlText(document));
}
