import { mayBeGuid } from "../support/guid";
import { refusal } from "../support/refusal";
import {
  type CallerAuthentication,
  claimElement,
  listElement,
  valuesRefusals,
} from "./caller-authentication";
import type { EntraApplicationCallers } from "./callers-props";
import { element, type XmlElement } from "./xml";

export function entraApplicationsAuthentication(callers: EntraApplicationCallers): CallerAuthentication {
  const { clientIds, requiredRoles } = callers;
  const roles = requiredRoles ? ` with the role ${requiredRoles.join(" or ")}` : "";
  return {
    description: `Entra application${clientIds.length === 1 ? "" : "s"} ${clientIds.join(", ")}${roles}`,
    subscriptionRequired: false,
    refusals: refusals(callers),
    policies: (tenantId) => [validateToken(callers, callers.tenantId ?? tenantId)],
  };
}

function validateToken(
  { clientIds, audiences, requiredRoles }: EntraApplicationCallers,
  tenantId: string,
): XmlElement {
  return element(
    "validate-azure-ad-token",
    { "tenant-id": tenantId, "header-name": "Authorization", "failed-validation-httpcode": "401" },
    [
      listElement("client-application-ids", "application-id", clientIds),
      listElement("audiences", "audience", audiences),
      ...(requiredRoles ? [element("required-claims", {}, [claimElement("roles", requiredRoles)])] : []),
    ],
  );
}

function refusals({ clientIds, audiences, requiredRoles, tenantId }: EntraApplicationCallers): string[] {
  return [
    ...(clientIds.length === 0 ? valuesRefusals(clientIds, "client id", "callers.clientIds") : []),
    ...clientIds.flatMap((clientId) => guidRefusals(clientId, "client id", "callers.clientIds")),
    ...valuesRefusals(audiences, "audience", "callers.audiences"),
    ...(requiredRoles ? valuesRefusals(requiredRoles, "role", "callers.requiredRoles") : []),
    ...(tenantId === undefined ? [] : guidRefusals(tenantId, "tenant id", "callers.tenantId")),
  ];
}

function guidRefusals(value: string, what: string, property: string): string[] {
  if (mayBeGuid(value)) return [];
  return [
    refusal(
      `The ${what} ${JSON.stringify(value)} was given`,
      `A ${what} is a GUID, for example 11111111-2222-4333-8444-555555555555`,
      `Copy it from Entra into \`${property}\``,
    ),
  ];
}
