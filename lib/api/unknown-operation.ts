import { refusal } from "../support/refusal";

/**
 * Refuses an operation that the API has not, and names the nearest ones.
 *
 * @param property where the operation was named
 */
export function unknownOperationRefusals(
  operationId: string,
  known: readonly string[],
  property: string,
): string[] {
  if (known.includes(operationId)) return [];
  const nearest = [...known]
    .sort((one, other) => distance(one, operationId) - distance(other, operationId))
    .slice(0, 3);
  return [
    refusal(
      `The operation ${JSON.stringify(operationId)} was named in \`${property}\``,
      `The API has no such operation; nearest are ${nearest.map((id) => JSON.stringify(id)).join(", ")}`,
      "Name one of the API's operations by its `operationId`",
    ),
  ];
}

/** How many letters have to be added, taken away or changed (Levenshtein), whatever their case. */
function distance(one: string, other: string): number {
  const [from, to] = [one.toLowerCase(), other.toLowerCase()];
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
