import type { Call } from "../attempts/attempt";

/** What came back of a call. */
export type Answer =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** The host that it redirects to. */
      readonly redirect?: string;
      readonly body: string;
    }
  | { readonly kind: "no-connection"; readonly because: string };

/** Sends calls, and follows no redirect. */
export interface Network {
  readonly send: (call: Call) => Promise<Answer>;
}
