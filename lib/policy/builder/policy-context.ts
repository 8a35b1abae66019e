import type { PolicyLevel } from "./policy-grammar";

/** What is known of the place a policy is made for. */
export interface PolicyContext {
  readonly level: PolicyLevel;
  /** SKU of the gateway; nothing where Terraform knows it later. */
  readonly skuName?: string;
  /** Whether every call has the key of a subscription. */
  readonly subscriptionRequired: boolean;
  /** Whether a header says which version of the API is called. */
  readonly versionInHeader?: boolean;
  /** Headers in which the Function is told claims of the caller. */
  readonly claimHeaders?: readonly string[];
}
