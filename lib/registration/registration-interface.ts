import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import type { AzureCloud } from "../support/cloud";

/**
 * A Function's registration in Entra: the application that gateways ask tokens for.
 */
export interface IRegistration {
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
  assignRole(scope: Construct, id: string, identity: IGatewayIdentity): ITerraformDependable[];
}
