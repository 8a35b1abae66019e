import { addTo } from "../groups";
import type { Caller, Entrance, ReviewedAccess, ReviewedFunction, Verdict } from "../report";
import type { Decision } from "./decision";

/** The address of the API in the id of an operation's entrance. */
export function apiOf(operation: string): string {
  return operation.slice("operation:".length, operation.lastIndexOf(":"));
}

/** Collects entrances, callers and verdicts, each once. */
export class MatrixBuilder {
  private readonly entrances = new Map<string, Entrance>();
  private readonly callers = new Map<string, Caller>();
  private readonly verdicts = new Map<string, Verdict>();
  private readonly operations = new Map<string, Entrance[]>();

  public add(entrance: Entrance, caller: Caller, decision: Decision): void {
    this.addVerdict(entrance, caller, verdict(entrance.id, caller.id, decision));
  }

  public addVerdict(entrance: Entrance, caller: Caller, one: Verdict): void {
    if (!this.entrances.has(entrance.id)) this.addEntrance(entrance);
    if (!this.callers.has(caller.id)) this.callers.set(caller.id, caller);
    this.verdicts.set(`${entrance.id}\n${caller.id}`, one);
  }

  /** A caller's verdicts of the operations of an API, by the Functions that they lead to. */
  public ofOperations(api: string, caller: string): ReadonlyMap<string, readonly Verdict[]> {
    const found = new Map<string, Verdict[]>();
    for (const { id, functions } of this.operations.get(api) ?? []) {
      const verdict = this.verdicts.get(`${id}\n${caller}`);
      if (verdict) for (const one of functions) addTo(found, one, verdict);
    }
    return found;
  }

  private addEntrance(entrance: Entrance): void {
    this.entrances.set(entrance.id, entrance);
    if (entrance.kind === "operation") addTo(this.operations, apiOf(entrance.id), entrance);
  }

  public matrix(functions: readonly ReviewedFunction[]): ReviewedAccess {
    return {
      functions,
      entrances: [...this.entrances.values()],
      callers: [...this.callers.values()],
      verdicts: [...this.verdicts.values()],
    };
  }
}

function verdict(entrance: string, caller: string, decision: Decision): Verdict {
  const { proof } = decision;
  switch (decision.access) {
    case "reaches":
      return { entrance, caller, access: "reaches", as: decision.as, proof, turnedBy: decision.turnedBy };
    case "refused": {
      const { answer, control, turnedBy } = decision;
      return { entrance, caller, access: "refused", answer, control, proof, turnedBy };
    }
    case "unknown":
      return { entrance, caller, access: "unknown", unknownBecause: decision.because, proof };
  }
}

/** The decision that a verdict holds. */
export function decisionOf(one: Verdict): Decision {
  const { access, proof, as = "", answer = "", control = "", turnedBy, unknownBecause = "" } = one;
  switch (access) {
    case "reaches":
      return { access, as, proof, turnedBy };
    case "refused":
      return { access, answer, control, proof, turnedBy: turnedBy ?? "" };
    case "unknown":
      return { access, because: unknownBecause, proof };
  }
}
