import { severities } from "../../../lib/access/severities";
import { counted, listed } from "../../text/words";
import { failuresOf, type ReviewOutcome } from "../outcome";

/** How a review ended: what failed, by severity, and what nobody can tell, which passing does not hide. */
export function resultText(outcome: ReviewOutcome): string {
  const unknown = outcome.report.verdicts.filter(({ access }) => access === "unknown").length;
  const sentences = [endText(outcome), ...(unknown > 0 ? [`${counted(unknown, "verdict")} unknown.`] : [])];
  return sentences.join(" ");
}

function endText(outcome: ReviewOutcome): string {
  const failures = failuresOf(outcome);
  if (outcome.failOn === "never") return "Not judged (--fail-on never).";
  if (failures.length === 0) return `Passed: nothing is ${outcome.failOn} or worse.`;
  const counts = severities
    .map((severity) => ({
      severity,
      count: failures.filter((failure) => failure.severity === severity).length,
    }))
    .filter(({ count }) => count > 0);
  return `Failed: ${listed(counts.map(({ severity, count }) => `${count} ${severity}`))}.`;
}
