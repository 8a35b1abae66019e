/** As many of the lines as a number of characters holds; where lines are left out, the last one says how many. */
export function fitting(lines: readonly string[], characters: number): string[] {
  let left = characters;
  const kept: string[] = [];
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0) break;
    kept.push(line);
  }
  return kept;
}
