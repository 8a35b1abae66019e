import { PolicyPlace } from "../policy-props";
import type { PolicyStatement } from "../statements/statement";
import { childElements, type XmlElement } from "../xml/xml-element";
import type { PolicyContext } from "./grammar";

/** An element, when it runs, and what is known of its policy. */
export interface Visit {
  readonly element: XmlElement;
  readonly place: PolicyPlace;
  readonly context: PolicyContext;
  /** Whether it belongs to a request or a response of its own, and not to the call of the Function. */
  readonly ownRequest: boolean;
  /** Whether `Authorization` is the gateway's token when it runs. */
  readonly hasToken: boolean;
  /** Whether the user vouches for what cannot be checked: the content of a fragment. */
  readonly vouched: boolean;
  /** Whether every caller may get every response from the cache. */
  readonly sharedByCallers: boolean;
}

/** Why an element is not allowed, and what to do instead. */
export interface Violation {
  readonly why: string;
  readonly fix: string;
}

/** What must hold of each element, so that the fixed steps of a policy stay effective. */
export type PolicyCheck = (visit: Visit) => readonly Violation[];

/** An element of a statement and all below it, each when it runs. */
export function visitsOf(statement: PolicyStatement, context: PolicyContext): Visit[] {
  const { element, place, vouched = false, cached } = statement;
  return nested({
    element,
    place,
    context,
    ownRequest: false,
    hasToken: hasToken(place, context),
    vouched,
    sharedByCallers: cached === "forAll",
  });
}

function nested(visit: Visit): Visit[] {
  const ownRequest =
    visit.ownRequest || /^(send-(one-way-)?request|return-response)$/.test(visit.element.name);
  return [
    visit,
    ...childElements(visit.element).flatMap((element) => nested({ ...visit, element, ownRequest })),
  ];
}

// An operation's policy runs after its API's, which has the token by then.
function hasToken(place: PolicyPlace, { level }: PolicyContext): boolean {
  if (level === "operation") return true;
  return place !== PolicyPlace.BEFORE_AUTHENTICATION && place !== PolicyPlace.AFTER_AUTHENTICATION;
}

/** Whether an element changes the call of the Function: on the way there, and not a request of its own. */
export function isOfCall({ place, ownRequest }: Visit): boolean {
  return !ownRequest && place !== PolicyPlace.OUTBOUND && place !== PolicyPlace.ON_ERROR;
}
