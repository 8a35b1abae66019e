import { Policy } from "../../lib/policy/policy";
import type { PolicyPlace } from "../../lib/policy/policy-props";
import type { PolicyContext } from "../../lib/policy/rules/grammar";

/** What is rejected of a policy, as text; empty if it is accepted. */
export function errorsOf(policy: Policy, context: Partial<PolicyContext> = {}): string {
  return policy
    ._validate({ level: "api", skuName: "Developer_1", subscriptionRequired: false, ...context })
    .join("\n");
}

/** What is rejected of raw XML, as text; empty if it is accepted. */
export function validateRaw(place: PolicyPlace, xml: string, context: Partial<PolicyContext> = {}): string {
  return errorsOf(new Policy().rawXml(place, xml), context);
}

/** A statement as it is, in a branch, and in a branch of a branch. */
export function nested(xml: string): string[] {
  const branch = (inner: string) => `<choose><when condition="@(true)">${inner}</when></choose>`;
  return [xml, branch(xml), branch(`<wait for="any">${branch(xml)}</wait>`)];
}
