import type { AccessReport, Caller, Entrance, Verdict } from "../../../lib/access/report";
import { reviewAccess } from "../../../lib/access/review";
import { tenantId } from "../closed-stack";
import { firstPlan, type StackJson } from "../stack-input";
import { named, sumOf } from "./agreement";
import { applied } from "./apply";
import { changesIn, type Mutation, mutationsOf, unknownsOf } from "./mutations";
import { type Comparison, compare } from "./play";

/** What a stack says with one value unknown, beside what each of some values would make of it. */
export interface UnknownComparison extends Comparison {
  /** Who gets in with one of the values, and is neither named nor in doubt while it is not known. */
  readonly silent: readonly string[];
}

/** Makes each value of a stack unknown, and then each of the values that it may turn out to be. */
export function comparisonsOfUnknowns(stack: StackJson): UnknownComparison[] {
  const mutations = mutationsOf(stack);
  const reports = new Map<string, AccessReport>();
  const reportOn = ({ name, apply }: World): AccessReport => {
    const known = reports.get(name) ?? reviewAccess(firstPlan(apply(stack)));
    reports.set(name, known);
    return known;
  };
  return unknownsOf(stack).map((unknown) => {
    const report = reviewAccess(firstPlan(unknown.apply(stack)));
    const worlds: World[] = [asItIs, ...changesIn(unknown.path, mutations)];
    return {
      ...sumOf(
        worlds.map(({ name, apply }) =>
          named(`${unknown.name}, and then ${name}`, compare(applied(apply(stack), tenantId), report)),
        ),
      ),
      silent: worlds.flatMap((world) =>
        silentIn(report, reportOn(world)).map((pair) => `${unknown.name}, and then ${world.name}: ${pair}`),
      ),
    };
  });
}

type World = Pick<Mutation, "name" | "apply">;

const asItIs: World = { name: "as it is", apply: (stack) => stack };

function silentIn(report: AccessReport, world: AccessReport): string[] {
  const shown = new Pairs(report);
  return new Pairs(world).open
    .filter((pair) => !shown.open.some((one) => covers(one, pair)))
    .map(({ entrance, caller }) => `${caller.id} at ${entrance.id}`);
}

interface Pair {
  readonly entrance: Entrance;
  readonly caller: Caller;
  readonly access: Verdict["access"];
}

/** The pairs of a report that are not refused. */
class Pairs {
  public readonly open: readonly Pair[];

  public constructor({ entrances, callers, verdicts }: AccessReport) {
    const [entranceAt, callerAt] = [
      new Map(entrances.map((one) => [one.id, one])),
      new Map(callers.map((one) => [one.id, one])),
    ];
    this.open = verdicts
      .filter(({ access }) => access !== "refused")
      .map(({ entrance, caller, access }) => ({
        entrance: entranceAt.get(entrance) as Entrance,
        caller: callerAt.get(caller) as Caller,
        access,
      }));
  }
}

/**
 * Whether one pair tells of the other: of the same one, of its kind if it is in doubt, or that anyone may get in, with a
 * key if it has one.
 */
function covers(one: Pair, other: Pair): boolean {
  const isSameDoor =
    (one.entrance.kind === other.entrance.kind ||
      (one.entrance.kind === "host" && other.entrance.kind === "host-path")) &&
    other.entrance.functions.every((id) => one.entrance.functions.includes(id));
  if (!isSameDoor) return false;
  const isSameOne =
    one.caller.id === other.caller.id ||
    (one.caller.address !== undefined && one.caller.address === other.caller.address);
  if (isSameOne) return true;
  // Nothing in the stack has the id: whoever it is, it is one of the gateway's.
  if (other.caller.kind === "gateway-identity" && other.caller.address === undefined)
    return one.caller.kind === "gateway-identity";
  const isAnyone =
    /^(internet|network)$/.test(one.caller.kind) ||
    (one.caller.kind === "subscription-key" && other.caller.kind === "policy-caller");
  return isAnyone || (one.caller.kind === other.caller.kind && one.access === "unknown");
}
