/** Applications of an Entra tenant that may call an API. */
export interface EntraApplicationCallers {
  /** Application (client) ids of those that may call, GUIDs, at least one. */
  readonly clientIds: string[];
  /** Audiences of their tokens, at least one: `api://…`, or the client id of the API's own registration. */
  readonly audiences: string[];
  /**
   * Roles of which a token has to carry at least one.
   * @default - no role is asked for
   */
  readonly requiredRoles?: string[];
  /**
   * The tenant that issues the tokens, a GUID.
   * @default - the tenant of the Function's registration
   */
  readonly tenantId?: string;
}

/** A claim that a token has to carry. */
export interface RequiredClaim {
  /** Name of the claim. */
  readonly name: string;
  /** Values of which the token's claim has to have at least one. */
  readonly values: string[];
}

/** An OpenID provider whose tokens an API takes. */
export interface OpenIdProviderCallers {
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
   * Claims that a token has to carry, all of them.
   * @default - no claim is asked for
   */
  readonly requiredClaims?: RequiredClaim[];
}
