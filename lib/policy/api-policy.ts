import type { AzureCloud } from "../support/cloud";
import { terraformText } from "../support/terraform-text";
import type { Callers } from "./callers";
import { type TokenStep, tokenStep } from "./token-step";
import { element, xmlText } from "./xml";

/** What an API's policy is made from. */
export interface ApiPolicy extends TokenStep {
  readonly callers: Callers;
  /** Id of the tenant of the Function's registration. */
  readonly tenantId: string;
  /** The cloud whose Entra issues the callers' tokens; global Azure unless it is given. */
  readonly cloud?: AzureCloud;
  /** Name of the backend on the gateway. */
  readonly backendId: string;
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
 * (rules 18 and 19).
 */
export function apiPolicyXml(policy: ApiPolicy): string {
  const base = element("base");
  const document = element("policies", {}, [
    element("inbound", {}, [
      base,
      ...policy.callers._policies(policy.tenantId, policy.cloud),
      element("set-query-parameter", { name: "subscription-key", "exists-action": "delete" }),
      ...headersOfTheGate.map((name) => element("set-header", { name, "exists-action": "delete" })),
      element("set-backend-service", { "backend-id": policy.backendId }),
      tokenStep(policy),
    ]),
    element("backend", {}, [base]),
    element("outbound", {}, [base]),
    element("on-error", {}, [base]),
  ]);
  return terraformText(xmlText(document));
}
