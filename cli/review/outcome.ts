import type { AccessReport, Finding, Severity } from "../../lib/access/report";
import { severities } from "../../lib/access/severities";

/** What one run of the command found: what every format prints. */
export interface ReviewOutcome {
  /** The file that was read, as it was named. */
  readonly source: string;
  readonly report: AccessReport;
  /** What speaks against the stack, the worst first: the rules' findings, new access, and unmet expectations. */
  readonly problems: readonly Problem[];
  /** What somebody should know who reads the result, and what makes no problem of its own. */
  readonly notices: readonly string[];
  readonly failOn: Severity | "never";
}

/** A finding, and whether somebody accepted it. */
export interface Problem extends Finding {
  /** The entrance and the caller that it is about, where it is about their access. */
  readonly entrance?: string;
  readonly caller?: string;
  readonly acceptance?: Acceptance;
}

/** That somebody accepts a finding, until a day. */
export interface Acceptance {
  readonly rule: string;
  readonly address: string;
  /** Tells several findings of a rule at one address apart. */
  readonly argument?: string;
  readonly fingerprint?: string;
  readonly reason: string;
  /** The last day on which it holds: `2026-12-31`. */
  readonly until: string;
}

/** Whether one severity is as bad as another, or worse. */
export function isAtLeast(severity: Severity, other: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(other);
}

/** The problems for which the command ends with 1. */
export function failuresOf({ problems, failOn }: ReviewOutcome): readonly Problem[] {
  if (failOn === "never") return [];
  return problems.filter(({ acceptance, severity }) => !acceptance && isAtLeast(severity, failOn));
}
