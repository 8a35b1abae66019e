import type { Callers } from "../callers/callers";
import { Policy } from "../policy";
import { PolicyPlace } from "../policy-props";
import { element } from "../xml/xml-element";
import { policyXml } from "./policy-document";
import { type CredentialSteps, credentialSteps, deletionsAgain, keyDeletion } from "./steps";

/** Another Function that answers an operation. */
export interface OperationBackendStep extends CredentialSteps {
  /** Name of the backend on the gateway. */
  readonly backendId: string;
}

/** What an operation's policy is built from. */
export interface OperationPolicy {
  /** Who may call the API. */
  readonly callers: Callers;
  /** What a user added; nothing by default. */
  readonly policy?: Policy;
  /** The Function that answers the operation; the API's by default. */
  readonly backend?: OperationBackendStep;
  /** Whether the API's policy has sent its own Function's key on. */
  readonly afterFunctionKey?: boolean;
}

/**
 * The policy of an operation. What the API's policy does stays, the caller's authentication and the token step
 * above all (rule 19). Where another Function answers, the gateway requests a token for that Function.
 */
export function operationPolicyXml({
  policy = new Policy(),
  callers,
  backend,
  afterFunctionKey = false,
}: OperationPolicy): string {
  const { _credentials: credentials } = callers;
  const ownFunction = backend && [
    element("set-backend-service", { "backend-id": backend.backendId }),
    ...(afterFunctionKey ? [keyDeletion()] : []),
    ...credentialSteps(backend),
  ];
  const beforeToken = policy._at(PolicyPlace.AFTER_AUTHENTICATION, credentials);
  const afterToken = policy._at(PolicyPlace.AFTER_TOKEN, credentials);
  return policyXml({
    inbound: [
      ...policy._at(PolicyPlace.BEFORE_AUTHENTICATION, credentials),
      ...beforeToken,
      ...(ownFunction ?? []),
      ...afterToken,
      ...deletionsAgain([...beforeToken, ...afterToken], credentials),
    ],
    policy,
  });
}
