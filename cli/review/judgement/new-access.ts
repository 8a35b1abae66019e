import { inOrder } from "../../../lib/access/changes/access-changes";
import { fingerprintOf } from "../../../lib/access/fingerprint";
import type { AccessChange, AccessReport, Entrance, Verdict } from "../../../lib/access/report";
import { isAtLeast, type Problem } from "../outcome";
import { CHANGE_RULE } from "../view/changes";
import { verdictsByEntrance } from "../view/function-view";
import type { Expectations } from "./expectations";
import { expectedCallers } from "./expected-callers";

/**
 * What a change of access has against it. Access that a plan is meant to give is news, not a finding, unless no new
 * access is wanted at all.
 */
export function newAccessFindings(report: AccessReport, noNewAccess: boolean): Problem[] {
  const entrances = new Map(report.entrances.map((entrance) => [entrance.id, entrance]));
  const verdicts = verdictsByEntrance(report.verdicts);
  return report.changes
    .filter(isNewAccess)
    .filter(({ severity }) => noNewAccess || severity !== "info")
    .map(({ entrance, caller, severity, sentence }) => ({
      rule: CHANGE_RULE,
      severity: noNewAccess && !isAtLeast(severity, "high") ? "high" : severity,
      ...placeOf(entrances.get(entrance), entrance),
      message: `${sentence}.`,
      proof: verdicts.get(entrance)?.get(caller)?.proof ?? ([] as Verdict["proof"]),
      fingerprint: fingerprintOf(CHANGE_RULE, entrance, caller),
      entrance,
      caller,
    }));
}

/**
 * The report in which new access is mere news where people named the caller for the entrance. A gate that opens stays
 * critical, whoever expects it.
 */
export function withExpectedAsNews(expectations: Expectations, report: AccessReport): AccessReport {
  const expected = expectedCallers(expectations, report);
  const callers = new Map(report.callers.map((caller) => [caller.id, caller]));
  const isExpected = ({ change, entrance, caller: id }: AccessChange): boolean => {
    const caller = callers.get(id);
    const at = expected.get(entrance);
    if (!caller || !at) return false;
    // Whether one reaches it who is meant to is not news, even where it is not known.
    return at.reaching.has(caller) || (change === "becomes-unknown" && at.unknown.has(caller));
  };
  const changes = report.changes.map((change) =>
    isNewAccess(change) && change.severity !== "critical" && isExpected(change)
      ? { ...change, severity: "info" as const }
      : change,
  );
  return { ...report, changes: inOrder(changes) };
}

function isNewAccess({ change }: AccessChange): boolean {
  return change === "gains" || change === "becomes-unknown";
}

function placeOf(entrance: Entrance | undefined, id: string): Pick<Problem, "address" | "constructPath"> {
  const constructPath = entrance?.constructPath;
  return { address: entrance?.address ?? id, ...(constructPath ? { constructPath } : {}) };
}
