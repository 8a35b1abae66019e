import { fingerprintOf } from "../../../lib/access/fingerprint";
import type { AccessReport, Caller, Entrance, Verdict } from "../../../lib/access/report";
import type { Problem } from "../outcome";
import { verdictsByEntrance } from "../view/function-view";
import { type FindNamed, findNamedIn } from "../view/names";
import type { Expectations, ExpectedAccess } from "./expectations";
import { type ExpectedCallers, expectedCallers } from "./expected-callers";

/** Where a report says otherwise than people expect, in both directions. */
export function deviationsFrom(expectations: Expectations, report: AccessReport): Problem[] {
  const expected = expectedCallers(expectations, report);
  const verdicts = verdictsByEntrance(report.verdicts);
  const checked = {
    file: expectations.file,
    callers: report.callers,
    callersNamed: findNamedIn(report.callers),
  };
  const ofEntrances = report.entrances.flatMap((entrance) => {
    const callers = expected.get(entrance.id) ?? (expectations.noOtherEntrance ? nobody : undefined);
    return callers
      ? deviationsAt(entrance, callers, { ...checked, verdicts: verdicts.get(entrance.id) ?? new Map() })
      : [];
  });
  return [...missingEntrances(expectations, report), ...ofEntrances];
}

const nobody: ExpectedCallers = {
  item: { to: [], reaches: [], unknown: [], nobodyElse: true },
  reaching: new Set(),
  unknown: new Set(),
};

interface Checked {
  readonly file: string;
  readonly callers: readonly Caller[];
  readonly callersNamed: FindNamed<Caller>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

function deviationsAt(
  entrance: Entrance,
  { item, reaching, unknown }: ExpectedCallers,
  checked: Checked,
): Problem[] {
  const { file, callers, verdicts } = checked;
  const ofCallers = callers.flatMap((caller) => {
    const verdict = verdicts.get(caller.id);
    const deviation = deviationOf(verdict?.access, {
      isExpected: reaching.has(caller),
      mayBeUnknown: unknown.has(caller),
      nobodyElse: item.nobodyElse,
    });
    if (!deviation) return [];
    const { rule, says } = deviation;
    const message = `${caller.label} ${says} ${entrance.label}, unlike ${file} says.`;
    return [finding(rule, entrance, caller.id, { message, verdict })];
  });
  return [...missingCallers(entrance, item, checked), ...ofCallers];
}

interface Expectation {
  readonly isExpected: boolean;
  readonly mayBeUnknown: boolean;
  readonly nobodyElse: boolean;
}

function deviationOf(
  access: Verdict["access"] | undefined,
  { isExpected, mayBeUnknown, nobodyElse }: Expectation,
): { rule: string; says: string } | undefined {
  if (access === "reaches") {
    return isExpected || !nobodyElse ? undefined : { rule: "unexpected-access", says: "reaches" };
  }
  if (access === "unknown") {
    const isOpen = isExpected || nobodyElse;
    return mayBeUnknown || !isOpen ? undefined : { rule: "undecided-access", says: "may or may not reach" };
  }
  return isExpected ? { rule: "missing-access", says: "does not reach" } : undefined;
}

/** Callers that are expected, and that the stack does not know. */
function missingCallers(
  entrance: Entrance,
  item: ExpectedAccess,
  { file, callersNamed }: Checked,
): Problem[] {
  return item.reaches
    .filter((name) => callersNamed(name).length === 0)
    .map((name) => {
      const message = `${name} does not reach ${entrance.label}, unlike ${file} says: nothing in the stack is called so.`;
      return finding("missing-access", entrance, name, { message });
    });
}

/** Entrances that somebody is expected to reach, and that the stack does not have. */
function missingEntrances({ access, file }: Expectations, { functions, entrances }: AccessReport): Problem[] {
  const entrancesNamed = findNamedIn(entrances);
  const address = functions[0]?.id ?? file;
  return access
    .filter(({ reaches }) => reaches.length > 0)
    .flatMap(({ to }) => to.filter((name) => entrancesNamed(name).length === 0))
    .map((name) => {
      const message = `There is no ${name}, unlike ${file} says: nobody reaches it.`;
      return finding("missing-access", { id: name, address }, "", { message });
    });
}

function finding(
  rule: string,
  entrance: Pick<Entrance, "id" | "address" | "constructPath">,
  caller: string,
  { message, verdict }: { readonly message: string; readonly verdict?: Verdict },
): Problem {
  return {
    rule,
    severity: "high",
    address: entrance.address,
    ...(entrance.constructPath ? { constructPath: entrance.constructPath } : {}),
    message,
    proof: verdict?.proof ?? [],
    fingerprint: fingerprintOf(rule, entrance.id, caller),
    entrance: entrance.id,
    ...(caller === "" ? {} : { caller }),
  };
}
