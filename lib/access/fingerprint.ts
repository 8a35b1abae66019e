import { hashOf } from "../support/hash";

/** Of what a finding is about: the same in the next run. */
export function fingerprintOf(...parts: readonly string[]): string {
  return hashOf(JSON.stringify(parts), 32);
}
