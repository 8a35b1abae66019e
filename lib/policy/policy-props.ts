/** Position of raw XML in a policy. */
export enum PolicyPlace {
  /** Inbound, before the caller is authenticated. Not in an operation's policy. */
  BEFORE_AUTHENTICATION = "beforeAuthentication",
  /** Inbound, after the caller is authenticated. */
  AFTER_AUTHENTICATION = "afterAuthentication",
  /** Inbound, after the gateway has its token for the Function. */
  AFTER_TOKEN = "afterToken",
  /** The call of the Function: one element, which contains one `<forward-request />`. */
  BACKEND = "backend",
  /** Outbound, on the way back to the caller. */
  OUTBOUND = "outbound",
  /** After an error. */
  ON_ERROR = "onError",
}

/** What happens to an existing header or parameter. */
export enum ExistsAction {
  /** It gets the new value. */
  OVERRIDE = "override",
  /** It keeps its value. */
  SKIP = "skip",
  /** It gets the new value in addition. */
  APPEND = "append",
}

/**
 * How a call is sent to another path of the Function.
 * @escaped for Terraform
 */
export interface RewriteUriProps {
  /**
   * Whether the Function also gets query parameters that the template does not name.
   * @default true
   */
  readonly copyUnmatchedParams?: boolean;
}

/**
 * Which pages may call the API from a browser.
 * @escaped for Terraform
 */
export interface CorsProps {
  /** Origins, for example `https://shop.contoso.com`, at least one; a single `*` allows every origin. */
  readonly allowedOrigins: string[];
  /**
   * Methods that a page may use; `*` allows every method.
   * @default - GET and POST
   */
  readonly allowedMethods?: string[];
  /**
   * Headers that a page may send; `*` allows every header.
   * @default - `Authorization` and `Content-Type`
   */
  readonly allowedHeaders?: string[];
  /**
   * Response headers that a page may read.
   * @default - the CORS-safelisted ones
   */
  readonly exposeHeaders?: string[];
  /**
   * Whether a page may send credentials. Not together with the origin `*`.
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser caches the response to a preflight request, in seconds.
   * @default - not cached
   */
  readonly preflightMaxAge?: number;
}

/**
 * A range of addresses, both ends included.
 * @escaped for Terraform
 */
export interface AddressRange {
  /** The first address. */
  readonly first: string;
  /** The last address. */
  readonly last: string;
}

/**
 * Which addresses may call. At least one address or range is required.
 * @escaped for Terraform
 */
export interface IpFilterProps {
  /**
   * Whether only these addresses may call. With `false`, only all others may.
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
 * How responses are taken from the cache.
 * @escaped for Terraform
 */
export interface CacheLookupProps {
  /**
   * Headers by whose values responses are cached separately, besides those that identify the caller.
   * @default - none
   */
  readonly varyByHeaders?: string[];
  /**
   * Query parameters by whose values responses are cached separately, besides those that identify the caller.
   * @default - all query parameters
   */
  readonly varyByQueryParameters?: string[];
  /**
   * Whether responses are cached separately for each developer account.
   * @default false
   */
  readonly varyByDeveloper?: boolean;
  /**
   * Whether a caller may get the response to another caller. Otherwise responses are cached separately for each token
   * and subscription key, wherever the callers send it.
   * @default false
   */
  readonly sharedByCallers?: boolean;
}

/** What happens to a call whose body is not valid. */
export enum ValidationAction {
  /** The gateway responds with 400. */
  PREVENT = "prevent",
  /** The call continues, and the error is logged. */
  DETECT = "detect",
  /** The call continues. */
  IGNORE = "ignore",
}

/**
 * How a body is validated.
 * @escaped for Terraform
 */
export interface ValidateContentProps {
  /** Largest body, in bytes, at most 4194304. */
  readonly maxSize: number;
  /**
   * Content types that are validated against the API's schema.
   * @default - `application/json`
   */
  readonly contentTypes?: string[];
  /**
   * What happens to a call whose body is not valid.
   * @default ValidationAction.PREVENT
   */
  readonly action?: ValidationAction;
}

/**
 * A response of the gateway itself.
 * @escaped for Terraform
 */
export interface ReturnResponseProps {
  /** Status code, 100 to 599. */
  readonly statusCode: number;
  /**
   * Reason phrase.
   * @default - the standard phrase of the status code, for example `Not Found`
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
 * A limit of calls within a short period, for each subscription.
 * @escaped for Terraform
 */
export interface RateLimitProps {
  /** How many calls are allowed within the period, from 1. */
  readonly calls: number;
  /** Length of the period, in seconds, 1 to 300. */
  readonly renewalPeriod: number;
  /**
   * Response header with the number of seconds after which to call again, once the limit is reached.
   * @default "Retry-After"
   */
  readonly retryAfterHeaderName?: string;
  /**
   * Response header with the number of calls left within the period.
   * @default - none
   */
  readonly remainingCallsHeaderName?: string;
  /**
   * Response header with the number of calls allowed within the period.
   * @default - none
   */
  readonly totalCallsHeaderName?: string;
}

/**
 * A limit of calls within a short period, for each value of a key. Not on Consumption (rule 24).
 * @escaped for Terraform
 */
export interface RateLimitByKeyProps extends RateLimitProps {
  /**
   * The key: a text, or a policy expression, for example
   * `@(context.Request.Headers.GetValueOrDefault("Authorization","").AsJwt()?.Subject)`.
   */
  readonly counterKey: string;
  /**
   * Which calls count: a policy expression, evaluated at the end of the call.
   * @default - all calls
   */
  readonly incrementCondition?: string;
}

/**
 * A limit of calls or volume within a long period, for each subscription.
 * @escaped for Terraform
 */
export interface QuotaProps {
  /**
   * How many calls are allowed within the period.
   * @default - no limit; `calls` or `bandwidth` is required
   */
  readonly calls?: number;
  /**
   * How many kilobytes are allowed within the period.
   * @default - no limit; `calls` or `bandwidth` is required
   */
  readonly bandwidth?: number;
  /** Length of the period, in seconds; 0 for a period that never ends. */
  readonly renewalPeriod: number;
}

/**
 * A limit of calls or volume within a long period, for each value of a key. Not on Consumption and the v2 tiers (rule 24).
 * @escaped for Terraform
 */
export interface QuotaByKeyProps {
  /**
   * How many calls are allowed within the period.
   * @default - no limit; `calls` or `bandwidth` is required
   */
  readonly calls?: number;
  /**
   * How many kilobytes are allowed within the period.
   * @default - no limit; `calls` or `bandwidth` is required
   */
  readonly bandwidth?: number;
  /** Length of the period, in seconds, at least 300; 0 for a period that never ends. */
  readonly renewalPeriod: number;
  /** The key: a text or a policy expression. */
  readonly counterKey: string;
  /**
   * Which calls count: a policy expression, evaluated at the end of the call.
   * @default - all calls
   */
  readonly incrementCondition?: string;
}

/**
 * How the Function is called.
 * @escaped for Terraform
 */
export interface ForwardRequestProps {
  /**
   * How long the Function may take to start its response, in seconds. Azure's network may end a call after 240.
   * @default 300
   */
  readonly timeout?: number;
  /**
   * Whether the gateway follows the Function's redirects. Only `false` is accepted: a redirect would take the
   * gateway's token elsewhere (T19).
   * @default false
   */
  readonly followRedirects?: boolean;
  /**
   * Whether the gateway buffers the response. Set it to `false` for streams.
   * @default true
   */
  readonly bufferResponse?: boolean;
  /**
   * Whether a response of 400 to 599 is handled in `on-error`.
   * @default false
   */
  readonly failOnErrorStatusCode?: boolean;
}

/**
 * When the gateway calls the Function again.
 * @escaped for Terraform
 */
export interface RetryProps {
  /** Whether to call again: a policy expression, for example `@(context.Response.StatusCode == 503)`. */
  readonly condition: string;
  /** Maximum number of retries, 1 to 50. */
  readonly count: number;
  /** How long to wait before a retry, in seconds. */
  readonly interval: number;
  /**
   * How much longer to wait each time, in seconds.
   * @default - the same interval each time
   */
  readonly delta?: number;
  /**
   * Longest interval, in seconds.
   * @default - no maximum
   */
  readonly maxInterval?: number;
  /**
   * Whether the first retry is immediate.
   * @default false
   */
  readonly firstFastRetry?: boolean;
}

/**
 * How many calls the Function gets at the same time.
 * @escaped for Terraform
 */
export interface LimitConcurrencyProps {
  /** The key, a text or a policy expression: calls are counted separately for each of its values. */
  readonly key: string;
  /** Maximum number of calls at the same time. */
  readonly maxCount: number;
}
