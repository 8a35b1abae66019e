import { AzureCloud } from "../../support/cloud";
import type { CallerAuthentication } from "./private/authentication";

/** What an operation asks of its callers. */
export interface OperationAccess {
  /** In words, who may call. */
  readonly description: string;
  /** The same text for the same callers, however they were put together. */
  readonly key: string;
  readonly tokenRequired: boolean;
  readonly subscriptionRequired: boolean;
}

/**
 * What an operation asks of its callers, by how it authenticates them.
 *
 * @param headers names of the headers that pass claims to the Function: elsewhere a caller can send them (T21)
 */
export function operationAccess(
  authentication: CallerAuthentication,
  subscriptionRequired: boolean,
  headers: readonly string[],
): OperationAccess {
  const { description } = authentication;
  return {
    description: headers.length === 0 ? description : `${description}, with claims in ${headers.join(", ")}`,
    key: `${subscriptionRequired} ${[...headers].sort().join().toLowerCase()} ${policiesKey(authentication)}`,
    tokenRequired: authentication.tokenLocation !== undefined,
    subscriptionRequired,
  };
}

const keys = new WeakMap<CallerAuthentication, string>();

// Large documents have one of few ways to authenticate for each of their operations.
function policiesKey(authentication: CallerAuthentication): string {
  const known = keys.get(authentication);
  if (known !== undefined) return known;
  // Compared are only callers of one Function, whose tenant and cloud are the same: any will do.
  const key = JSON.stringify(authentication.policies({ tenantId: "", cloud: AzureCloud.PUBLIC }));
  keys.set(authentication, key);
  return key;
}
