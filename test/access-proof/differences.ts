import type { AccessChange, Caller, ReviewedAccess, Verdict } from "../../lib/access/report";

type Access = Verdict["access"];

/** Who gains and who loses with a change, a line for each entrance and caller, by nothing but both matrices. */
export function differencesBetween(before: ReviewedAccess, after: ReviewedAccess): string[] {
  const pairs = new Map(
    [...before.verdicts, ...after.verdicts].map((pair) => [`${pair.entrance} ${pair.caller}`, pair]),
  );
  const kinds = new Map([...before.callers, ...after.callers].map(({ id, kind }) => [id, kind]));
  return [...pairs.values()].flatMap(({ entrance, caller }) => {
    const kind = kinds.get(caller);
    const was = accessIn(before, entrance, caller, kind);
    const is = accessIn(after, entrance, caller, kind);
    const change = changeFrom(was, is);
    return change ? [lineOf({ entrance, caller, change })] : [];
  });
}

export function lineOf({
  entrance,
  caller,
  change,
}: Pick<AccessChange, "entrance" | "caller" | "change">): string {
  return `${caller} ${change} ${entrance}`;
}

/**
 * A caller whom the stack does not name is any application, which may have a subscription key; an entrance that is not
 * there is nobody's.
 */
function accessIn(
  { verdicts }: ReviewedAccess,
  entrance: string,
  caller: string,
  kind: Caller["kind"] | undefined,
): Access | "absent" {
  const accessOf = (...callers: string[]) =>
    verdicts
      .filter((verdict) => verdict.entrance === entrance && callers.includes(verdict.caller))
      .map(({ access }) => access);
  const [own] = accessOf(caller);
  const isApplication = /^(gateway-identity|allowed-identity|policy-caller)$/.test(kind ?? "");
  if (own || !isApplication) return own ?? "absent";
  const found = accessOf("tenant-application", "subscription-key");
  return (["reaches", "unknown", "refused"] as const).find((access) => found.includes(access)) ?? "absent";
}

function changeFrom(was: Access | "absent", is: Access | "absent"): AccessChange["change"] | undefined {
  if (was === is) return undefined;
  if (is === "reaches") return "gains";
  if (is === "unknown") return "becomes-unknown";
  if (was === "reaches") return "loses";
  return was === "unknown" && is === "refused" ? "becomes-known" : undefined;
}
