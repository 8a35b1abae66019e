import type { Entrance } from "../../../lib/access/report";
import type { CallerToken } from "../tokens/caller-token";
import type { Prediction } from "./prediction";

/** A call of HTTP, without the secrets that make it another one. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a call shows to be let in. */
export type Credential =
  | { readonly kind: "none" }
  /** A token that nobody issued: its signature is another key's, or there is none. */
  | {
      readonly kind: "forged";
      readonly signature: "foreign" | "none";
      readonly claims: ForgedClaims;
      readonly header: string;
    }
  /** A token that Entra issues to whoever runs the probe. */
  | { readonly kind: "deployer"; readonly scope: string; readonly issuer: string }
  /** The token of a rightful caller, which the environment holds. */
  | { readonly kind: "caller"; readonly header: string; readonly keyHeader?: string }
  /** The subscription key, which the environment holds. */
  | { readonly kind: "key"; readonly header: string }
  | { readonly kind: "password"; readonly user: string; readonly password: string };

/** What a forged token says of itself: what the real one of a rightful caller would say. */
export interface ForgedClaims {
  readonly issuer: string;
  readonly audience: string;
  readonly application?: string;
  readonly identity?: string;
}

/** The parts of a probe, in the order in which they are shown. */
export type Part = "direct" | "gateway" | "headers" | "publishing";

/** One call that shows whether a verdict of the review holds. */
export interface Attempt {
  readonly part: Part;
  readonly entrance: Entrance;
  /** Completes "called": `without a token`. */
  readonly how: string;
  readonly call: Call;
  readonly credential: Credential;
  readonly prediction: Prediction;
  /** The prediction once Entra issued a token, which says whose it is. */
  readonly predictionOf?: (issued: CallerToken) => Prediction;
  /** What is wrong where a call gets in that must not. */
  readonly fault: string;
  /** What it is of the three calls that tell the story of the chain. */
  readonly story?: Story;
  /** What must not arrive at the Function: its answer is searched for it. */
  readonly mark?: string;
}

export type Story = "direct" | "refused" | "answered";

/** What cannot be tried, or only with what nobody gave. */
export interface Untried {
  readonly part: Part;
  readonly entrance: Entrance;
  readonly how: string;
  readonly because: string;
}

/** Attempts, and what is missing among them. */
export interface Attempts {
  readonly attempts: readonly Attempt[];
  readonly untried: readonly Untried[];
}

export function together(all: readonly Attempts[]): Attempts {
  return {
    attempts: all.flatMap(({ attempts }) => attempts),
    untried: all.flatMap(({ untried }) => untried),
  };
}
