import { addTo } from "../../../lib/access/groups";
import { once } from "../../../lib/access/once";
import type { Caller, Entrance, ReviewedAccess, ReviewedFunction, Verdict } from "../../../lib/access/report";
import { shortNames, type Way, ways } from "./ways";

/** A report as people ask for it: by Function, who reaches it on which way, and every verdict in one table. */
export interface FunctionView {
  readonly function: ReviewedFunction;
  readonly ways: readonly WayView[];
  readonly matrix: Matrix;
}

/** Who reaches a Function on one way. */
export interface WayView {
  readonly way: Way;
  readonly entrances: readonly Entrance[];
  readonly reaching: readonly Passage[];
  readonly unknown: readonly Passage[];
}

/** The entrances by which a caller passes. */
export interface Passage {
  readonly caller: Caller;
  readonly entrances: readonly Entrance[];
}

/** Callers down, entrances across. */
export interface Matrix {
  readonly callers: readonly Caller[];
  readonly columns: readonly MatrixColumn[];
}

/** Entrances of one kind that are alike to every caller. */
export interface MatrixColumn {
  /** `SCM`, `API 2` */
  readonly name: string;
  readonly entrances: readonly Entrance[];
  /** By the caller's id; of the first entrance, since the others have the same. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

export const functionViews = once(viewsOf, new WeakMap());

function viewsOf(access: ReviewedAccess): readonly FunctionView[] {
  const verdicts = verdictsByEntrance(access.verdicts);
  const entrances = entrancesByFunction(access.entrances);
  return access.functions.map((reviewed) => {
    const own = entrances.get(reviewed.id) ?? [];
    const matrix = matrixOf(own, access.callers, verdicts);
    return { function: reviewed, ways: waysOf(own, matrix.callers, verdicts), matrix };
  });
}

/** By entrance, then by caller. */
export type Verdicts = ReadonlyMap<string, ReadonlyMap<string, Verdict>>;

export const verdictsByEntrance = once(groupedByEntrance, new WeakMap());

function groupedByEntrance(verdicts: readonly Verdict[]): Verdicts {
  const byEntrance = new Map<string, Map<string, Verdict>>();
  for (const verdict of verdicts) {
    const ofEntrance = byEntrance.get(verdict.entrance) ?? new Map<string, Verdict>();
    byEntrance.set(verdict.entrance, ofEntrance.set(verdict.caller, verdict));
  }
  return byEntrance;
}

function entrancesByFunction(entrances: readonly Entrance[]): ReadonlyMap<string, Entrance[]> {
  const byFunction = new Map<string, Entrance[]>();
  for (const entrance of entrances) {
    for (const id of entrance.functions) {
      addTo(byFunction, id, entrance);
    }
  }
  return byFunction;
}

function waysOf(entrances: readonly Entrance[], callers: readonly Caller[], verdicts: Verdicts): WayView[] {
  return ways
    .map((way) => {
      const own = entrances.filter(({ kind }) => way.kinds.includes(kind));
      const passages = (access: Verdict["access"]) => passagesOf(access, own, callers, verdicts);
      return { way, entrances: own, reaching: passages("reaches"), unknown: passages("unknown") };
    })
    .filter((view) => view.entrances.length > 0);
}

function passagesOf(
  access: Verdict["access"],
  entrances: readonly Entrance[],
  callers: readonly Caller[],
  verdicts: Verdicts,
): Passage[] {
  return callers
    .map((caller) => ({
      caller,
      entrances: entrances.filter(({ id }) => verdicts.get(id)?.get(caller.id)?.access === access),
    }))
    .filter((passage) => passage.entrances.length > 0);
}

function matrixOf(entrances: readonly Entrance[], callers: readonly Caller[], verdicts: Verdicts): Matrix {
  const having = new Set(entrances.flatMap(({ id }) => [...(verdicts.get(id)?.keys() ?? [])]));
  const judged = callers.filter(({ id }) => having.has(id));
  const columns = new Map<string, Entrance[]>();
  for (const entrance of inOrderOfWays(entrances)) {
    const alike = [
      shortNames[entrance.kind],
      ...judged.map(({ id }) => outcome(verdicts.get(entrance.id)?.get(id))),
    ];
    const key = JSON.stringify(alike);
    addTo(columns, key, entrance);
  }
  return { callers: judged, columns: named([...columns.values()], verdicts) };
}

function inOrderOfWays(entrances: readonly Entrance[]): Entrance[] {
  return ways.flatMap(({ kinds }) =>
    kinds.flatMap((kind) => entrances.filter((entrance) => entrance.kind === kind)),
  );
}

/** Only what a cell of the matrix shows. */
function outcome(verdict: Verdict | undefined): string {
  return verdict ? `${verdict.access} ${verdict.answer ?? ""}` : "";
}

function named(columns: readonly (readonly Entrance[])[], verdicts: Verdicts): MatrixColumn[] {
  const nameOf = (entrances: readonly Entrance[]) => shortNames[entrances[0].kind];
  return columns.map((entrances, index) => {
    const name = nameOf(entrances);
    const alike = columns.filter((other) => nameOf(other) === name);
    const number = columns.slice(0, index + 1).filter((other) => nameOf(other) === name).length;
    return {
      name: alike.length === 1 ? name : `${name} ${number}`,
      entrances,
      verdicts: verdicts.get(entrances[0].id) ?? new Map(),
    };
  });
}
