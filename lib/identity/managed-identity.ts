/**
 * The managed identity with which a gateway calls Functions. What a Function pins: both ids, because the
 * client id alone would also admit a user signed in through that application (rules 4 and 5).
 */
export interface IManagedIdentity {
  /** Application (client) id of the identity, a GUID: the `azp` claim of its tokens. */
  readonly clientId: string;
  /** Object (principal) id of the identity, a GUID: the `oid` claim of its tokens. */
  readonly principalId: string;
}

/** A user-assigned identity, new or there: an `azurerm_user_assigned_identity`, for example, is one. */
export interface IUserAssignedIdentity extends IManagedIdentity {
  /** Resource id, `/subscriptions/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…`. */
  readonly id: string;
}
