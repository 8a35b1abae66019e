import { DataAzureadServicePrincipal } from "@cdktf/provider-azuread/lib/data-azuread-service-principal";
import type { Construct } from "constructs";
import type { IManagedIdentity } from "./managed-identity";

/** A service's system-assigned identity. azurerm does not export its client id, so Entra is asked (rule 17). */
export function lookUpSystemAssignedIdentity(scope: Construct, principalId: string): IManagedIdentity {
  const { clientId } = new DataAzureadServicePrincipal(scope, "identity-look-up", { objectId: principalId });
  return { clientId, principalId };
}
