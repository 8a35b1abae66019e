import { createHash } from "node:crypto";

/** The first hexadecimal digits of the SHA-256 of a text or of bytes: the same on every machine. */
export function hashOf(content: string | Uint8Array, digits: number): string {
  return createHash("sha256").update(content).digest("hex").slice(0, digits);
}
