/** Calls within a period, for each subscription. */
export interface RateLimitProps {
  /** How many calls are let through within the period. */
  readonly calls: number;
  /** Length of the period, in seconds. */
  readonly renewalPeriod: number;
}

/** Calls within a period, for each value of a key. Not on Consumption (rule 24). */
export interface RateLimitByKeyProps extends RateLimitProps {
  /** The key: a text or a policy expression, for example `@(context.Request.IpAddress)`. */
  readonly counterKey: string;
  /**
   * Which calls count: a policy expression.
   * @default - all of them
   */
  readonly incrementCondition?: string;
}

/** Calls or volume within a long period, for each subscription. */
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
  /** Length of the period, in seconds, at least 300; 0 for a period without end. */
  readonly renewalPeriod: number;
}

/** Calls or volume within a long period, for each value of a key. Not on Consumption (rule 24). */
export interface QuotaByKeyProps extends QuotaProps {
  /** The key: a text or a policy expression. */
  readonly counterKey: string;
}

/** Which browsers' pages may call the API. */
export interface CorsProps {
  /** Origins, for example `https://shop.contoso.com`; `*` for all of them. */
  readonly allowedOrigins: string[];
  /**
   * Methods beside GET and POST; `*` for all of them.
   * @default - GET and POST
   */
  readonly allowedMethods?: string[];
  /**
   * Headers that a page may send; `*` for all of them.
   * @default - the simple ones
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

/** From which addresses calls are taken. */
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
   * What happens to a call that fails: `prevent`, `detect` or `ignore`.
   * @default "prevent"
   */
  readonly action?: string;
}

/** How the Function is called. */
export interface ForwardRequestProps {
  /**
   * How long the Function may take to answer, in seconds, 1 to 240 on most tiers.
   * @default 300
   */
  readonly timeout?: number;
  /**
   * Whether the gateway follows the Function's redirects. A redirect elsewhere would take the token along.
   * @default false
   */
  readonly followRedirects?: boolean;
}

/** When the Function is called again. */
export interface RetryProps {
  /** Whether to call again: a policy expression, for example `@(context.Response.StatusCode == 503)`. */
  readonly condition: string;
  /** How often at most, 1 to 50. */
  readonly count: number;
  /** How long to wait before, in seconds. */
  readonly interval: number;
}

/** How many calls are at the Function at a time. */
export interface LimitConcurrencyProps {
  /** The key of which each value is counted apart: a text or a policy expression. */
  readonly key: string;
  /** How many calls at a time. */
  readonly maxCount: number;
}

/** An answer of the gateway's own. */
export interface ReturnResponseProps {
  /** Status code, 100 to 599. */
  readonly statusCode: number;
  /**
   * Reason phrase.
   * @default - none
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
