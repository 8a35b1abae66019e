import type { AccessReport } from "../../lib/access/report";
import type { ReviewRule } from "../../lib/access/rules";

/** What a review reads besides its input. */
export interface OtherInputs {
  /** What there was before, where the input does not say. */
  readonly compareWith?: string;
  /** The day of the review, UTC: `2026-11-25`. */
  readonly today?: string;
  /** The folder of the configuration that the plan was made from. */
  readonly configuration?: string;
}

/** What reviews, as the command knows it. */
export interface Engine {
  /** Reviews a file, `-` for standard input. */
  readonly reportOn: (input: string, others?: OtherInputs) => AccessReport;
  readonly rules: readonly ReviewRule[];
}
