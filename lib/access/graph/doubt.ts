import type { Value } from "../stack/value";

/** What keeps something from being decided, and the argument that says so. */
export interface Doubt {
  readonly address: string;
  readonly argument: string;
  readonly value: Value | undefined;
  readonly because: string;
}
