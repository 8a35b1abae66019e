/** Longer names are compared by their beginning: what is typed wrong is short. */
const comparedLength = 100;

/** The known names that are most like a name, the most like first. */
export function nearestNames(name: string, known: readonly string[], count = 1): string[] {
  const distances = new Map(known.map((one) => [one, distance(one, name)]));
  return [...known]
    .sort((one, other) => (distances.get(one) as number) - (distances.get(other) as number))
    .slice(0, count);
}

/** How many letters have to be added, removed or changed (Levenshtein), whatever their case. */
function distance(one: string, other: string): number {
  const [from, to] = [one, other].map((text) => text.slice(0, comparedLength).toLowerCase());
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const changed = previous[column - 1] + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(changed, previous[column] + 1, current[column - 1] + 1));
    }
    previous = current;
  }
  return previous[to.length];
}
