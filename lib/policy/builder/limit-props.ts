/** Calls within a short period, for each subscription. */
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

/** Calls within a short period, for each value of a key. Not on Consumption (rule 24). */
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
  /** Length of the period, in seconds; 0 for a period without end. */
  readonly renewalPeriod: number;
}

/** Calls or volume within a long period, for each value of a key. Not on Consumption and the v2 tiers (rule 24). */
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
