import { terraformText } from "../../support/terraform-text";
import type { Policy } from "../policy";
import { PolicyPlace } from "../policy-props";
import { element, type XmlElement } from "../xml/xml-element";
import { xmlText } from "../xml-text";

/** The inbound steps of a policy document, and the policy that a user added. */
export interface PolicySections {
  readonly inbound: readonly XmlElement[];
  readonly policy: Policy;
}

/** A policy document, in which every section keeps the policies of the levels above (rules 18 and 19). */
export function policyXml({ inbound, policy }: PolicySections): string {
  const base = element("base");
  const document = element("policies", {}, [
    element("inbound", {}, [base, ...inbound]),
    element("backend", {}, policy._at(PolicyPlace.BACKEND)),
    element("outbound", {}, [base, ...policy._at(PolicyPlace.OUTBOUND)]),
    element("on-error", {}, [base, ...policy._at(PolicyPlace.ON_ERROR)]),
  ]);
  return terraformText(xmlText(document));
}

/** The policy of a product, which runs before the policies of its APIs. */
export function productPolicyXml(policy: Policy): string {
  return policyXml({
    inbound: [
      ...policy._at(PolicyPlace.BEFORE_AUTHENTICATION),
      ...policy._at(PolicyPlace.AFTER_AUTHENTICATION),
    ],
    policy,
  });
}
