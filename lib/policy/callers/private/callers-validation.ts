import { validationError } from "../../../support/validation";
import type { CallerAuthentication } from "./authentication";
import { type ClaimHeaders, validateClaimHeaders } from "./claim-headers";
import { validateOperationIds } from "./operation-callers";

interface ExceptionToValidate {
  readonly operationIds: readonly string[];
  readonly authentication: CallerAuthentication;
  readonly subscriptionRequired: boolean;
  /** Whether the exception has exceptions or forwarded claims of its own. */
  readonly isNested: boolean;
}

/** Callers as they were put together. */
export interface CallersToValidate {
  readonly authentication: CallerAuthentication;
  readonly subscriptionRequired: boolean;
  readonly exceptions: readonly ExceptionToValidate[];
  readonly headers?: ClaimHeaders;
}

/** Rejects callers that contradict each other, or that a policy cannot express. */
export function validateCallers(callers: CallersToValidate): string[] {
  const operationIds = callers.exceptions.flatMap((exception) => exception.operationIds);
  const authentications = [callers.authentication, ...callers.exceptions.map((one) => one.authentication)];
  return [
    ...authentications.flatMap(({ errors }) => errors),
    ...callers.exceptions.flatMap((exception) => validateException(callers, exception)),
    ...(operationIds.length > 0 ? validateOperationIds(operationIds) : []),
    ...(callers.headers ? validateHeaders(callers.headers, authentications) : []),
  ];
}

function validateException(
  { subscriptionRequired }: CallersToValidate,
  exception: ExceptionToValidate,
): string[] {
  const named = exception.operationIds.join(", ");
  return [
    ...(exception.operationIds.length === 0 ? validateOperationIds([]) : []),
    ...(exception.subscriptionRequired === subscriptionRequired
      ? []
      : [differentKeys(named, subscriptionRequired)]),
    ...(exception.isNested ? [nested(named)] : []),
  ];
}

function differentKeys(operations: string, required: boolean): string {
  return validationError(
    `Callers ${required ? "without" : "with"} a subscription key were given for ${operations}, in an API that requires ${required ? "one" : "none"}`,
    "API Management requires subscription keys for a whole API, not for single operations",
    required
      ? "Leave the key out for the API too, give these callers `withSubscriptionKey()` too, or move the operations to another API"
      : "Give the API's callers `withSubscriptionKey()` too, or leave it out for these operations",
  );
}

function nested(operations: string): string {
  return validationError(
    `Callers with exceptions or forwarded claims of their own were given for ${operations}`,
    "Exceptions and forwarded claims belong to the callers of the whole API",
    "Call `exceptFor` and `forwardingClaims` on the API's callers",
  );
}

function validateHeaders(headers: ClaimHeaders, authentications: readonly CallerAuthentication[]): string[] {
  return [
    ...validateClaimHeaders(headers),
    ...(authentications.some(({ tokenLocation }) => tokenLocation) ? [] : [noToken]),
  ];
}

const noToken = validationError(
  "`forwardingClaims` was called for callers who have no token",
  "A subscription key and an anonymous call have no claims",
  "Choose callers with a token, or leave `forwardingClaims` out",
);
