import { Token } from "cdktf";
import { validationError } from "../../support/validation";

/**
 * Rejects a reason that is not given in words.
 *
 * @param what what the reason is for, in a sentence
 */
export function validateReason(reason: string, what: string): string[] {
  if (!Token.isUnresolved(reason) && /\p{L}{2,}\P{L}+\p{L}{2,}/u.test(reason)) return [];
  return [
    validationError(
      `\`reason\` was given as ${JSON.stringify(reason)}`,
      `Those who review the stack read there why ${what}`,
      "Give the reason in words, for example with the ticket that approved it",
    ),
  ];
}
