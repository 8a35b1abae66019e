/** How the Function is called. */
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

/** When the Function is called again. */
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

/** How many calls are at the Function at a time. */
export interface LimitConcurrencyProps {
  /** The key of which each value is counted apart: a text or a policy expression. */
  readonly key: string;
  /** How many calls at a time. */
  readonly maxCount: number;
}
