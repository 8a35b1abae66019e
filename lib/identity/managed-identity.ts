/**
 * A managed identity that calls Functions. A Function checks both ids: the client id alone would also admit a user
 * who signed in through that application (rules 4 and 5).
 */
export interface IManagedIdentity {
  /** Application (client) id of the identity, a GUID: the `azp` claim of its tokens. */
  readonly clientId: string;
  /** Object (principal) id of the identity, a GUID: the `oid` claim of its tokens. */
  readonly principalId: string;
}

/** A user-assigned identity, new or existing: an `azurerm_user_assigned_identity`, for example, is one. */
export interface IUserAssignedIdentity extends IManagedIdentity {
  /** Resource id, `/subscriptions/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…`. */
  readonly id: string;
}
