import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { IManagedIdentity } from "../identity/managed-identity";
import type { AzureCloud } from "../support/cloud";

/**
 * A Function's registration in Entra: the application that gateways ask tokens for.
 */
export interface IRegistration extends IConstruct {
  /** Application (client) id, a GUID: the audience of the tokens and the `resource` the gateway asks for. */
  readonly clientId: string;
  /** Id of the tenant that issues the tokens, a GUID. */
  readonly tenantId: string;
  /** The cloud whose Entra issues the tokens. */
  readonly cloud: AzureCloud;

  /**
   * Lets Entra issue tokens for the Function to an identity, once, however often it is asked.
   *
   * The role is assigned to the identity itself: through a group an application is given no role (rule 13).
   *
   * @param scope where the assignment is made
   * @param id construct id of the assignment, unique in the scope
   * @param identity the identity, for example a gateway's
   * @returns what has to exist before the first call (rule 16); nothing where others assign the role
   */
  assignRole(scope: Construct, id: string, identity: IManagedIdentity): ITerraformDependable[];
}

/** What a Function's registration in Entra is made from. */
export interface RegistrationProps {
  /**
   * Display name of the application, 1 to 120 characters, of which the tenant has no other.
   * @escaped for Terraform
   */
  readonly displayName: string;
  /**
   * Object ids (GUIDs) of the owners of the application and its service principal. An owner can add
   * credentials and roles (T17): name the deployers and nobody who does not need it. Name them when several
   * people or pipelines deploy the same stack with `Application.ReadWrite.OwnedBy`: only owners can then change it.
   * @default - whoever applied first
   * @wholeToken also a list that Terraform knows later
   */
  readonly owners?: string[];
  /**
   * Reference into the tenant's service tree, which some tenants demand of every application.
   * @default - none
   */
  readonly serviceManagementReference?: string;
  /**
   * Id of an application that is there, `/applications/{object id}`, which is taken over instead of made. It keeps its
   * display name and identifier URIs, and no plan destroys it. It loses sign-ins, scopes and roles of its own: nobody signs
   * in through a Function's registration. Its credentials are not Terraform's: delete them.
   * @default - a new application
   */
  readonly importId?: string;
  /**
   * Id of that application's service principal, `/servicePrincipals/{object id}`, likewise.
   * @default - a new service principal, which Entra refuses if the application has one
   */
  readonly servicePrincipalImportId?: string;
  /**
   * The cloud whose Entra issues the tokens.
   * @default - global Azure
   */
  readonly cloud?: AzureCloud;
}

/** The role of a registration. */
export interface RegistrationRole {
  /** Id of the application's role, a GUID. Only applications can be given it. */
  readonly appRoleId: string;
  /** Object id of the registration's service principal, a GUID. */
  readonly servicePrincipalObjectId: string;
}

/** An existing registration, by its ids. */
export interface RegistrationAttributes {
  /** Application (client) id, a GUID. */
  readonly clientId: string;
  /** Id of the tenant that issues the tokens, a GUID. */
  readonly tenantId: string;
  /**
   * The role that is assigned to gateways' identities. Without it nothing is assigned here: the owner of the
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

/** An existing registration, by its name. */
export interface RegistrationLookup {
  /**
   * Display name of the application, of which the tenant has only one.
   * @escaped for Terraform
   */
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
