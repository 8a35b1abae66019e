import { isDeepStrictEqual } from "node:util";
import { decode, ExtensionCodec, encode } from "@msgpack/msgpack";

/** A value of Terraform's: JSON's kinds, and the mark for what is known only after apply. */
export type Value = string | number | bigint | boolean | null | Unknown | Value[] | { [name: string]: Value };
export type ObjectValue = { [name: string]: Value };

/** A value that is not known yet. There is one instance, {@link UNKNOWN}. */
export class Unknown {
  /** What `JSON.stringify` shows, for hashes and messages. */
  toJSON(): string {
    return "(known after apply)";
  }
}

export const UNKNOWN = new Unknown();

// Terraform writes an unknown value as extension 0, or as extension 12 when it can narrow it down.
const UNKNOWN_EXTENSION = 0;
const REFINED_UNKNOWN_EXTENSION = 12;

const codec = new ExtensionCodec();
codec.register({
  type: UNKNOWN_EXTENSION,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => UNKNOWN,
});
codec.register({ type: REFINED_UNKNOWN_EXTENSION, encode: () => null, decode: () => UNKNOWN });

/** The two forms in which the protocol carries a value; Terraform fills one. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

export function readValue(carried: DynamicValue | null | undefined): Value {
  if (carried?.msgpack?.length) return decode(carried.msgpack, { extensionCodec: codec }) as Value;
  if (carried?.json?.length) return JSON.parse(Buffer.from(carried.json).toString("utf8"));
  return null;
}

export function writeValue(value: Value): DynamicValue {
  return { msgpack: encode(value, { extensionCodec: codec, useBigInt64: true }) };
}

export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  return isDeepStrictEqual(left ?? null, right ?? null);
}
