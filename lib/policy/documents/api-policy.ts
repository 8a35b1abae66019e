import type { AzureCloud } from "../../support/cloud";
import type { Callers } from "../callers/callers";
import { Policy } from "../policy";
import { PolicyPlace } from "../policy-props";
import { element } from "../xml/xml-element";
import { policyXml } from "./policy-document";
import { type CredentialSteps, credentialSteps, deletions, deletionsAgain, rejectLookalikes } from "./steps";

/** What an API's policy is built from. */
export interface ApiPolicy extends CredentialSteps {
  readonly callers: Callers;
  /** Id of the tenant of the Function's registration. */
  readonly tenantId: string;
  /** The cloud whose Entra issues the callers' tokens. */
  readonly cloud: AzureCloud;
  /** Name of the backend on the gateway. */
  readonly backendId: string;
  /** What a user added; nothing by default. */
  readonly policy?: Policy;
}

/**
 * The policy of an API: authenticate the caller, delete what it must not send on, choose the Function, and call it
 * with a token of the gateway's identity. Every section keeps the policies of the levels above (rules 18 and 19).
 * What a user added stands between these steps and displaces none of them.
 */
export function apiPolicyXml({ policy = new Policy(), callers, ...api }: ApiPolicy): string {
  const { _credentials: credentials, _claimHeaders: claimHeaders } = callers;
  const afterToken = policy._at(PolicyPlace.AFTER_TOKEN, credentials);
  return policyXml({
    inbound: [
      ...policy._at(PolicyPlace.BEFORE_AUTHENTICATION, credentials),
      ...callers._policies(api),
      ...policy._at(PolicyPlace.AFTER_AUTHENTICATION, credentials),
      rejectLookalikes(claimHeaders),
      ...deletions(credentials),
      element("set-backend-service", { "backend-id": api.backendId }),
      ...credentialSteps(api),
      ...afterToken,
      ...deletionsAgain(afterToken, credentials),
    ],
    policy,
  });
}
