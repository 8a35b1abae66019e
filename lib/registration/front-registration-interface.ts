import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** An API's registration in Entra towards its callers: the application that they ask tokens for. */
export interface IFrontRegistration {
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
