import { Token } from "cdktf";
import { v5 } from "uuid";

const namespace = "8d0b1f0e-6a0c-5c39-9f0b-5a4f3f6f6d21";

/** A GUID that is the same for the same text, on every machine and in every synth (UUID version 5). */
export function stableGuid(text: string): string {
  return v5(text, namespace);
}

/** Whether text is a GUID in the form that Entra uses. A token may become one. */
export function mayBeGuid(text: string): boolean {
  return (
    Token.isUnresolved(text) || /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
  );
}
