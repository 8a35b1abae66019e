import { terraformText } from "../support/terraform-text";
import { type TokenStep, tokenStep } from "./token-step";
import { element, xmlText } from "./xml";

/** A Function of its own for an operation. */
export interface OperationBackend extends TokenStep {
  /** Name of the backend on the gateway. */
  readonly backendId: string;
}

/**
 * The policy of an operation that another Function answers. What the API's policy does stays, the caller's
 * authentication above all (rule 19); then the token is asked for anew, for the other Function.
 */
export function operationPolicyXml(backend: OperationBackend): string {
  const base = element("base");
  const document = element("policies", {}, [
    element("inbound", {}, [
      base,
      element("set-backend-service", { "backend-id": backend.backendId }),
      tokenStep(backend),
    ]),
    element("backend", {}, [base]),
    element("outbound", {}, [base]),
    element("on-error", {}, [base]),
  ]);
  return terraformText(xmlText(document));
}
