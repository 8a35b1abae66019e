import { Policy } from "../../../lib/policy/builder/policy";
import type { PolicyContext } from "../../../lib/policy/builder/policy-context";
import type { PolicyPlace } from "../../../lib/policy/builder/policy-place";

/** What is refused of a policy, as text; empty when it is taken. */
export function refusalsOf(policy: Policy, context: Partial<PolicyContext> = {}): string {
  return policy
    ._refusals({ level: "api", skuName: "Developer_1", subscriptionRequired: false, ...context })
    .join("\n");
}

/** What is refused of raw XML, as text; empty when it is taken. */
export function rawRefusals(place: PolicyPlace, xml: string, context: Partial<PolicyContext> = {}): string {
  return refusalsOf(new Policy().rawXml(place, xml), context);
}
