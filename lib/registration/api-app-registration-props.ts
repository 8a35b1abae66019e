import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";

/** An API's registration in Entra towards its callers: the application that they ask tokens for. */
export interface IApiAppRegistration extends IConstruct {
  /** Application (client) id, a GUID: the audience of the callers' tokens. */
  readonly clientId: string;
  /** Id of the tenant that issues the tokens, a GUID. */
  readonly tenantId: string;
  /** Values of the application's roles, as tokens carry them in the claim `roles`. */
  readonly roles: string[];
  /** Application (client) ids of the clients that were given a role, GUIDs. */
  readonly clientIds: string[];

  /**
   * What has to exist before a client asks for its first token: its roles. A token without them is cached for
   * about a day (rule 16).
   *
   * @param scope where it is waited for; a resource of another stack is waited for by the whole stack
   */
  callableAfter(scope: Construct): ITerraformDependable[];
}

/** A role of an API's callers. */
export interface ApiAppRole {
  /**
   * Value of the role, as tokens carry it: up to 120 characters without spaces, for example `Orders.Read`.
   * @escaped for Terraform
   */
  readonly value: string;
  /**
   * What the role allows, for people.
   * @default - the value
   * @escaped for Terraform
   */
  readonly description?: string;
}

/**
 * A client of an API: a managed identity, which needs no secret to ask for tokens, or any other service
 * principal.
 */
export interface ApiClient {
  /** Name of the client in this stack, unique in the API app registration: part of construct ids. */
  readonly name: string;
  /** Application (client) id, a GUID. */
  readonly clientId: string;
  /** Object id of the service principal, a GUID: a managed identity's principal id. */
  readonly principalId: string;
  /**
   * Values of the roles that the client is given, at least one.
   * @escaped for Terraform
   */
  readonly roles: string[];
}

/** What an API's registration towards its callers is made from. */
export interface ApiAppRegistrationProps {
  /**
   * Display name of the application, 1 to 120 characters, of which the tenant has no other.
   * @escaped for Terraform
   */
  readonly displayName: string;
  /** The roles, at least one. */
  readonly roles: ApiAppRole[];
  /** The clients, at least one, with their roles. */
  readonly clients: ApiClient[];
  /**
   * Whether the application gets the identifier URI `api://{client id}`, for clients that cannot ask for a
   * token with the client id alone. The audience of the tokens is the client id all the same.
   * @default false
   */
  readonly identifierUri?: boolean;
  /**
   * Object ids (GUIDs) of the owners of the application and its service principal. An owner can add
   * credentials and roles (T17).
   * @default - whoever applied first
   * @wholeToken also a list that Terraform knows later
   */
  readonly owners?: string[];
  /**
   * Reference into the tenant's service tree, which some tenants demand of every application.
   * @default - none
   */
  readonly serviceManagementReference?: string;
}
