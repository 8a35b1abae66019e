/** A role of an API's callers. */
export interface FrontRole {
  /** Value of the role, as tokens carry it: up to 120 characters without spaces, for example `Orders.Read`. */
  readonly value: string;
  /**
   * What the role allows, for people.
   * @default - the value
   */
  readonly description?: string;
}

/**
 * A client of an API: a managed identity, which needs no secret to ask for tokens, or any other service
 * principal.
 */
export interface FrontClient {
  /** Name of the client in this stack, unique in the front registration: part of construct ids. */
  readonly name: string;
  /** Application (client) id, a GUID. */
  readonly clientId: string;
  /** Object id of the service principal, a GUID: a managed identity's principal id. */
  readonly principalId: string;
  /** Values of the roles that the client is given, at least one. */
  readonly roles: string[];
}

/** What an API's registration towards its callers is made from. */
export interface FrontRegistrationProps {
  /** Display name of the application, 1 to 120 characters, of which the tenant has no other. */
  readonly displayName: string;
  /** The roles, at least one. */
  readonly roles: FrontRole[];
  /** The clients, at least one, with their roles. */
  readonly clients: FrontClient[];
  /**
   * Whether the application gets the identifier URI `api://{client id}`, for clients that cannot ask for a
   * token with the client id alone. The audience of the tokens is the client id all the same.
   * @default false
   */
  readonly identifierUri?: boolean;
  /**
   * Object ids (GUIDs) of the owners of the application and its service principal. An owner can add
   * credentials and roles (T17).
   * @default - whoever deploys
   */
  readonly owners?: string[];
  /**
   * Reference into the tenant's service tree, which some tenants demand of every application.
   * @default - none
   */
  readonly serviceManagementReference?: string;
}
