/** Where the entrances of an applied stack answer, and what a call of them is made of: what is not there is not known. */
export interface Endpoints {
  readonly sites: readonly SiteEndpoint[];
  readonly operations: readonly OperationEndpoint[];
}

/** A Function App or a slot on the network. */
export interface SiteEndpoint {
  /** `ReviewedFunction.id` */
  readonly function: string;
  /** Its own host name, and those that are bound to it. */
  readonly hosts: readonly string[];
  readonly scmHost?: string;
  /** Paths that the authentication excludes, by the entrance that each of them is. */
  readonly excludedPaths: ReadonlyMap<string, string>;
  /** What the gate asks of a token, where it is Entra's. */
  readonly gate?: GateEndpoint;
  /** The publishing password, where the state holds it. */
  readonly publishing?: { readonly user: string; readonly password: string };
}

/** What App Service Authentication compares a token with. */
export interface GateEndpoint {
  /** The registration that tokens are for. */
  readonly clientId: string;
  /** `https://login.microsoftonline.com/<tenant>/v2.0` */
  readonly issuer: string;
  readonly applications: readonly string[];
  readonly identities: readonly string[];
}

/** An operation of an API on a gateway. */
export interface OperationEndpoint {
  /** `Entrance.id` */
  readonly entrance: string;
  /** The API's address on the gateway, with its version: `https://apim-orders.azure-api.net/orders/v1`. */
  readonly url?: string;
  readonly method?: string;
  /** `/orders/{id}`, `/*` */
  readonly template?: string;
  /** Headers that say which version is called, where the path does not. */
  readonly versionHeaders: Readonly<Record<string, string>>;
  readonly keyHeader: string;
  /** Whom its policies name: what a token of theirs has. */
  readonly holders: readonly TokenHolder[];
  /** Headers that the policies delete or set, so that a caller's own do not arrive. */
  readonly ownHeaders: readonly string[];
  /** Where the backend answers the same call, behind the Function's host name: `/api`. */
  readonly backendPath?: string;
}

/** Whom a policy that validates a token lets through. */
export interface TokenHolder {
  /** `Caller.id` */
  readonly caller: string;
  /** The client id of the application; undefined where any will do. */
  readonly application?: string;
  readonly audiences: readonly string[];
  /** The header that takes the token; undefined where it is looked for elsewhere. */
  readonly header?: string;
}
