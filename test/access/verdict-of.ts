import type { AccessReport, Verdict } from "../../lib/access/report";

/** The verdicts of an entrance by caller, each in a few words. */
export function verdictOf(report: Pick<AccessReport, "verdicts">, entrance: string): Record<string, string> {
  const found = report.verdicts.filter((verdict) => verdict.entrance === entrance);
  return Object.fromEntries(found.map((verdict) => [verdict.caller, inWords(verdict)]));
}

function inWords({ access, as, answer, control, unknownBecause }: Verdict): string {
  switch (access) {
    case "reaches":
      return `reaches as ${as}`;
    case "refused":
      return `refused ${answer} ${control}`;
    case "unknown":
      return `unknown: ${unknownBecause}`;
  }
}
