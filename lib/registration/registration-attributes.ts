import type { AzureCloud } from "../support/cloud";

/** The role of a registration. */
export interface RegistrationRole {
  /** Id of the application's role, a GUID. Only applications can be given it. */
  readonly appRoleId: string;
  /** Object id of the registration's service principal, a GUID. */
  readonly servicePrincipalObjectId: string;
}

/** A registration that is there, by its plain ids. */
export interface RegistrationAttributes {
  /** Application (client) id, a GUID. */
  readonly clientId: string;
  /** Id of the tenant that issues the tokens, a GUID. */
  readonly tenantId: string;
  /**
   * The role that is assigned to gateways' identities. Without it nothing is assigned here: whoever owns the
   * registration assigns the role before the first call (rules 12 and 16).
   * @default - others assign the role
   */
  readonly role?: RegistrationRole;
  /**
   * The cloud whose Entra issues the tokens.
   * @default - global Azure
   */
  readonly cloud?: AzureCloud;
}

/** A registration that is there, by its name. */
export interface RegistrationLookUp {
  /** Display name of the application, of which the tenant has only one. */
  readonly displayName: string;
  /**
   * Value of the role that is assigned to gateways' identities.
   * @default - `Function.Invoke`, the role of the registrations that this library makes
   */
  readonly roleValue?: string;
  /**
   * Whether the role is assigned here. It takes the right `AppRoleAssignment.ReadWrite.All`.
   * @default true
   */
  readonly assignRoles?: boolean;
  /**
   * The cloud whose Entra issues the tokens.
   * @default - global Azure
   */
  readonly cloud?: AzureCloud;
}
