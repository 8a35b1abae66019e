import type { AzureCloud } from "../../support/cloud";
import type { Callers } from "../callers/callers";
import { Policy } from "../policy";
import { PolicyPlace } from "../policy-props";
import { element } from "../xml";
import { policyXml } from "./policy-document";
import { keyTakenAway, keyTakenAwayAgain, type TokenStep, tokenStep } from "./steps";

/** What an API's policy is made from. */
export interface ApiPolicy extends TokenStep {
  readonly callers: Callers;
  /** Id of the tenant of the Function's registration. */
  readonly tenantId: string;
  /** The cloud whose Entra issues the callers' tokens. */
  readonly cloud: AzureCloud;
  /** Name of the backend on the gateway. */
  readonly backendId: string;
  /** What a user added; nothing unless it is given. */
  readonly policy?: Policy;
}

// What a client could send to look like somebody else to the Function, or to hand on a secret of its own.
const headersOfTheGate = [
  "X-MS-CLIENT-PRINCIPAL",
  "X-MS-CLIENT-PRINCIPAL-ID",
  "X-MS-CLIENT-PRINCIPAL-IDP",
  "X-MS-CLIENT-PRINCIPAL-NAME",
  "X-MS-TOKEN-AAD-ACCESS-TOKEN",
  "X-MS-TOKEN-AAD-ID-TOKEN",
  "Ocp-Apim-Subscription-Key",
  "x-functions-key",
  // Last: right before the token step writes the gateway's own (T14).
  "Authorization",
];

/**
 * The policy of an API: authenticate the caller, take away what it must not hand on, choose the Function,
 * and call it with a token of the gateway's identity. Every section keeps the policies of the levels above
 * (rules 18 and 19). What a user added stands between these steps and displaces none of them.
 */
export function apiPolicyXml({ policy = new Policy(), ...api }: ApiPolicy): string {
  const afterToken = policy._at(PolicyPlace.AFTER_TOKEN);
  return policyXml({
    inbound: [
      ...policy._at(PolicyPlace.BEFORE_AUTHENTICATION),
      ...api.callers._policies(api),
      ...policy._at(PolicyPlace.AFTER_AUTHENTICATION),
      keyTakenAway,
      ...headersOfTheGate.map((name) => element("set-header", { name, "exists-action": "delete" })),
      element("set-backend-service", { "backend-id": api.backendId }),
      tokenStep(api),
      ...afterToken,
      ...keyTakenAwayAgain(afterToken),
    ],
    policy,
  });
}
