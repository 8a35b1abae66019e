import type { TokenLocation } from "./token-location";

/** How many of the values of a required claim a token has to carry. */
export enum ClaimMatch {
  /** At least one. */
  ANY = "any",
  /** Every one. */
  ALL = "all",
}

/**
 * A claim that a token has to carry.
 * @escaped written for Terraform as it is
 */
export interface RequiredClaim {
  /** Name of the claim, as it stands in the token. */
  readonly name: string;
  /** Values of the claim, at least one. */
  readonly values: string[];
  /**
   * How many of the values the token has to carry.
   * @default ClaimMatch.ANY
   */
  readonly match?: ClaimMatch;
  /**
   * What separates the values of a claim that holds several of them in one text, for example a space in `scp`.
   * @default - the claim is one value, or a list of values
   */
  readonly separator?: string;
}

/**
 * How the token of a caller is taken and checked, whoever issued it.
 * @escaped written for Terraform as it is
 */
export interface TokenCallers {
  /**
   * Claims that a token has to carry, all of them.
   * @default - no claim is asked for
   */
  readonly requiredClaims?: RequiredClaim[];
  /**
   * Where the caller puts its token.
   * @default TokenLocation.AUTHORIZATION
   */
  readonly tokenLocation?: TokenLocation;
  /**
   * What a caller without a valid token is told, beside the status 401.
   * @default - API Management's own message, which says what was wrong with the token
   */
  readonly failedValidationMessage?: string;
}

/**
 * Applications of an Entra tenant that may call an API.
 * @escaped written for Terraform as it is
 */
export interface EntraApplicationCallers extends TokenCallers {
  /**
   * Application (client) ids of those that may call, GUIDs, at least one: the claim `azp` of version 2
   * tokens, `appid` of version 1 tokens. API Management reads whichever the token has.
   */
  readonly clientIds: string[];
  /** Audiences of their tokens, at least one: `api://…`, or the client id of the API's own registration. */
  readonly audiences: string[];
  /**
   * Client ids of the applications that tokens are meant for, GUIDs. Microsoft's policy reference calls it
   * an option for advanced cases; `audiences` says the same.
   * @default - none
   */
  readonly backendApplicationIds?: string[];
  /**
   * Application roles (claim `roles`) of which a token has to carry at least one.
   * @default - no role is asked for
   */
  readonly requiredRoles?: string[];
  /**
   * Delegated scopes (claim `scp`) of which a token has to carry at least one. Only tokens of a signed-in
   * user have scopes; an application's own token has roles.
   * @default - no scope is asked for
   */
  readonly requiredScopes?: string[];
  /**
   * The tenant that issues the tokens, a GUID.
   * @default - the tenant of the Function's registration
   */
  readonly tenantId?: string;
}

/**
 * An OpenID provider whose tokens an API takes: signed, unexpired ones, with the keys that it publishes.
 * @escaped written for Terraform as it is
 */
export interface OpenIdProviderCallers extends TokenCallers {
  /** URL of the provider's configuration, `https://…/.well-known/openid-configuration`. */
  readonly openIdConfigurationUrl: string;
  /** Audiences of the tokens, at least one. */
  readonly audiences: string[];
  /**
   * Issuers of the tokens.
   * @default - the issuer that the configuration names
   */
  readonly issuers?: string[];
  /**
   * By how many seconds the provider's clock and the gateway's may differ, 0 to 900.
   * @default 0
   */
  readonly clockSkewSeconds?: number;
}

/**
 * Clients of a front registration.
 * @escaped written for Terraform as it is
 */
export interface ApiAppRegistrationCallers extends TokenCallers {
  /**
   * Roles of the front registration of which a token has to carry at least one.
   * @default - any role of the front registration
   */
  readonly requiredRoles?: string[];
}
