import type { AccessReport } from "../../../lib/access/report";
import type { ReviewRule } from "../../../lib/access/rules";
import { severities } from "../../../lib/access/severities";
import type { Problem, ReviewOutcome } from "../outcome";
import { accept, readAcceptances } from "./acceptances";
import { deviationsFrom } from "./deviations";
import { readExpectations } from "./expectations";
import { newAccessFindings, withExpectedAsNews } from "./new-access";
import type { TextFile } from "./yaml-file";

/** What people say of a stack, against which a report is held. */
export interface Standards {
  readonly expectations?: TextFile;
  readonly acceptances?: TextFile;
  readonly noNewAccess: boolean;
  readonly acceptCritical: boolean;
  /** The day of the review: `2026-11-25`. */
  readonly today: string;
}

/** What speaks against a stack, by its rules and by what people say of it. */
export function judge(
  given: AccessReport,
  standards: Standards,
  rules: readonly ReviewRule[],
): Pick<ReviewOutcome, "report" | "problems" | "notices"> {
  const { acceptances, noNewAccess } = standards;
  const expectations = standards.expectations && readExpectations(standards.expectations);
  const report = expectations ? withExpectedAsNews(expectations, given) : given;
  const findings: Problem[] = [
    ...report.findings,
    ...newAccessFindings(report, noNewAccess),
    ...(expectations ? deviationsFrom(expectations, report) : []),
  ];
  const opening = new Set(rules.filter(({ opensGate }) => opensGate).map(({ id }) => id));
  const { problems, notices } = accept(findings, acceptances ? readAcceptances(acceptances) : [], {
    ...standards,
    opensGate: (rule) => opening.has(rule),
  });
  return { report, problems: worstFirst(problems), notices: [...report.input.warnings, ...notices] };
}

function worstFirst(problems: readonly Problem[]): Problem[] {
  return severities.flatMap((severity) => problems.filter((problem) => problem.severity === severity));
}
