import { allCredentials } from "../rules/credentials";
import type { PolicyContext } from "../rules/grammar";
import type { Callers } from "./callers";

/** What the rules of policies need to know about the callers of an API, or of all APIs of a product. */
export function callersContext(
  callers: readonly Callers[],
): Pick<PolicyContext, "subscriptionRequired" | "claimHeaders" | "credentials"> {
  return {
    // A call of one API without a key is enough to get around a limit by subscription.
    subscriptionRequired: callers.every(({ subscriptionRequired }) => subscriptionRequired),
    claimHeaders: callers.flatMap(({ _claimHeaders }) => _claimHeaders),
    credentials: allCredentials(callers.map(({ _credentials }) => _credentials)),
  };
}
