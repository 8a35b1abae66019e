import type { Caller, Verdict } from "../../../../lib/access/report";
import type { FunctionView, MatrixColumn } from "../../view/function-view";

/** Where everything of a Function's chain is drawn: callers, the gateway, the gate, the Function, and the ways around. */
export interface ChainLayout {
  readonly width: number;
  readonly height: number;
  readonly callers: readonly (Box & { readonly caller: Caller })[];
  readonly frames: readonly (Box & { readonly title: string })[];
  readonly entrances: readonly (Box & { readonly column: MatrixColumn })[];
  readonly target: Box;
  readonly edges: readonly Edge[];
  /** Lines that no caller decides: from the gate, and from the ways around, to the Function. */
  readonly joints: readonly Line[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly from: Point;
  readonly to: Point;
}

/** A verdict as a line. */
export interface Edge extends Line {
  readonly caller: Caller;
  readonly column: MatrixColumn;
  readonly verdict: Verdict;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const CALLER = { x: 4, width: 250, height: 44 };
const GAP = 12;
const HEAD = 34;
const ENTRANCE_HEIGHT = 36;
const PADDING = 12;
const GATEWAY = { x: 400, width: 200 };
const GATE = { x: 690, width: 240 };
const TARGET = { x: 1010, width: 176, height: 56 };

const KINDS_OF_GATE = ["host", "host-path"];

export function chainLayout({ matrix }: FunctionView): ChainLayout {
  const operations = matrix.columns.filter(({ entrances }) => entrances[0].kind === "operation");
  const hosts = matrix.columns.filter(({ entrances }) => KINDS_OF_GATE.includes(entrances[0].kind));
  const around = matrix.columns.filter((column) => !operations.includes(column) && !hosts.includes(column));

  const gateway = frameOf("API Management", GATEWAY, 4, operations);
  // Direct calls pass beneath the gateway, on their way to the gate.
  const gate = gateFrame(hosts, bottomOf(gateway) + GAP);
  const aroundTop = Math.max(bottomOf(gateway), bottomOf(gate)) + 2 * GAP;
  const ways = frameOf(
    "Ways around",
    { x: GATEWAY.x, width: GATE.x + GATE.width - GATEWAY.x },
    aroundTop,
    around,
  );
  const target = {
    ...TARGET,
    y: (gate.frame?.y ?? 4) + ((gate.frame?.height ?? TARGET.height) - TARGET.height) / 2,
  };

  const frames = [gateway, gate, ways].flatMap(({ frame }) => (frame ? [frame] : []));
  const entrances = [gateway, gate, ways].flatMap((part) => part.entrances);
  const callers = stacked(matrix.callers.filter((caller) => !isDrawnAsGateway(caller, gateway)));
  const layout = { callers, frames, entrances, target };
  const height = Math.max(...[...frames, ...callers, target].map((box) => box.y + box.height)) + 4;
  return {
    ...layout,
    width: TARGET.x + TARGET.width + 4,
    height,
    edges: edgesOf(matrix.callers, layout, gateway),
    joints: [gate, ways].flatMap(({ frame }) =>
      frame ? [{ from: rightOf(frame), to: entryOf(target, frame) }] : [],
    ),
  };
}

interface Part {
  readonly frame?: Box & { readonly title: string };
  readonly entrances: readonly (Box & { readonly column: MatrixColumn })[];
}

function frameOf(
  title: string,
  { x, width }: { x: number; width: number },
  y: number,
  columns: readonly MatrixColumn[],
): Part {
  if (columns.length === 0) return { entrances: [] };
  const entrances = columns.map((column, index) => ({
    column,
    x: x + PADDING,
    y: y + HEAD + index * (ENTRANCE_HEIGHT + GAP),
    width: width - 2 * PADDING,
    height: ENTRANCE_HEIGHT,
  }));
  const height = HEAD + columns.length * (ENTRANCE_HEIGHT + GAP);
  return { frame: { title, x, y, width, height }, entrances };
}

/** The gate begins beside the gateway, and its entrances beneath it. */
function gateFrame(columns: readonly MatrixColumn[], entrancesTop: number): Part {
  const { frame, entrances } = frameOf(
    "App Service Authentication",
    GATE,
    Math.max(4, entrancesTop - HEAD),
    columns,
  );
  if (!frame) return { entrances };
  return { frame: { ...frame, y: 4, height: frame.y + frame.height - 4 }, entrances };
}

function bottomOf({ frame }: Part): number {
  return frame ? frame.y + frame.height : 4;
}

function stacked(callers: readonly Caller[]): (Box & { caller: Caller })[] {
  return callers.map((caller, index) => ({ ...CALLER, y: 4 + index * (CALLER.height + GAP), caller }));
}

/** Where there is a gateway, its identity is the line from the gateway to the gate. */
function isDrawnAsGateway({ kind }: Caller, gateway: Part): boolean {
  return kind === "gateway-identity" && gateway.frame !== undefined;
}

function edgesOf(
  callers: readonly Caller[],
  layout: Pick<ChainLayout, "callers" | "entrances">,
  gateway: Part,
): Edge[] {
  const startOf = (caller: Caller): Point => {
    const box = layout.callers.find((candidate) => candidate.caller === caller);
    return rightOf(box ?? (gateway.frame as Box));
  };
  return layout.entrances.flatMap(({ column, ...box }) => {
    const coming = callers.filter(({ id }) => column.verdicts.has(id));
    return coming.map((caller, index) => ({
      caller,
      column,
      verdict: column.verdicts.get(caller.id) as Verdict,
      from: startOf(caller),
      // Beside each other, so that each can be told apart and clicked.
      to: { x: box.x, y: box.y + (box.height * (index + 1)) / (coming.length + 1) },
    }));
  });
}

function rightOf({ x, y, width, height }: Box): Point {
  return { x: x + width, y: y + height / 2 };
}

function leftOf({ x, y, height }: Box): Point {
  return { x, y: y + height / 2 };
}

/** From the side, or from beneath for what is drawn beneath. */
function entryOf(target: Box, from: Box): Point {
  const isBeneath = from.y > target.y + target.height;
  return isBeneath ? { x: target.x + target.width / 2, y: target.y + target.height } : leftOf(target);
}
