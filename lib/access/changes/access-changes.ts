import type { StackIndex } from "../graph/stack-index";
import { at, isAbsent, printed } from "../graph/values";
import type {
  AccessChange,
  Caller,
  Entrance,
  ProofStep,
  ReviewedAccess,
  ReviewedFunction,
  Severity,
  Verdict,
} from "../report";
import { severities } from "../severities";

/** A matrix, and the stack that it was decided from. */
export interface ReviewedStack {
  readonly matrix: ReviewedAccess;
  readonly index: StackIndex;
}

/** Who gains and who loses access from one stack to the next: gains first, by severity. */
export function accessChanges(before: ReviewedStack, after: ReviewedStack): readonly AccessChange[] {
  const old = new Map(before.matrix.verdicts.map((verdict) => [pairKey(verdict), verdict]));
  const now = new Map(after.matrix.verdicts.map((verdict) => [pairKey(verdict), verdict]));
  const subject = new ChangeSubject(before, after, old, now);
  const pairs = new Map([...old, ...now]);
  const changes = [...pairs].flatMap(([key, pair]) => subject.change(pair, old.get(key), now.get(key)) ?? []);
  return inOrder(changes);
}

const kinds: readonly AccessChange["change"][] = ["gains", "becomes-unknown", "loses", "becomes-known"];

/** Changes as a report has them: gains first, by severity. */
export function inOrder(changes: readonly AccessChange[]): readonly AccessChange[] {
  return [...changes].sort(
    (a, b) =>
      kinds.indexOf(a.change) - kinds.indexOf(b.change) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
}

function pairKey({ entrance, caller }: Pick<Verdict, "entrance" | "caller">): string {
  return `${entrance}\n${caller}`;
}

class ChangeSubject {
  private readonly entrances: ReadonlyMap<string, Entrance>;
  private readonly oldEntrances: ReadonlySet<string>;
  private readonly callers: ReadonlyMap<string, Caller>;
  private readonly functions: ReadonlyMap<string, ReviewedFunction>;

  public constructor(
    private readonly before: ReviewedStack,
    private readonly after: ReviewedStack,
    private readonly oldVerdicts: ReadonlyMap<string, Verdict>,
    private readonly newVerdicts: ReadonlyMap<string, Verdict>,
  ) {
    const all = [before.matrix, after.matrix];
    this.entrances = new Map(all.flatMap(({ entrances }) => entrances.map((one) => [one.id, one])));
    this.oldEntrances = new Set(before.matrix.entrances.map(({ id }) => id));
    this.callers = new Map(all.flatMap(({ callers }) => callers.map((one) => [one.id, one])));
    this.functions = new Map(all.flatMap(({ functions }) => functions.map((one) => [one.id, one])));
  }

  public change(pair: Verdict, old: Verdict | undefined, now: Verdict | undefined): AccessChange | undefined {
    const entrance = this.entrances.get(pair.entrance) as Entrance;
    const caller = this.callers.get(pair.caller) as Caller;
    const was = old ?? this.unnamed(this.oldVerdicts, pair, caller);
    const is = now ?? this.unnamed(this.newVerdicts, pair, caller);
    const change = changeOf(was?.access, is?.access);
    if (!change) return undefined;
    const isNew = !this.oldEntrances.has(entrance.id);
    const isOpen = this.opensToAnyone(entrance);
    const isOfNewFunction = !entrance.functions.some((address) => this.before.index.at(address));
    return {
      entrance: entrance.id,
      caller: caller.id,
      change,
      severity: severityOf(change, entrance, caller, { isNew, isOpen, isOfNewFunction }),
      sentence: this.sentence(change, entrance, caller, this.cause(was, is)),
    };
  }

  /** The verdict of a caller whom a stack does not name: that of any application, which may have a subscription key. */
  private unnamed(
    verdicts: ReadonlyMap<string, Verdict>,
    { entrance }: Verdict,
    { kind }: Caller,
  ): Verdict | undefined {
    if (!expected.has(kind)) return undefined;
    const found = ["tenant-application", "subscription-key"].flatMap(
      (caller) => verdicts.get(pairKey({ entrance, caller })) ?? [],
    );
    return (
      found.find(({ access }) => access === "reaches") ??
      found.find(({ access }) => access === "unknown") ??
      found[0]
    );
  }

  /** Whether nobody kept from an entrance is left: anyone on the internet reaches it. */
  private opensToAnyone({ id }: Entrance): boolean {
    return this.newVerdicts.get(pairKey({ entrance: id, caller: "internet" }))?.access === "reaches";
  }

  private sentence(
    change: AccessChange["change"],
    entrance: Entrance,
    caller: Caller,
    cause: string,
  ): string {
    const place = this.placeOf(entrance);
    switch (change) {
      case "gains":
        return `This plan lets ${caller.label} reach ${place}: ${cause}`;
      case "loses":
        return `This plan keeps ${caller.label} from ${place}, which it reached: ${cause}`;
      case "becomes-unknown":
        return `With this plan it is not known whether ${caller.label} reaches ${place}: ${cause}`;
      case "becomes-known":
        return `With this plan it is known that ${caller.label} does not reach ${place}: ${cause}`;
    }
  }

  private placeOf({ kind, label, functions }: Entrance): string {
    if (kind !== "host") return label;
    return this.functions.get(functions[0])?.label ?? label;
  }

  /** What the plan changes that decides it, as far as the two proofs say. */
  private cause(old: Verdict | undefined, now: Verdict | undefined): string {
    const changed = [...(old?.proof ?? []), ...(now?.proof ?? [])]
      .map((step) => this.changeAt(step))
      .find((cause) => cause !== undefined);
    if (changed !== undefined) return changed;
    if (!old) return now ? this.whyNew(now) : "";
    if (!now) return "it is removed";
    if (now.access === "unknown") return now.unknownBecause ?? "";
    const [decisive] = now.access === "refused" ? now.proof : [...now.proof].reverse();
    return decisive ? `${decisive.argument} of ${decisive.address} is ${decisive.value}` : "";
  }

  private whyNew(now: Verdict): string {
    if (now.access === "unknown") return now.unknownBecause ?? "";
    const [step] = now.proof;
    return step ? `it is new, and ${step.meaning}` : "it is new";
  }

  private changeAt({ address, argument }: ProofStep): string | undefined {
    const [old, now] = [this.before, this.after].map(({ index }) => index.at(address));
    if (old && !now) return `${address} is removed`;
    if (!old || !now) return undefined;
    const path = argument.replace(/:\d+$/, "").split(".");
    for (let length = 1; length <= path.length; length++) {
      const part = path.slice(0, length);
      if (/^\d+$/.test(part[length - 1])) continue;
      const [a, b] = [at(old.values, ...part), at(now.values, ...part)];
      const name = part.filter((step) => !/^\d+$/.test(step)).join(".");
      if (b?.kind === "unknown" && a?.kind !== "unknown") return `${name} changes to what is not known`;
      if (!isAbsent(a) && isAbsent(b)) return `${name} is removed`;
      if (isAbsent(a) && !isAbsent(b)) return `${name} is added`;
      if (length < path.length) continue;
      const [was, is] = [short(printed(a)), short(printed(b))];
      if (printed(a) !== printed(b))
        return was && is ? `${name} changes from ${was} to ${is}` : `${name} changes`;
    }
    return undefined;
  }
}

/** A value that fits in a sentence. */
function short(text: string): string | undefined {
  return text.length <= 80 && !text.includes("\n") ? text : undefined;
}

type Access = Verdict["access"];

// An entrance that is not there lets nobody in.
function changeOf(old: Access | undefined, now: Access | undefined): AccessChange["change"] | undefined {
  const was = old ?? "refused";
  const is = now ?? "refused";
  if (was === is) return undefined;
  if (is === "reaches") return "gains";
  if (is === "unknown") return "becomes-unknown";
  return was === "reaches" ? "loses" : old && now ? "becomes-known" : undefined;
}

const broad = new Set<Caller["kind"]>([
  "internet",
  "network",
  "tenant-user",
  "tenant-application",
  "other-tenant",
]);
const expected = new Set<Caller["kind"]>(["gateway-identity", "allowed-identity", "policy-caller"]);
const doors = new Set<Entrance["kind"]>(["host", "host-path", "scm", "ftp"]);

/** What an entrance is after the plan. */
interface Opening {
  readonly isNew: boolean;
  readonly isOpen: boolean;
  /** Whether no Function that was there before is behind it. */
  readonly isOfNewFunction: boolean;
}

function severityOf(
  change: AccessChange["change"],
  entrance: Entrance,
  caller: Caller,
  opening: Opening,
): Severity {
  switch (change) {
    case "gains":
      return gainSeverity(entrance, caller, opening);
    case "becomes-unknown":
      return broad.has(caller.kind) && (doors.has(entrance.kind) || !opening.isNew) ? "high" : "medium";
    case "loses":
      return expected.has(caller.kind) ? "high" : "info";
    case "becomes-known":
      return "info";
  }
}

/**
 * A gate that lets in whom it kept out is critical, and so is a new API that opens a Function that was there to anyone on
 * the internet. What is open of a Function that is new itself is a finding of its own.
 */
function gainSeverity(entrance: Entrance, caller: Caller, opening: Opening): Severity {
  const { isNew, isOpen, isOfNewFunction } = opening;
  if (broad.has(caller.kind)) {
    if (doors.has(entrance.kind) || !isNew) return "critical";
    if (isOfNewFunction) return "medium";
    if (isOpen) return "critical";
    return caller.kind === "network" || caller.kind === "other-tenant" ? "high" : "medium";
  }
  if (caller.kind === "publishing-password" || caller.kind === "function-key") return "high";
  if (expected.has(caller.kind)) return isNew ? "info" : "medium";
  const isNamed = caller.address !== undefined && caller.id !== "identity-operator";
  return isNamed || !isNew ? "medium" : "info";
}
