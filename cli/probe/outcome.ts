import type { Attempt, Untried } from "./attempts/attempt";
import type { Prediction } from "./attempts/prediction";
import type { Answer } from "./sending/network";

/** What came of an attempt: an answer, or Entra's refusal to issue what the call was to show. */
export type Seen = Answer | { readonly kind: "no-token"; readonly code: string };

export type Status =
  | "as-predicted"
  | "differs"
  /** Nothing that could be compared came back. */
  | "no-answer"
  /** The review does not know what is right. */
  | "not-judged";

/** An attempt, what it saw, and what that means. */
export interface Result {
  readonly attempt: Attempt;
  readonly prediction: Prediction;
  readonly seen: Seen;
  readonly status: Status;
  /** What is wrong, or what somebody should know of it. */
  readonly message?: string;
}

/** What one run of the probe found: what every format prints. */
export interface ProbeOutcome {
  /** The state that was read, as it was named. */
  readonly source: string;
  readonly results: readonly Result[];
  readonly untried: readonly Untried[];
  /** Whether what could not be tried fails. */
  readonly requireAll: boolean;
}

export function withStatus({ results }: ProbeOutcome, status: Status): readonly Result[] {
  return results.filter((result) => result.status === status);
}

/** Whether every call that was tried was answered, and none otherwise than predicted. */
export function hasPassed(outcome: ProbeOutcome): boolean {
  const { results, untried, requireAll } = outcome;
  const isWrong = results.some(({ status }) => status === "differs" || status === "no-answer");
  return !isWrong && !(requireAll && untried.length > 0);
}
