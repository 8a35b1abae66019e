import type { AccessReport, Caller, Entrance, Verdict } from "../../../lib/access/report";
import { printable } from "../../text/printable";
import { UsageError } from "../../usage-error";
import { findNamedIn, type Named } from "../view/names";

/** One verdict, with all that decides it: what somebody checks by hand. */
export interface Explained {
  readonly entrance: Entrance;
  readonly caller: Caller;
  readonly verdict: Verdict | undefined;
  /** The verdict before the plan, where there was one. */
  readonly before: Verdict | undefined;
}

/** Finds a verdict by what people call its entrance and its caller: an id, a label, or words of the label. */
export function explained(report: AccessReport, entranceWords: string, callerWords: string): Explained {
  const entrance = theOne("entrance", entranceWords, report.entrances);
  const caller = theOne("caller", callerWords, report.callers);
  const isMeant = (verdict: Verdict) => verdict.entrance === entrance.id && verdict.caller === caller.id;
  return {
    entrance,
    caller,
    verdict: report.verdicts.find(isMeant),
    before: report.before?.verdicts.find(isMeant),
  };
}

function theOne<T extends Named>(what: string, words: string, items: readonly T[]): T {
  const named = findNamedIn(items)(words);
  const lowered = words.toLowerCase();
  const found = named.length > 0 ? named : items.filter(({ label }) => label.toLowerCase().includes(lowered));
  if (found.length === 1) return found[0];
  const list = (choices: readonly T[]) =>
    choices.map(({ id, label }) => `\n  ${printable(label)}  (${printable(id)})`).join("");
  if (found.length === 0)
    throw new UsageError(`No ${what} is called ${JSON.stringify(words)}. There are:${list(items)}`);
  throw new UsageError(`Several ${what}s are called ${JSON.stringify(words)}. Give one's id:${list(found)}`);
}

/** In the order in which somebody asks: what, by which control, because of what, and what would change it. */
export function explanationText({ entrance, caller, verdict, before }: Explained): string {
  const lines = [
    `${caller.label} -> ${entrance.label}: ${verdict ? outcome(verdict) : "not judged, because this caller does not come this way"}`,
    ...(verdict ? detailsOf(verdict) : []),
    ...(before && verdict && outcome(before) !== outcome(verdict)
      ? ["", `Before this plan: ${outcome(before)}`]
      : []),
    "",
    `Entrance ${entrance.id} (${entrance.address})`,
    `Caller ${caller.id}${caller.address ? ` (${caller.address})` : ""}`,
  ];
  return `${lines.join("\n")}\n`;
}

function outcome({ access, as, answer, unknownBecause, control }: Verdict): string {
  if (access === "reaches") return as ? `reaches it, as ${as}` : "reaches it";
  if (access === "unknown") return `unknown${unknownBecause ? `, because ${unknownBecause}` : ""}`;
  return [`refused`, ...(answer ? [`with ${answer}`] : []), ...(control ? [`by ${control}`] : [])].join(" ");
}

function detailsOf({ proof, turnedBy }: Verdict): string[] {
  const steps = proof.flatMap(({ address, argument, value, meaning }, index) => [
    `  ${index + 1}. ${address}`,
    `     ${argument} = ${value}`,
    `     ${meaning}`,
  ]);
  return ["", "Because", ...steps, ...(turnedBy ? ["", `It would change with: ${turnedBy}`] : [])];
}
