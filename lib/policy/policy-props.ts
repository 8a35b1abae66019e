/** Where raw XML stands in a policy. */
export enum PolicyPlace {
  /** Inbound, before the caller is authenticated. Only in an API's policy. */
  BEFORE_AUTHENTICATION = "beforeAuthentication",
  /** Inbound, after the caller is authenticated. */
  AFTER_AUTHENTICATION = "afterAuthentication",
  /** Inbound, after the gateway has its token for the Function. */
  AFTER_TOKEN = "afterToken",
  /** Instead of the plain call of the Function: one element, with one `<forward-request />` in it. */
  BACKEND = "backend",
  /** On the way back to the caller. */
  OUTBOUND = "outbound",
  /** When something failed. */
  ON_ERROR = "onError",
}

/** What happens to a header or a parameter that is there already. */
export enum ExistsAction {
  /** The new value takes its place. */
  OVERRIDE = "override",
  /** It stays as it is. */
  SKIP = "skip",
  /** The new value stands beside it. */
  APPEND = "append",
}

/**
 * A path of the Function that is not the one the caller asks for.
 * @escaped written for Terraform as it is
 */
export interface RewriteUriProps {
  /**
   * Whether query parameters that the template does not name go to the Function too.
   * @default true
   */
  readonly copyUnmatchedParams?: boolean;
}

/**
 * Which browsers' pages may call the API.
 * @escaped written for Terraform as it is
 */
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

/**
 * A range of addresses, both ends included.
 * @escaped written for Terraform as it is
 */
export interface AddressRange {
  /** The first address. */
  readonly first: string;
  /** The last address. */
  readonly last: string;
}

/**
 * From which addresses calls are taken. At least one address or range is given.
 * @escaped written for Terraform as it is
 */
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

/**
 * How answers are taken from the cache.
 * @escaped written for Terraform as it is
 */
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

/**
 * What a body may be.
 * @escaped written for Terraform as it is
 */
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

/**
 * An answer of the gateway's own.
 * @escaped written for Terraform as it is
 */
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

/**
 * Calls within a short period, for each subscription.
 * @escaped written for Terraform as it is
 */
export interface RateLimitProps {
  /** How many calls are let through within the period, from 1. */
  readonly calls: number;
  /** Length of the period, in seconds, 1 to 300. */
  readonly renewalPeriod: number;
  /**
   * Header of the answer that says after how many seconds to call again, once the limit is reached.
   * @default "Retry-After"
   */
  readonly retryAfterHeaderName?: string;
  /**
   * Header of the answer that says how many calls are left within the period.
   * @default - none
   */
  readonly remainingCallsHeaderName?: string;
  /**
   * Header of the answer that says how many calls there are within the period.
   * @default - none
   */
  readonly totalCallsHeaderName?: string;
}

/**
 * Calls within a short period, for each value of a key. Not on Consumption (rule 24).
 * @escaped written for Terraform as it is
 */
export interface RateLimitByKeyProps extends RateLimitProps {
  /**
   * The key: a text, or a policy expression, for example
   * `@(context.Request.Headers.GetValueOrDefault("Authorization","").AsJwt()?.Subject)`.
   */
  readonly counterKey: string;
  /**
   * Which calls count: a policy expression.
   * @default - all of them
   */
  readonly incrementCondition?: string;
}

/**
 * Calls or volume within a long period, for each subscription.
 * @escaped written for Terraform as it is
 */
export interface QuotaProps {
  /**
   * How many calls are let through within the period.
   * @default - any number; `calls` or `bandwidth` is given
   */
  readonly calls?: number;
  /**
   * How many kilobytes are let through within the period.
   * @default - any number; `calls` or `bandwidth` is given
   */
  readonly bandwidth?: number;
  /** Length of the period, in seconds; 0 for a period without end. */
  readonly renewalPeriod: number;
}

/**
 * Calls or volume within a long period, for each value of a key. Not on Consumption and the v2 tiers (rule 24).
 * @escaped written for Terraform as it is
 */
export interface QuotaByKeyProps {
  /**
   * How many calls are let through within the period.
   * @default - any number; `calls` or `bandwidth` is given
   */
  readonly calls?: number;
  /**
   * How many kilobytes are let through within the period.
   * @default - any number; `calls` or `bandwidth` is given
   */
  readonly bandwidth?: number;
  /** Length of the period, in seconds, at least 300; 0 for a period without end. */
  readonly renewalPeriod: number;
  /** The key: a text or a policy expression. */
  readonly counterKey: string;
  /**
   * Which calls count: a policy expression.
   * @default - all of them
   */
  readonly incrementCondition?: string;
}

/**
 * How the Function is called.
 * @escaped written for Terraform as it is
 */
export interface ForwardRequestProps {
  /**
   * How long the Function may take to begin its answer, in seconds. Azure's network may end a call after 240.
   * @default 300
   */
  readonly timeout?: number;
  /**
   * Whether the gateway follows the Function's redirects. A redirect elsewhere would take the token along.
   * @default false
   */
  readonly followRedirects?: boolean;
  /**
   * Whether the whole answer is kept before it goes back; not for streams.
   * @default true
   */
  readonly bufferResponse?: boolean;
  /**
   * Whether an answer of 400 to 599 goes to `on-error`.
   * @default false
   */
  readonly failOnErrorStatusCode?: boolean;
}

/**
 * When the Function is called again.
 * @escaped written for Terraform as it is
 */
export interface RetryProps {
  /** Whether to call again: a policy expression, for example `@(context.Response.StatusCode == 503)`. */
  readonly condition: string;
  /** How often at most, 1 to 50. */
  readonly count: number;
  /** How long to wait before, in seconds. */
  readonly interval: number;
  /**
   * How much longer each time, in seconds.
   * @default - the same time
   */
  readonly delta?: number;
  /**
   * How long at most, in seconds.
   * @default - any time
   */
  readonly maxInterval?: number;
  /**
   * Whether the first repetition comes at once.
   * @default false
   */
  readonly firstFastRetry?: boolean;
}

/**
 * How many calls are at the Function at a time.
 * @escaped written for Terraform as it is
 */
export interface LimitConcurrencyProps {
  /** The key of which each value is counted apart: a text or a policy expression. */
  readonly key: string;
  /** How many calls at a time. */
  readonly maxCount: number;
}
