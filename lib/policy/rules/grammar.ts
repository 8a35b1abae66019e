import type { PolicyPlace } from "../policy-props";
import type { Credentials } from "./credentials";

/** What an element of a policy holds. */
export interface ElementRule {
  /** Attributes without which it is refused. */
  readonly attributes?: readonly string[];
  /** Attributes of which it has at least one. */
  readonly oneOf?: readonly string[];
  /** What may stand between its tags; nothing unless it is given. */
  readonly content?: Content;
  /** Children of which it has at least one each. */
  readonly needs?: readonly string[];
  /** Children of which it has at least one altogether. */
  readonly needsOneOf?: readonly string[];
}

/** A text, policies of the same place, whatever there is, or named elements. */
export type Content = "text" | "policies" | "anything" | { readonly [name: string]: ElementRule };

/** Where a policy is attached. */
export type PolicyLevel = "product" | "api" | "operation";

/** How messages name what a policy is attached to. */
export const levelNames: Readonly<Record<PolicyLevel, string>> = {
  product: "a product",
  api: "an API",
  operation: "an operation",
};

/** What API Management says of a policy. */
export interface PolicyRule extends ElementRule {
  readonly places: readonly PolicyPlace[];
  /** Where it may be attached; anywhere unless it is given. */
  readonly levels?: readonly PolicyLevel[];
  /** Tiers that have not got it (rule 24). */
  readonly notOn?: readonly string[];
  /** Whether it stands only once in a policy. */
  readonly once?: boolean;
  /** Whether it does nothing for a call without a subscription's key. */
  readonly needsSubscription?: boolean;
  /** Whether it uses a cache, which Consumption does not have unless an external one is connected. */
  readonly needsCache?: boolean;
}

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
  /** Where the callers send what tells them apart; in `Authorization` unless it is given. */
  readonly credentials?: Credentials;
  /** Whether the policy of the API above looks responses up in the cache. */
  readonly cachedByApi?: boolean;
}
