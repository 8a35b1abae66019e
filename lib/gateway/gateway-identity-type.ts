/** Which kind of managed identity a gateway calls Functions with (rule 17). */
export enum GatewayIdentityType {
  /**
   * A user-assigned identity of the gateway's own. Its client id is known without a look-up in Entra, and it
   * exists before the service.
   */
  USER_ASSIGNED = "UserAssigned",
  /**
   * The service's system-assigned identity: bound to this one service, and nothing else can carry it (T6).
   * Its client id is looked up in Entra, so the deployer needs the right to read service principals, and on
   * a first apply the look-up may come before Entra has replicated the identity: apply again.
   */
  SYSTEM_ASSIGNED = "SystemAssigned",
}
