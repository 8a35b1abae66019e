import type { Severity } from "./report";

/** What a rule of the review is about: the source of its page in the docs and of its SARIF descriptor. */
export interface ReviewRule {
  /** Lower case words joined by `-`. It never changes. */
  readonly id: string;
  /** In one line, as a title. */
  readonly title: string;
  readonly severity: Severity;
  /** What is wrong, and what it lets whom do. Markdown. */
  readonly what: string;
  /** How to fix it in HCL: a snippet. */
  readonly inTerraform: string;
  /** How the construct does it, or which property of it does. Markdown. */
  readonly withConstruct: string;
  /** Microsoft's or the provider's documentation. */
  readonly sources: readonly string[];
  /** The day on which it was last compared with its sources: `2026-11-25`. */
  readonly reviewedOn: string;
  /** Findings that can be accepted only with `--accept-critical`. */
  readonly opensGate?: boolean;
}
