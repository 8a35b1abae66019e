import type { Finding } from "./report";
import { checkedRules } from "./rules/review-rules";
import { findingOf, type RuleSubject } from "./rules/rule";
import { severities } from "./severities";

/** What the rules say of a stack: the most severe first. */
export function findingsOf(subject: RuleSubject): readonly Finding[] {
  const { index } = subject.now;
  const found = checkedRules.flatMap((rule) =>
    rule
      .check(subject)
      .map((violation) => findingOf(rule, violation, index.at(violation.address)?.constructPath)),
  );
  return found.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
