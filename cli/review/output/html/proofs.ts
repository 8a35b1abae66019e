import type { Caller, Entrance, Verdict } from "../../../../lib/access/report";
import type { FunctionView, MatrixColumn, Verdicts } from "../../view/function-view";

/** Verdicts of one column of a matrix that are decided by the same facts: what a click on an edge shows. */
export interface ProofPanel {
  /** The fragment of its address in the page. */
  readonly id: string;
  readonly column: MatrixColumn;
  readonly callers: readonly Caller[];
  readonly parts: readonly PanelPart[];
}

/** Entrances of a column that have the same proof. */
export interface PanelPart {
  readonly entrances: readonly Entrance[];
  readonly verdict: Verdict;
}

/** The panels of a Function, and the panel of each column and caller. */
export interface ProofPanels {
  readonly panels: readonly ProofPanel[];
  readonly panelOf: (column: MatrixColumn, caller: Caller) => ProofPanel | undefined;
}

export function proofPanels({ matrix }: FunctionView, verdicts: Verdicts, prefix: string): ProofPanels {
  const byCell = new Map<string, ProofPanel>();
  const panels = matrix.columns.flatMap((column, index) => {
    const groups = new Map<string, { callers: Caller[]; parts: PanelPart[] }>();
    for (const caller of matrix.callers) {
      const parts = partsOf(column, caller, verdicts);
      if (parts.length === 0) continue;
      const key = JSON.stringify(parts.map(({ verdict, entrances }) => [facts(verdict), entrances.length]));
      const group = groups.get(key) ?? { callers: [], parts };
      group.callers.push(caller);
      groups.set(key, group);
    }
    return [...groups.values()].map(({ callers, parts }, number) => {
      const panel = { id: `${prefix}-${index + 1}-${number + 1}`, column, callers, parts };
      for (const { id } of callers) byCell.set(cellKey(column, id), panel);
      return panel;
    });
  });
  return { panels, panelOf: (column, { id }) => byCell.get(cellKey(column, id)) };
}

function cellKey({ name }: MatrixColumn, caller: string): string {
  return JSON.stringify([name, caller]);
}

function partsOf({ entrances }: MatrixColumn, caller: Caller, verdicts: Verdicts): PanelPart[] {
  const parts = new Map<string, { entrances: Entrance[]; verdict: Verdict }>();
  for (const entrance of entrances) {
    const verdict = verdicts.get(entrance.id)?.get(caller.id);
    if (!verdict) continue;
    const key = JSON.stringify(facts(verdict));
    const part = parts.get(key) ?? { entrances: [], verdict };
    part.entrances.push(entrance);
    parts.set(key, part);
  }
  return [...parts.values()];
}

/** A verdict without whom and what it is about. */
function facts({ entrance: _, caller: __, ...rest }: Verdict): object {
  return rest;
}
