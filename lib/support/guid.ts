import { v5 } from "uuid";
import { isGuid } from "./guid-text";

const namespace = "8d0b1f0e-6a0c-5c39-9f0b-5a4f3f6f6d21";

/** A GUID that is the same for the same text, on every machine and in every synth (UUID version 5). */
export function stableGuid(text: string): string {
  return v5(text, namespace);
}

/** A reference as cdktf writes it in a string, with nothing around it. */
const reference = /^\$\{TfToken\[[^\]]+\]\}$/;

/** Whether text is a GUID as Entra writes it. A reference may be one; text around it makes another value of it. */
export function mayBeGuid(text: string): boolean {
  return reference.test(text) || isGuid(text);
}
