import type { IManagedIdentity } from "../../identity/managed-identity";
import {
  type RegistrationIds,
  validateRegistrationIds,
} from "../../registration/registration-ids-validation";
import { mayBeGuid } from "../../support/guid";
import { validationError } from "../../support/validation";

/** What Easy Auth checks a token against; a part is left out while it does not exist yet. */
export interface EasyAuthToValidate {
  readonly registration?: RegistrationIds;
  readonly allowedIdentities?: readonly IManagedIdentity[];
}

/** Rejects what would leave the gate open, or closed to its own gateway. */
export function validateEasyAuth({ registration, allowedIdentities }: EasyAuthToValidate): string[] {
  return [
    ...(registration ? validateRegistrationIds("registration", registration) : []),
    ...validateAllowedIdentities(allowedIdentities),
  ];
}

function validateAllowedIdentities(identities: EasyAuthToValidate["allowedIdentities"]): string[] {
  if (!identities) return [];
  if (identities.length === 0) {
    return [
      validationError(
        "`allowedIdentities` was given as an empty list",
        "Without an identity to check, App Service Authentication would let other applications of the tenant in",
        "List the identity of at least one gateway in `allowedIdentities`",
      ),
    ];
  }
  return identities.flatMap(({ clientId, principalId }, index) => [
    ...validateId(`allowedIdentities[${index}].clientId`, clientId, "a client id"),
    ...validateId(`allowedIdentities[${index}].principalId`, principalId, "a principal id"),
    ...validateSameId(index, clientId, principalId),
  ]);
}

function validateId(property: string, id: string, kind: string): string[] {
  if (mayBeGuid(id)) return [];
  return [
    validationError(
      `\`${property}\` was given as ${JSON.stringify(id)}`,
      `App Service Authentication compares it with a token's claim, and ${kind} is a GUID`,
      "Pass the id that the identity or registration exports",
    ),
  ];
}

/** One id given for both is a 403 at every call: tokens carry them in different claims (rules 4 and 5). */
function validateSameId(index: number, clientId: string, principalId: string): string[] {
  if (clientId !== principalId) return [];
  return [
    validationError(
      `\`allowedIdentities[${index}]\` was given ${JSON.stringify(clientId)} as client id and as principal id`,
      "An identity's client (application) id and principal (object) id are different GUIDs",
      "Pass each of the two",
    ),
  ];
}
