import { countOf, element, type XmlElement } from "../xml";

/** Which token the gateway asks for, and as whom. */
export interface TokenStep {
  /** What the gateway asks a token for: the client id of the Function's registration (rule 10). */
  readonly tokenResource: string;
  /** Client id of the gateway's user-assigned identity; none for the system-assigned one (rule 18). */
  readonly identityClientId?: string;
}

/** Asks Entra for the token, and puts it where the caller's own `Authorization` may have been. */
export function tokenStep({ tokenResource, identityClientId }: TokenStep): XmlElement {
  return element("authentication-managed-identity", {
    resource: tokenResource,
    "client-id": identityClientId,
    "ignore-error": "false",
  });
}

/** Takes the subscription's key out of the query. */
export const keyTakenAway = element("set-query-parameter", {
  name: "subscription-key",
  "exists-action": "delete",
});

/** Takes it out again behind a new path, which is given the query parameters that the caller sent. */
export function keyTakenAwayAgain(added: readonly XmlElement[]): XmlElement[] {
  const copies = added.some((one) => countOf(one, "rewrite-uri") + countOf(one, "include-fragment") > 0);
  return copies ? [keyTakenAway] : [];
}
