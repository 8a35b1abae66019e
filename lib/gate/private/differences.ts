import { type Block, isBlock } from "../../support/json-blocks";

/** An argument that Terraform is given otherwise than the library wrote it. */
export interface Difference {
  /** Path of the argument in the resource, as Terraform names it. */
  readonly argument: string;
  /** What was done to it, for a message. */
  readonly change: string;
}

/** The value at a path of blocks; none where something else is on the way. */
export function valueAt(block: Block, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (isBlock(value) ? value[name] : undefined), block);
}

/** The innermost arguments in which two values differ. Terraform reads `null` as absent. */
export function differencesBetween(written: unknown, given: unknown, argument: string): Difference[] {
  if (isBlock(written) && isBlock(given)) {
    const names = [...new Set([...Object.keys(written), ...Object.keys(given)])];
    return names.flatMap((name) => differencesBetween(written[name], given[name], `${argument}.${name}`));
  }
  return isSame(written, given) ? [] : [{ argument, change: changeBetween(written, given) }];
}

function isSame(written: unknown, given: unknown): boolean {
  if (!Array.isArray(written) || !Array.isArray(given))
    return (written ?? undefined) === (given ?? undefined);
  return (
    written.length === given.length &&
    written.every((item, index) => differencesBetween(item, given[index], "").length === 0)
  );
}

function changeBetween(written: unknown, given: unknown): string {
  if ((written ?? undefined) === undefined) return `was added as ${shown(given)}`;
  if ((given ?? undefined) === undefined) return `was removed; it was ${shown(written)}`;
  const [before, after] = [JSON.stringify(written), JSON.stringify(given)];
  const start = firstDifference(before, after);
  return `was changed from ${shown(written, start)} to ${shown(given, start)}`;
}

function firstDifference(one: string, other: string): number {
  let index = 0;
  while (index < one.length && one[index] === other[index]) index += 1;
  return index;
}

/** How many characters of a long value a message shows, and how many of them before the first difference. */
const shownLength = 80;
const shownBefore = 20;

function shown(value: unknown, firstDifference = 0): string {
  const text = JSON.stringify(value);
  if (text.length <= shownLength) return text;
  const start = Math.max(0, firstDifference - shownBefore);
  const end = start + shownLength;
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}
