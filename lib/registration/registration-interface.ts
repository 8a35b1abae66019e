/**
 * A Function's registration in Entra: the application that gateways ask tokens for.
 */
export interface IRegistration {
  /** Application (client) id, a GUID: the audience of the tokens and the `resource` the gateway asks for. */
  readonly clientId: string;
  /** Id of the tenant that issues the tokens, a GUID. */
  readonly tenantId: string;
}
