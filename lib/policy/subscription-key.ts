import { countOf, element, type XmlElement } from "./xml";

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
