/** What happens to a header or a parameter that is there already. */
export enum ExistsAction {
  /** The new value takes its place. */
  OVERRIDE = "override",
  /** It stays as it is. */
  SKIP = "skip",
  /** The new value stands beside it. */
  APPEND = "append",
}

/** A path of the Function that is not the one the caller asks for. */
export interface RewriteUriProps {
  /**
   * Whether query parameters that the template does not name go to the Function too.
   * @default true
   */
  readonly copyUnmatchedParams?: boolean;
}

/** Which browsers' pages may call the API. */
export interface CorsProps {
  /** Origins, for example `https://shop.contoso.com`, at least one; a single `*` for all of them. */
  readonly allowedOrigins: string[];
  /**
   * Methods that a page may use; `*` for all of them.
   * @default - GET and POST
   */
  readonly allowedMethods?: string[];
  /**
   * Headers that a page may send; `*` for all of them.
   * @default - `Authorization` and `Content-Type`
   */
  readonly allowedHeaders?: string[];
  /**
   * Headers of the answer that a page may read.
   * @default - the simple ones
   */
  readonly exposeHeaders?: string[];
  /**
   * Whether a page may send credentials. Not together with the origin `*`.
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser remembers the answer to its question, in seconds.
   * @default - it asks each time
   */
  readonly preflightMaxAge?: number;
}

/** A range of addresses, both ends included. */
export interface AddressRange {
  /** The first address. */
  readonly first: string;
  /** The last address. */
  readonly last: string;
}

/** From which addresses calls are taken. At least one address or range is given. */
export interface IpFilterProps {
  /**
   * Whether only these addresses may call; otherwise all others may.
   * @default true
   */
  readonly allow?: boolean;
  /**
   * Single addresses.
   * @default - none
   */
  readonly addresses?: string[];
  /**
   * Ranges of addresses.
   * @default - none
   */
  readonly ranges?: AddressRange[];
}

/** How answers are taken from the cache. */
export interface CacheLookupProps {
  /**
   * Headers of which each value has an answer of its own.
   * @default - none
   */
  readonly varyByHeaders?: string[];
  /**
   * Query parameters of which each value has an answer of its own.
   * @default - all of them together
   */
  readonly varyByQueryParameters?: string[];
  /**
   * Whether each developer has answers of their own.
   * @default false
   */
  readonly varyByDeveloper?: boolean;
  /**
   * Whether a caller may get an answer that another one asked for. Otherwise each token has answers of its own.
   * @default false
   */
  readonly sharedByCallers?: boolean;
}

/** What happens to a call of which the body fails. */
export enum ValidationAction {
  /** It is answered with 400. */
  PREVENT = "prevent",
  /** It goes on, and the failure is logged. */
  DETECT = "detect",
  /** It goes on. */
  IGNORE = "ignore",
}

/** What a body may be. */
export interface ValidateContentProps {
  /** Largest body, in bytes, at most 4194304. */
  readonly maxSize: number;
  /**
   * Content types that are checked against the API's schema.
   * @default - `application/json`
   */
  readonly contentTypes?: string[];
  /**
   * What happens to a call that fails.
   * @default ValidationAction.PREVENT
   */
  readonly action?: ValidationAction;
}

/** An answer of the gateway's own. */
export interface ReturnResponseProps {
  /** Status code, 100 to 599. */
  readonly statusCode: number;
  /**
   * Reason phrase.
   * @default - the status code's own, for example `Not Found`
   */
  readonly reason?: string;
  /**
   * Headers, name to value.
   * @default - none
   */
  readonly headers?: { [name: string]: string };
  /**
   * Body.
   * @default - empty
   */
  readonly body?: string;
}
