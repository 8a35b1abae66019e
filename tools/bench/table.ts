/** Prints a row of a table: its title, and numbers below each other. */
export function printRow(title: string, cells: readonly (string | number)[]): void {
  console.log([title.padEnd(30), ...cells.map((cell) => String(cell).padStart(15))].join(""));
}
