import { refusal } from "../../support/refusal";
import type { CallersChoice, CallersException } from "./callers-choice";
import { claimHeaderRefusals } from "./claim-headers";
import { operationIdsRefusals } from "./operation-callers";

/** Refuses callers that contradict each other, or of whom API Management cannot be told. */
export function callersChoiceRefusals(choice: CallersChoice): string[] {
  return [
    ...choice.authentications.flatMap(({ refusals }) => refusals),
    ...choice.exceptions.flatMap((exception) => exceptionRefusals(choice, exception)),
    ...(choice.operationIds.length > 0 ? operationIdsRefusals(choice.operationIds) : []),
    ...headersRefusals(choice),
  ];
}

function exceptionRefusals(
  choice: CallersChoice,
  { operationIds, choice: others }: CallersException,
): string[] {
  const named = operationIds.join(", ");
  return [
    ...(operationIds.length === 0 ? operationIdsRefusals([]) : []),
    ...(others.subscriptionRequired === choice.subscriptionRequired
      ? []
      : [differentKeys(named, choice.subscriptionRequired)]),
    ...(others.exceptions.length > 0 || others.facts.headers ? [nested(named)] : []),
  ];
}

function differentKeys(operations: string, required: boolean): string {
  return refusal(
    `Callers ${required ? "without" : "with"} a subscription key were given for ${operations}, in an API that asks for ${required ? "one" : "none"}`,
    "API Management asks for subscription keys of a whole API, never of single operations",
    required
      ? "Leave the key out for the API too, give these callers `withSubscriptionKey()` too, or put the operations into an API of their own"
      : "Give the API's callers `withSubscriptionKey()` too, or leave it out for these operations",
  );
}

function nested(operations: string): string {
  return refusal(
    `Callers with exceptions or forwarded claims of their own were given for ${operations}`,
    "Exceptions and forwarded claims belong to the callers of the whole API",
    "Call `exceptFor` and `forwardingClaims` on the API's callers",
  );
}

function headersRefusals(choice: CallersChoice): string[] {
  const { headers } = choice.facts;
  if (!headers) return [];
  return [
    ...claimHeaderRefusals(headers),
    ...(choice.authentications.some(({ tokenLocation }) => tokenLocation) ? [] : [noToken]),
  ];
}

const noToken = refusal(
  "Claims were to be forwarded of callers who have no token",
  "A subscription key and anonymous calls say nothing about the caller",
  "Choose callers with a token, or leave `forwardingClaims` out",
);
