import { AzureCloud } from "../../support/cloud";
import { mayBeGuid } from "../../support/guid";
import { refusal } from "../../support/refusal";
import { element, type XmlElement } from "../xml";
import {
  type AuthenticationTarget,
  type CallerAuthentication,
  listElement,
  valuesRefusals,
} from "./caller-authentication";
import type { EntraApplicationCallers, RequiredClaim } from "./callers-props";
import {
  failureAttributes,
  outputAttributes,
  requiredClaimsElements,
  tokenLocationOf,
  tokenRefusals,
} from "./token-callers";

export function entraApplicationsAuthentication(callers: EntraApplicationCallers): CallerAuthentication {
  return {
    description: description(callers),
    refusals: refusals(callers),
    tokenLocation: tokenLocationOf(callers),
    policies: (target) => [validateToken(callers, target)],
  };
}

function description({ clientIds, requiredRoles, requiredScopes }: EntraApplicationCallers): string {
  const roles = requiredRoles ? ` with the role ${requiredRoles.join(" or ")}` : "";
  const scopes = requiredScopes ? ` with the scope ${requiredScopes.join(" or ")}` : "";
  return `Entra application${clientIds.length === 1 ? "" : "s"} ${clientIds.join(", ")}${roles}${scopes}`;
}

// Attributes and elements are in the order of Microsoft's reference of `validate-azure-ad-token`.
function validateToken(callers: EntraApplicationCallers, target: AuthenticationTarget): XmlElement {
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

// Without the attribute, the policy takes tokens of global Azure's Entra.
function authenticationEndpoint(cloud: AzureCloud): string | undefined {
  return cloud.loginHost === AzureCloud.PUBLIC.loginHost ? undefined : `https://${cloud.loginHost}`;
}

function claims({ requiredRoles, requiredScopes, requiredClaims }: EntraApplicationCallers): RequiredClaim[] {
  return [
    ...(requiredRoles ? [{ name: "roles", values: requiredRoles }] : []),
    // Entra writes scopes as one text.
    ...(requiredScopes ? [{ name: "scp", values: requiredScopes, separator: " " }] : []),
    ...(requiredClaims ?? []),
  ];
}

function refusals(callers: EntraApplicationCallers): string[] {
  const { clientIds, backendApplicationIds, audiences, requiredRoles, requiredScopes, tenantId } = callers;
  return [
    ...guidsRefusals(clientIds, "client id", "callers.clientIds"),
    ...(backendApplicationIds
      ? guidsRefusals(backendApplicationIds, "client id", "callers.backendApplicationIds")
      : []),
    ...valuesRefusals(audiences, "audience", "callers.audiences"),
    ...(requiredRoles ? valuesRefusals(requiredRoles, "role", "callers.requiredRoles") : []),
    ...(requiredScopes ? valuesRefusals(requiredScopes, "scope", "callers.requiredScopes") : []),
    ...(tenantId === undefined ? [] : guidsRefusals([tenantId], "tenant id", "callers.tenantId")),
    ...tokenRefusals(callers),
  ];
}

function guidsRefusals(values: readonly string[], what: string, property: string): string[] {
  if (values.length === 0) return valuesRefusals(values, what, property);
  return values
    .filter((value) => !mayBeGuid(value))
    .map((value) =>
      refusal(
        `The ${what} ${JSON.stringify(value)} was given`,
        `A ${what} is a GUID, for example 11111111-2222-4333-8444-555555555555`,
        `Copy it from Entra into \`${property}\``,
      ),
    );
}
