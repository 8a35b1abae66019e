import { DataAzureadServicePrincipal } from "@cdktf/provider-azuread/lib/data-azuread-service-principal";
import type { ApiManagement } from "@cdktf/provider-azurerm/lib/api-management";
import type { Construct } from "constructs";
import type { IGatewayIdentity } from "./gateway-identity-interface";

/** The service's own identity. azurerm exports no client id of it, so Entra is asked (rule 17). */
export function systemAssignedIdentity(scope: Construct, service: ApiManagement): IGatewayIdentity {
  const principalId = service.identity.principalId;
  const { clientId } = new DataAzureadServicePrincipal(scope, "identity-look-up", { objectId: principalId });
  return { clientId, principalId };
}
