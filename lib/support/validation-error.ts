/**
 * The error for one input, a sentence each: what was given, what is allowed, how to fix it.
 */
export function validationError(given: string, allowed: string, fix: string): string {
  return `${given}. ${allowed}. ${fix}.`;
}
