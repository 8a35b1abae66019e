import type { IApiAppRegistration } from "../../../registration/api-app-registration-props";
import { AzureCloud } from "../../../support/cloud";
import { mayBeGuid } from "../../../support/guid";
import { checkedResult } from "../../../support/shape/checked";
import { validationError } from "../../../support/validation";
import { element, type XmlElement } from "../../xml/xml-element";
import type { ApiAppRegistrationCallers, EntraApplicationCallers, RequiredClaim } from "../callers-props";
import {
  type AuthenticationTarget,
  type CallerAuthentication,
  listElement,
  validateValues,
} from "./authentication";
import {
  failureAttributes,
  outputAttributes,
  requiredClaimsElements,
  tokenLocationOf,
  validateToken,
} from "./token-callers";

export function entraApplicationsAuthentication(callers: EntraApplicationCallers): CallerAuthentication {
  return {
    description: description(callers),
    errors: errors(callers),
    tokenLocation: tokenLocationOf(callers),
    policies: (target) => [tokenPolicy(callers, target)],
  };
}

function description({ clientIds, requiredRoles, requiredScopes }: EntraApplicationCallers): string {
  const roles = requiredRoles ? ` with the role ${requiredRoles.join(" or ")}` : "";
  const scopes = requiredScopes ? ` with the scope ${requiredScopes.join(" or ")}` : "";
  return `Entra application${clientIds.length === 1 ? "" : "s"} ${clientIds.join(", ")}${roles}${scopes}`;
}

// Attributes and elements are in the order of Microsoft's reference of `validate-azure-ad-token`.
function tokenPolicy(callers: EntraApplicationCallers, target: AuthenticationTarget): XmlElement {
  const { clientIds, backendApplicationIds, audiences } = callers;
  return element(
    "validate-azure-ad-token",
    {
      "tenant-id": callers.tenantId ?? target.tenantId,
      ...tokenLocationOf(callers)._attributes(),
      "authentication-endpoint": authenticationEndpoint(target.cloud),
      ...failureAttributes(callers),
      ...outputAttributes(target),
    },
    [
      listElement("client-application-ids", "application-id", clientIds),
      ...(backendApplicationIds
        ? [listElement("backend-application-ids", "application-id", backendApplicationIds)]
        : []),
      listElement("audiences", "audience", audiences),
      ...requiredClaimsElements(claims(callers)),
    ],
  );
}

// Without the attribute, the policy accepts tokens of global Azure's Entra.
function authenticationEndpoint(cloud: AzureCloud): string | undefined {
  return cloud.loginHost === AzureCloud.PUBLIC.loginHost ? undefined : `https://${cloud.loginHost}`;
}

function claims({ requiredRoles, requiredScopes, requiredClaims }: EntraApplicationCallers): RequiredClaim[] {
  return [
    ...(requiredRoles ? [{ name: "roles", values: requiredRoles }] : []),
    // In Entra's tokens, scopes are one text.
    ...(requiredScopes ? [{ name: "scp", values: requiredScopes, separator: " " }] : []),
    ...(requiredClaims ?? []),
  ];
}

function errors(callers: EntraApplicationCallers): string[] {
  const { clientIds, backendApplicationIds, audiences, requiredRoles, requiredScopes, tenantId } = callers;
  return [
    ...validateGuids(clientIds, "client id", "callers.clientIds"),
    ...(backendApplicationIds
      ? validateGuids(backendApplicationIds, "client id", "callers.backendApplicationIds")
      : []),
    ...validateValues(audiences, "audience", "callers.audiences"),
    ...(requiredRoles ? validateValues(requiredRoles, "role", "callers.requiredRoles") : []),
    ...(requiredScopes ? validateValues(requiredScopes, "scope", "callers.requiredScopes") : []),
    ...(tenantId === undefined ? [] : validateGuids([tenantId], "tenant id", "callers.tenantId")),
    ...validateToken(callers),
  ];
}

function validateGuids(values: readonly string[], what: string, property: string): string[] {
  if (values.length === 0) return validateValues(values, what, property);
  return values
    .filter((value) => !mayBeGuid(value))
    .map((value) =>
      validationError(
        `The ${what} ${JSON.stringify(value)} was given`,
        `A ${what} is a GUID, for example 11111111-2222-4333-8444-555555555555`,
        `Copy it from Entra into \`${property}\``,
      ),
    );
}

/** Clients of an API app registration, with tokens for it that contain one of its roles. */
export function apiAppRegistrationAuthentication(
  registration: IApiAppRegistration,
  callers: ApiAppRegistrationCallers,
): CallerAuthentication {
  const authentication = entraApplicationsAuthentication({
    ...callers,
    clientIds: registration.clientIds,
    // In version 2 tokens the audience is the client id, whatever the client requested.
    audiences: [registration.clientId],
    requiredRoles: callers.requiredRoles ?? registration.roles,
    tenantId: registration.tenantId,
  });
  return {
    ...authentication,
    errors: [...authentication.errors, ...validateRole(registration, callers.requiredRoles ?? [])],
    callableAfter: (scope) =>
      checkedResult("IApiAppRegistration.callableAfter", registration.callableAfter(scope)),
  };
}

function validateRole(registration: IApiAppRegistration, requiredRoles: readonly string[]): string[] {
  return requiredRoles
    .filter((role) => !registration.roles.includes(role))
    .map((role) =>
      validationError(
        `The role ${JSON.stringify(role)} was given`,
        `The API app registration has the roles ${registration.roles.join(", ")}`,
        "Add the role to the API app registration's `roles`, or choose one of them in `callers.requiredRoles`",
      ),
    );
}
