import type { LoadedApiDefinition, Route } from "../../api-definition/loaded-api-definition";
import type { Callers } from "../../policy/callers/callers";
import type { OperationAccess } from "../../policy/callers/operation-access";
import { mayOverlap, type PathPattern, pathPattern } from "../../support/path-pattern";
import { validationError } from "../../support/validation";

/** An operation: the calls that it may match, and what it asks of callers. */
export interface GuardedRoute {
  readonly method: string;
  readonly pattern: PathPattern;
  readonly access: OperationAccess;
  /** The operation, as a message names it. */
  readonly title: string;
}

/** The operations of an API with what each asks of its callers. */
export function guardedRoutes(
  { routes }: LoadedApiDefinition,
  callers: Callers,
  basePath = "",
): GuardedRoute[] {
  return routes.map(({ operationId, method, urlTemplate }) => ({
    method,
    pattern: pathPattern(`${basePath}${urlTemplate}`),
    access: callers._accessTo(operationId),
    title: `${method} ${urlTemplate} (${operationId})`,
  }));
}

/** Whether there may be a call that two operations match, by what Azure documents of URL templates. */
export function mayMatchTheSameCall(
  one: Pick<Route, "method" | "urlTemplate">,
  other: Pick<Route, "method" | "urlTemplate">,
): boolean {
  return (
    one.method === other.method && mayOverlap(pathPattern(one.urlTemplate), pathPattern(other.urlTemplate))
  );
}

/**
 * Whether a call may reach one of two operations by asking for the other: both may match it, their callers
 * differ, and Azure does not say which of them API Management chooses.
 */
export function areAmbiguous(one: GuardedRoute, other: GuardedRoute): boolean {
  if (one.method !== other.method || one.access.key === other.access.key) return false;
  if (isOpenOnPurpose(one, other) || isOpenOnPurpose(other, one)) return false;
  return mayOverlap(one.pattern, other.pattern);
}

/** Rejects operations with different callers that may match the same call (T22). */
export function validateOverlappingRoutes(definition: LoadedApiDefinition, callers: Callers): string[] {
  // Without exceptions all operations have the same callers.
  if (callers._operationIds.length === 0) return [];
  const routes = guardedRoutes(definition, callers);
  return routes.flatMap((one, index) =>
    routes
      .slice(index + 1)
      .filter((other) => areAmbiguous(one, other))
      .map((other) => ambiguousError(one, other)),
  );
}

// Of one path that is spelled out, and that asks for nothing that the other operation does not ask for: whichever
// of the two is chosen, nobody gets in who was not meant to.
function isOpenOnPurpose(one: GuardedRoute, other: GuardedRoute): boolean {
  return (
    one.pattern.isLiteral &&
    !other.pattern.isLiteral &&
    !one.access.tokenRequired &&
    (other.access.subscriptionRequired || !one.access.subscriptionRequired)
  );
}

function ambiguousError(one: GuardedRoute, other: GuardedRoute): string {
  return validationError(
    `The operations ${one.title} for ${one.access.description} and ${other.title} for ${other.access.description} were given, which may match the same call`,
    "Azure does not document which of them API Management then chooses, so only operations without parameters may be open beside others (T22)",
    "Change the URL template of one so that no call matches both, or give both the same callers",
  );
}
