import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import type { IRegistration } from "../registration/registration-interface";
import { mayBeGuid } from "../support/guid";
import { refusal } from "../support/refusal";

/** What the gate in front of a Function pins; a part is left out while it is not made yet. */
export interface GateToCheck {
  readonly registration?: Pick<IRegistration, "clientId" | "tenantId">;
  readonly callers?: IGatewayIdentity[];
}

/** Refuses what would leave the gate open, or closed to its own gateway. */
export function gateRefusals({ registration, callers }: GateToCheck): string[] {
  return [...registrationRefusals(registration), ...callerRefusals(callers)];
}

function registrationRefusals(registration: GateToCheck["registration"]): string[] {
  if (!registration) return [];
  return [
    ...idRefusals("registration.clientId", registration.clientId, "a client id"),
    // `common` and `organizations` are no tenants: their tokens' tenant is not checked (rule 2).
    ...idRefusals("registration.tenantId", registration.tenantId, "a tenant id"),
  ];
}

function callerRefusals(callers: IGatewayIdentity[] | undefined): string[] {
  if (!callers) return [];
  if (callers.length === 0) {
    return [
      refusal(
        "An empty list of callers was given",
        "Without a caller to pin, App Service Authentication would let other applications of the tenant in",
        "List the identity of at least one gateway in `callers`",
      ),
    ];
  }
  return callers.flatMap(({ clientId, principalId }, index) => [
    ...idRefusals(`callers[${index}].clientId`, clientId, "a client id"),
    ...idRefusals(`callers[${index}].principalId`, principalId, "a principal id"),
    ...sameIdRefusals(index, clientId, principalId),
  ]);
}

function idRefusals(property: string, id: string, kind: string): string[] {
  if (mayBeGuid(id)) return [];
  return [
    refusal(
      `\`${property}\` was given as ${JSON.stringify(id)}`,
      `App Service Authentication compares it with a token's claim, and ${kind} is a GUID`,
      "Pass the id that the identity or registration exports",
    ),
  ];
}

/** One id given for both is a 403 at every call: tokens carry them in different claims (rules 4 and 5). */
function sameIdRefusals(index: number, clientId: string, principalId: string): string[] {
  if (clientId !== principalId) return [];
  return [
    refusal(
      `\`callers[${index}]\` was given ${JSON.stringify(clientId)} as client id and as principal id`,
      "An identity's client (application) id and principal (object) id are different GUIDs",
      "Pass each of the two",
    ),
  ];
}
