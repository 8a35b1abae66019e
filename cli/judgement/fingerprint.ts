import { createHash } from "node:crypto";

/** Of what a finding is about: the same in the next run. */
export function fingerprintOf(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
