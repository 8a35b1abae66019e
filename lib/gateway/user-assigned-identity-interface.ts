import type { IGatewayIdentity } from "./gateway-identity-interface";

/** A user-assigned identity, new or there: an `azurerm_user_assigned_identity`, for example, is one. */
export interface IUserAssignedIdentity extends IGatewayIdentity {
  /** Resource id, `/subscriptions/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…`. */
  readonly id: string;
}
