import type { Principal } from "../graph/principals";
import type { Value } from "../stack/value";

/** What a caller shows at a gate, as far as it matters there. */
export type Presented =
  /** No token at all. */
  | { readonly kind: "nothing" }
  /** A token of a user of the tenant who is on no list, through any application of the caller's choice. */
  | { readonly kind: "user" }
  /** A token of an application or identity of the tenant that is on no list. */
  | { readonly kind: "application" }
  /** A token that another tenant issued. */
  | { readonly kind: "foreign" }
  /** A token of an application or identity that the stack names. */
  | {
      readonly kind: "principal";
      readonly principal: Principal;
      /** What it asks a token for; anything that it can get by default. */
      readonly resource?: Value;
      /** Where the request for the token is written. */
      readonly requestedBy?: { readonly address: string; readonly argument: string };
    };

/** Where a call comes from. */
export type Origin = "internet" | "inside" | "gateway";
