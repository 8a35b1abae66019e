import type { Caller, Entrance, ReviewedAccess, ReviewedFunction, Verdict } from "../report";
import type { Decision } from "./decision";

/** Collects entrances, callers and verdicts, each once. */
export class MatrixBuilder {
  private readonly entrances = new Map<string, Entrance>();
  private readonly callers = new Map<string, Caller>();
  private readonly verdicts = new Map<string, Verdict>();

  public add(entrance: Entrance, caller: Caller, decision: Decision): void {
    this.addVerdict(entrance, caller, verdict(entrance.id, caller.id, decision));
  }

  public addVerdict(entrance: Entrance, caller: Caller, one: Verdict): void {
    if (!this.entrances.has(entrance.id)) this.entrances.set(entrance.id, entrance);
    if (!this.callers.has(caller.id)) this.callers.set(caller.id, caller);
    this.verdicts.set(`${entrance.id}\n${caller.id}`, one);
  }

  /** A caller's verdicts of the entrances whose id begins so, and which lead to a Function. */
  public verdictsOf(prefix: string, caller: string, functionId: string): Verdict[] {
    return [...this.entrances.values()].flatMap((entrance) => {
      if (!entrance.id.startsWith(prefix) || !entrance.functions.includes(functionId)) return [];
      return this.verdicts.get(`${entrance.id}\n${caller}`) ?? [];
    });
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
