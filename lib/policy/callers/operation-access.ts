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

/** What an operation asks of its callers, by how it authenticates them. */
export function operationAccess(
  authentication: CallerAuthentication,
  subscriptionRequired: boolean,
): OperationAccess {
  return {
    description: authentication.description,
    key: `${subscriptionRequired} ${policiesKey(authentication)}`,
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
