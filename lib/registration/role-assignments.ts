import { AppRoleAssignment } from "@cdktf/provider-azuread/lib/app-role-assignment";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import { identityKey } from "../gateway/identity-key";
import { dependables } from "./dependables";

/** The role that is assigned, and whose it is. */
export interface AssignableRole {
  readonly appRoleId: string;
  readonly servicePrincipalObjectId: string;
}

/** Who was assigned a registration's role. Entra refuses to assign it to the same identity again. */
export class RoleAssignments {
  private readonly assignments = new Map<unknown, AppRoleAssignment>();

  public constructor(private readonly role: AssignableRole) {}

  public assign(scope: Construct, id: string, identity: IGatewayIdentity): ITerraformDependable[] {
    const key = identityKey(identity);
    const existing = this.assignments.get(key);
    if (existing) return dependables(scope, existing, [existing]);
    const assignment = new AppRoleAssignment(scope, id, {
      appRoleId: this.role.appRoleId,
      principalObjectId: identity.principalId,
      resourceObjectId: this.role.servicePrincipalObjectId,
    });
    this.assignments.set(key, assignment);
    return [assignment];
  }
}
