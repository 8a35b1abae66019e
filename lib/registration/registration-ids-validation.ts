import { AzureCloud } from "../support/cloud";
import { mayBeGuid } from "../support/guid";
import { validationError } from "../support/validation";
import { microsoftApplication } from "./microsoft-applications";
import type { IRegistration } from "./registration-props";

/** What of a registration decides whose tokens are accepted, and what they are for. */
export type RegistrationIds = Pick<IRegistration, "clientId" | "tenantId" | "cloud">;

/**
 * Rejects a registration with which tokens would be accepted, or asked for, that are not for the Function alone.
 * Any object can be given as a registration (rules 2, 3 and 10).
 *
 * @param property the property that the registration was given as, for example `registration`
 */
export function validateRegistrationIds(
  property: string,
  { clientId, tenantId, cloud }: RegistrationIds,
): string[] {
  return [
    ...validateId(`${property}.clientId`, clientId, "a client id"),
    ...validateOwnApplication(`${property}.clientId`, clientId),
    // `common` and `organizations` are no tenants: their tokens' tenant is not checked (rule 2).
    ...validateId(`${property}.tenantId`, tenantId, "a tenant id"),
    ...validateCloud(`${property}.cloud`, cloud),
  ];
}

/** Rejects the client id of a service of Microsoft: tokens for it are used elsewhere too. */
export function validateOwnApplication(property: string, clientId: string): string[] {
  const application = microsoftApplication(clientId);
  if (application === undefined) return [];
  return [
    validationError(
      `\`${property}\` was given as ${JSON.stringify(clientId)}, the client id of ${application}`,
      "Applications of every tenant get tokens for it, and who receives the gateway's token could use it there",
      "Pass the client id of the Function's own registration",
    ),
  ];
}

/** Rejects a cloud that is not one of Azure's: tokens from its login host are accepted. */
export function validateCloud(property: string, cloud: AzureCloud): string[] {
  if (AzureCloud._isKnown(cloud)) return [];
  return [
    validationError(
      `\`${property}\` was given as an object that is not one of Azure's clouds`,
      "Tokens are accepted from the cloud's login host, so it cannot be any other",
      "Use `AzureCloud.PUBLIC`, `AzureCloud.US_GOVERNMENT` or `AzureCloud.CHINA`",
    ),
  ];
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
