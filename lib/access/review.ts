import { accessChanges } from "./changes/access-changes";
import { findingsOf } from "./findings";
import type { AccessReport } from "./report";
import { RuleSubject } from "./rules/rule";
import type { ReviewInput } from "./stack/stack";
import { reviewStack } from "./verdicts/review-stack";

/**
 * Reviews who can call what in a stack, and what a plan changes of it.
 *
 * @param today the day of the review, UTC: `2026-11-25`; without it everything that ends is over
 */
export function reviewAccess(input: ReviewInput, today?: string): AccessReport {
  const after = reviewStack(input.after);
  const before = input.before && reviewStack(input.before);
  return {
    formatVersion: "1.0",
    input: { kind: input.kind, warnings: input.warnings },
    ...after.matrix,
    before: before?.matrix,
    changes: before ? accessChanges(before, after) : [],
    findings: findingsOf(new RuleSubject(input, after, before, today)),
  };
}
