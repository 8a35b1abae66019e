import type { Policy } from "./builder/policy";
import { policyXml } from "./policy-document";

/** The policy of a product, which comes before the policies of its APIs. */
export function productPolicyXml(policy: Policy): string {
  return policyXml({
    inbound: [...policy._at("beforeAuthentication"), ...policy._at("afterAuthentication")],
    policy,
  });
}
