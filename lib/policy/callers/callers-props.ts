import type { TokenLocation } from "./token-location";

/** How many of the values of a required claim a token must contain. */
export enum ClaimMatch {
  /** At least one of them. */
  ANY = "any",
  /** All of them. */
  ALL = "all",
}

/**
 * A claim that a token must contain.
 * @escaped for Terraform
 */
export interface RequiredClaim {
  /** Name of the claim, as in the token. */
  readonly name: string;
  /** Values of the claim, at least one. */
  readonly values: string[];
  /**
   * How many of the values the token must contain.
   * @default ClaimMatch.ANY
   */
  readonly match?: ClaimMatch;
  /**
   * Separator of the values of a claim that has several in one text, for example a space in `scp`.
   * @default - the claim is one value, or a list of values
   */
  readonly separator?: string;
}

/**
 * How the token of a caller is read and validated, whatever its issuer.
 * @escaped for Terraform
 */
export interface TokenCallers {
  /**
   * Claims that a token must contain, all of them.
   * @default - no claim is required
   */
  readonly requiredClaims?: RequiredClaim[];
  /**
   * Where the caller sends its token.
   * @default TokenLocation.AUTHORIZATION
   */
  readonly tokenLocation?: TokenLocation;
  /**
   * Message to a caller without a valid token, in addition to the status 401.
   * @default - API Management's message, which says what is wrong with the token
   */
  readonly failedValidationMessage?: string;
}

/**
 * Applications of an Entra tenant that may call an API.
 * @escaped for Terraform
 */
export interface EntraApplicationCallers extends TokenCallers {
  /**
   * Application (client) ids of the callers, GUIDs, at least one: the claim `azp` of version 2 tokens, `appid` of
   * version 1 tokens. API Management reads whichever the token has.
   */
  readonly clientIds: string[];
  /** Audiences of their tokens, at least one: `api://…`, or the client id of the API's own registration. */
  readonly audiences: string[];
  /**
   * Client ids of the applications that tokens are issued for, GUIDs. According to Microsoft's policy reference an
   * option for advanced cases; `audiences` has the same effect.
   * @default - none
   */
  readonly backendApplicationIds?: string[];
  /**
   * Application roles (claim `roles`) of which a token must contain at least one.
   * @default - no role is required
   */
  readonly requiredRoles?: string[];
  /**
   * Delegated scopes (claim `scp`) of which a token must contain at least one. Only the token of a signed-in user
   * has scopes; an application's own token has roles.
   * @default - no scope is required
   */
  readonly requiredScopes?: string[];
  /**
   * Id of the tenant that issues the tokens, a GUID.
   * @default - the tenant of the Function's registration
   */
  readonly tenantId?: string;
}

/**
 * An OpenID provider whose tokens an API accepts: signed with the keys that it publishes, and not expired.
 * @escaped for Terraform
 */
export interface OpenIdProviderCallers extends TokenCallers {
  /** URL of the provider's configuration, `https://…/.well-known/openid-configuration`. */
  readonly openIdConfigurationUrl: string;
  /** Audiences of the tokens, at least one. */
  readonly audiences: string[];
  /**
   * Issuers of the tokens.
   * @default - the issuer in the configuration
   */
  readonly issuers?: string[];
  /**
   * How many seconds the clocks of the provider and the gateway may differ, 0 to 900.
   * @default 0
   */
  readonly clockSkewSeconds?: number;
}

/**
 * Clients of an API app registration.
 * @escaped for Terraform
 */
export interface ApiAppRegistrationCallers extends TokenCallers {
  /**
   * Roles of the API app registration of which a token must contain at least one.
   * @default - any role of the API app registration
   */
  readonly requiredRoles?: string[];
}
