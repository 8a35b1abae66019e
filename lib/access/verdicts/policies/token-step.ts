import { attribute } from "../../../policy/xml/xml-element";
import type { Gateway } from "../../graph/gateways";
import type { Graph } from "../../graph/graph";
import { isUntoldPrincipal, type Principal } from "../../graph/principals";
import { clientIdIn } from "../../graph/registrations";
import { at, printed } from "../../graph/values";
import type { ProofStep } from "../../report";
import type { Value } from "../../stack/value";
import { type Check, unsure } from "../decision";
import { checkIssuance } from "../issuance";
import { type Instruction, policyStep } from "./program";

/** A request of a policy for a token. */
export interface TokenStep {
  readonly instruction: Instruction;
  readonly resource: Value;
  readonly principal?: Principal;
}

/**
 * Whether the gateway gets the token that a policy asks for. Where it does not, the call ends with 500 at this step,
 * whatever the Function would do with it.
 */
export function checkTokenStep(graph: Graph, gateway: Gateway, step: TokenStep): Check {
  const { instruction, resource, principal } = step;
  const { element } = instruction;
  const asks = (value = "") => policyStep(instruction, value, "asks Entra for a token");
  if (resource.kind === "unknown")
    return unsure(`what the token is for is not known: ${resource.because}`, asks());
  if (!principal || isUntoldPrincipal(principal)) {
    const hasNone = graph.gateways.hasSystemAssigned(gateway) === "no";
    if (hasNone && attribute(element, "client-id") === "")
      return noToken(
        instruction,
        "the gateway has no system-assigned identity",
        'identity { type = "SystemAssigned" }',
      );
    return unsure("the identity that asks for the token is not known", asks());
  }
  const isAttached = graph.gateways.hasIdentity(gateway, principal);
  if (isAttached === "unknown" && graph.gateways.mayHaveOtherIdentities(gateway))
    return unsure(`which identities ${gateway.label} has is not known`, {
      address: gateway.resource?.address ?? gateway.key,
      argument: "identity",
      value: printed(at(gateway.resource?.values, "identity")),
      meaning: "decides whether it has the identity that asks for the token",
    });
  if (isAttached === "no")
    return noToken(
      instruction,
      `${principal.label} is not attached to the gateway`,
      "add it to identity_ids of the gateway",
    );
  if (namesNoApplication(graph, resource))
    return noToken(
      instruction,
      `${printed(resource)} is the name of no application`,
      "resource names a client id, or an identifier URI of an application",
    );
  const registration = graph.registrations.ofResource(resource);
  const issuance = checkIssuance(graph, { kind: "principal", principal }, resource, registration);
  if (issuance.result !== "refuses") return issuance;
  return { ...issuance, proof: [asks(`resource="${printed(resource)}"`), ...issuance.proof] };
}

/** Whether a resource is something else of the stack than an application, or an identifier URI that none has. */
function namesNoApplication(graph: Graph, resource: Value): boolean {
  const id = clientIdIn(graph.index.followed(resource));
  if (id !== undefined && graph.principals.isOtherId(id, "client")) return true;
  return graph.registrations.isIdentifierUri(resource) === "no";
}

function noToken(instruction: Instruction, why: string, turnedBy: string): Check {
  const proof: ProofStep = policyStep(instruction, "", why);
  return {
    result: "refuses",
    answer: "no token",
    control: `Policy: ${instruction.element.name}`,
    proof: [proof],
    turnedBy,
  };
}
