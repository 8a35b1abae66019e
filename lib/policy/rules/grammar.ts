import type { PolicyPlace } from "../policy-props";
import type { Credentials } from "./credentials";

/** What an element of a policy may and must contain. */
export interface ElementRule {
  /** Attributes that it must have. */
  readonly attributes?: readonly string[];
  /** Attributes of which it must have at least one. */
  readonly oneOf?: readonly string[];
  /** What it may contain; nothing by default. */
  readonly content?: Content;
  /** Children of which it must have at least one each. */
  readonly needs?: readonly string[];
  /** Children of which it must have at least one in total. */
  readonly needsOneOf?: readonly string[];
}

/** Text, policies of the same place, anything, or named elements. */
export type Content = "text" | "policies" | "anything" | { readonly [name: string]: ElementRule };

/** Where a policy is attached. */
export type PolicyLevel = "product" | "api" | "operation";

/** Names of what a policy is attached to, for messages. */
export const levelNames: Readonly<Record<PolicyLevel, string>> = {
  product: "a product",
  api: "an API",
  operation: "an operation",
};

/** What Microsoft's reference says about a policy. */
export interface PolicyRule extends ElementRule {
  readonly places: readonly PolicyPlace[];
  /** What it may be attached to; anything by default. */
  readonly levels?: readonly PolicyLevel[];
  /** Tiers that lack it (rule 24). */
  readonly notOn?: readonly string[];
  /** Whether a policy may contain it only once. */
  readonly once?: boolean;
  /** Whether it does nothing for a call without a subscription key. */
  readonly needsSubscription?: boolean;
  /** Whether it uses a cache, which Consumption does not have unless an external one is connected. */
  readonly needsCache?: boolean;
}

/** What is known about where a policy is used. */
export interface PolicyContext {
  readonly level: PolicyLevel;
  /** SKU of the gateway; undefined if only Terraform knows it. */
  readonly skuName?: string;
  /** Whether every call has a subscription key. */
  readonly subscriptionRequired: boolean;
  /** Whether the version of the API is in a header. */
  readonly versionInHeader?: boolean;
  /** Headers that pass claims of the caller to the Function. */
  readonly claimHeaders?: readonly string[];
  /** Where the callers send what tells them apart; in `Authorization` by default. */
  readonly credentials?: Credentials;
  /** Names of named values that are known to hold no expression. */
  readonly namedValues?: readonly string[];
  /** Whether the gateway is made together with the policy, and has no other named values. */
  readonly isNewGateway?: boolean;
  /** Whether the policy of the API above looks responses up in the cache. */
  readonly cachedByApi?: boolean;
}
