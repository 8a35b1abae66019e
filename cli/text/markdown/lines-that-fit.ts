/** As many lines as a number of characters holds. Where some are left out, `more` says how many. */
export function linesThatFit(
  lines: readonly string[],
  characters: number,
  more: (leftOut: number) => string,
): string[] {
  let length = 0;
  const kept = lines.filter((line) => {
    length += line.length + 1;
    return length <= characters;
  });
  return kept.length === lines.length ? kept : [...kept, more(lines.length - kept.length)];
}
