import { entranceNames } from "../../../text/entrance-names";
import type { Style } from "../../../text/terminal/style";
import { hanging, padded, widest, wrapped } from "../../../text/terminal/text-layout";
import type { Matrix, MatrixColumn } from "../../view/function-view";
import { cellText } from "../../view/words";

const GAP = 2;

/** The matrix in as many tables beneath each other as the width needs, and what their columns stand for. */
export function matrixText(matrix: Matrix, width: number, style: Style): string {
  const labelWidth = Math.min(widest(matrix.callers.map(({ label }) => label)), Math.floor(width * 0.45));
  const tables = tablesThatFit(matrix.columns, width - labelWidth).map((columns) =>
    tableText(columns, matrix, labelWidth, style),
  );
  return [...tables, legendText(matrix.columns, width, style)].join("\n\n");
}

function columnWidth({ name, verdicts }: MatrixColumn): number {
  return widest([name, ...[...verdicts.values()].map(cellText)]) + GAP;
}

function tablesThatFit(columns: readonly MatrixColumn[], width: number): MatrixColumn[][] {
  const tables: MatrixColumn[][] = [];
  let left = 0;
  for (const column of columns) {
    if (tables.length === 0 || left < columnWidth(column)) {
      tables.push([]);
      left = width;
    }
    tables[tables.length - 1].push(column);
    left -= columnWidth(column);
  }
  return tables;
}

function tableText(
  columns: readonly MatrixColumn[],
  matrix: Matrix,
  labelWidth: number,
  style: Style,
): string {
  const row = (cells: readonly string[]) => cells.join(" ".repeat(GAP)).trimEnd();
  const isLast = (column: MatrixColumn) => column === columns[columns.length - 1];
  // Color surrounds the text, and not the space that follows it.
  const cell = (column: MatrixColumn, text: string, color: (text: string) => string) =>
    color(text) + (isLast(column) ? "" : padded("", columnWidth(column) - GAP - widest([text])));
  const header = row([
    padded("", labelWidth),
    ...columns.map((column) => cell(column, column.name, style.faint)),
  ]);
  const rows = matrix.callers.map(({ id, label }) => {
    const cells = columns.map((column) => {
      const verdict = column.verdicts.get(id);
      return cell(column, cellText(verdict), (text) => style.access(verdict?.access, text));
    });
    const [first, ...rest] = wrapped(label, labelWidth);
    return [row([padded(first, labelWidth), ...cells]), ...rest].join("\n");
  });
  return [header, ...rows].join("\n");
}

function legendText(columns: readonly MatrixColumn[], width: number, style: Style): string {
  const indent = widest(columns.map(({ name }) => name)) + GAP;
  return columns
    .map(({ name, entrances }) => hanging(style.faint(name), entranceNames(entrances, 3), indent, width))
    .join("\n");
}
