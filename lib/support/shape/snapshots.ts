import { Token } from "cdktf";
import { isResolvable } from "./tokens";

interface Snapshot {
  readonly copy: object;
  readonly properties: Readonly<Record<string, PropertyDescriptor>>;
}

const snapshots = new WeakMap<object, Snapshot>();

/**
 * A frozen copy of a plain object, without other objects in it, whose getters ran once. As long as the object is not
 * changed, it has the same copy: what is made for an object, such as a role assignment, is found by the object.
 */
export function snapshotOf(value: object): object {
  const known = snapshots.get(value);
  const properties = Object.getOwnPropertyDescriptors(value);
  if (known && isSame(known.properties, properties)) return known.copy;
  const copy = Object.freeze(Object.fromEntries(Object.entries(value).map(encoded).filter(isLeaf)));
  snapshots.set(value, { copy, properties });
  return copy;
}

function encoded([name, value]: [string, unknown]): [string, unknown] {
  return [name, isResolvable(value) ? Token.asString(value) : value];
}

function isLeaf([, value]: [string, unknown]): boolean {
  return typeof value !== "object";
}

function isSame(before: Snapshot["properties"], now: Snapshot["properties"]): boolean {
  const names = Object.keys(now);
  return (
    names.length === Object.keys(before).length &&
    names.every(
      (name) => before[name]?.get === now[name].get && Object.is(before[name]?.value, now[name].value),
    )
  );
}
