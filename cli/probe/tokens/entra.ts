/** What Entra says to who asks it for a token. */
export type Issuance =
  | { readonly kind: "token"; readonly token: string }
  /** Entra knows who asks, and refuses: `AADSTS501051`. */
  | { readonly kind: "refused"; readonly code: string }
  /** Nobody is signed in, or Entra did not get as far as to decide. */
  | { readonly kind: "not-asked"; readonly because: string };

/** Whoever is signed in where the probe runs. */
export interface Deployer {
  readonly tokenFor: (scope: string, issuer: string) => Promise<Issuance>;
}

/**
 * That who asks may not have a token for this: https://learn.microsoft.com/entra/identity-platform/reference-error-codes.
 * An application without a role, a user who is not assigned, a consent that nobody gave.
 */
const refusals = ["AADSTS501051", "AADSTS50105", "AADSTS65001", "AADSTS650057", "AADSTS650053"];

/** What an error of the sign-in says. Only its code is kept: the text has names of people and applications. */
export function issuanceOf(error: unknown): Issuance {
  const texts = [error, ...((error as { errors?: unknown[] } | undefined)?.errors ?? [])].map(messageOf);
  const codes = texts.flatMap((text) => text.match(/AADSTS\d+/g) ?? []);
  const refusal = codes.find((code) => refusals.includes(code));
  if (refusal !== undefined) return { kind: "refused", code: refusal };
  const [code] = codes;
  return {
    kind: "not-asked",
    because: code === undefined ? "nobody is signed in, as with az login" : `the sign-in failed with ${code}`,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
