import { fingerprintOf } from "../../../lib/access/fingerprint";
import type { AccessReport, Entrance, Verdict } from "../../../lib/access/report";
import { isAtLeast, type Problem } from "../outcome";
import { CHANGE_RULE } from "../view/changes";
import { verdictsByEntrance } from "../view/function-view";

/**
 * What a change of access has against it. Access that a plan is meant to give is news, not a finding, unless no new
 * access is wanted at all.
 */
export function newAccessFindings(report: AccessReport, noNewAccess: boolean): Problem[] {
  const entrances = new Map(report.entrances.map((entrance) => [entrance.id, entrance]));
  const verdicts = verdictsByEntrance(report.verdicts);
  return report.changes
    .filter(({ change }) => change === "gains" || change === "becomes-unknown")
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

function placeOf(entrance: Entrance | undefined, id: string): Pick<Problem, "address" | "constructPath"> {
  const constructPath = entrance?.constructPath;
  return { address: entrance?.address ?? id, ...(constructPath ? { constructPath } : {}) };
}
