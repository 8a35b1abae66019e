/** A released version: `4.58.0`. */
export type Version = `${number}.${number}.${number}`;

/** Versions that a constraint allows: from the lowest on, up to one that is not allowed any more. */
export interface VersionRange {
  readonly lowest: Version;
  /** The first version above the range; none when every newer version is allowed. */
  readonly below?: Version;
}

type Parts = readonly [number, number, number];

/**
 * Reads a constraint of Terraform, such as `4.69.0`, `~> 4.69` or `>= 4.58.0, < 5.0.0`. What `!=` leaves out stays in
 * the range, whose ends it rarely is.
 *
 * @returns nothing for what Terraform does not accept either, for a prerelease, and for what allows no version
 */
export function versionRange(constraint: unknown): VersionRange | undefined {
  if (typeof constraint !== "string") return undefined;
  const bounds = constraint.split(",").map(boundsOf);
  if (!bounds.every((bound) => bound !== undefined)) return undefined;
  const lowest = bounds.map(([from]) => from).reduce(later);
  const ends = bounds.map(([, end]) => end).filter((end) => end !== undefined);
  const below = ends.length > 0 ? ends.reduce(earlier) : undefined;
  if (below && !isBeforeParts(lowest, below)) return undefined;
  return { lowest: versionOf(lowest), below: below && versionOf(below) };
}

export function isBefore(version: Version, other: Version): boolean {
  return isBeforeParts(partsOf(version), partsOf(other));
}

type Bounds = readonly [from: Parts, below?: Parts];

const condition = /^\s*(=|!=|>|>=|<|<=|~>)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?\s*$/;
const first: Parts = [0, 0, 0];

function boundsOf(text: string): Bounds | undefined {
  const [, operator = "=", ...numbers] = condition.exec(text) ?? [];
  const given = numbers.filter((number) => number !== undefined).map(Number);
  if (given.length === 0) return undefined;
  const [major = 0, minor = 0, patch = 0] = given;
  const version: Parts = [major, minor, patch];
  const next: Parts = [major, minor, patch + 1];
  switch (operator) {
    case "!=":
      return [first];
    case ">":
      return [next];
    case ">=":
      return [version];
    case "<":
      return [first, version];
    case "<=":
      return [first, next];
    case "~>":
      // Only the last part that is written may grow.
      return given.length === 1
        ? [version]
        : [version, given.length === 2 ? [major + 1, 0, 0] : [major, minor + 1, 0]];
    default:
      return [version, next];
  }
}

function later(one: Parts, other: Parts): Parts {
  return isBeforeParts(one, other) ? other : one;
}

function earlier(one: Parts, other: Parts): Parts {
  return isBeforeParts(one, other) ? one : other;
}

function isBeforeParts(one: Parts, other: Parts): boolean {
  const index = one.findIndex((part, place) => part !== other[place]);
  return index >= 0 && (one[index] as number) < (other[index] as number);
}

function partsOf(version: Version): Parts {
  return version.split(".").map(Number) as unknown as Parts;
}

function versionOf(parts: Parts): Version {
  return parts.join(".") as Version;
}
