import { inside } from "../json-values";

/** A planned value: what is known of it, with the masks of what is not and of what is hidden. */
export interface Planned {
  readonly known: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

/** What is planned of a member or an element of a value. */
export function part(planned: Planned, key: string | number): Planned {
  return {
    known: memberOf(planned.known, key),
    unknown: inside(planned.unknown, key),
    sensitive: inside(planned.sensitive, key),
  };
}

function memberOf(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}
