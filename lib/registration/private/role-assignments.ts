import { AppRoleAssignment } from "@cdktf/provider-azuread/lib/app-role-assignment";
import { type ITerraformDependable, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { identityKey } from "../../identity/identity-key";
import type { IManagedIdentity } from "../../identity/managed-identity";
import { isInTree } from "../../support/registry";
import { takenIdErrors } from "../../support/shape/construct-ids";
import { throwIfInvalidInput } from "../../support/validation";

/** The role to assign, and the application that has it. */
export interface AssignableRole {
  readonly appRoleId: string;
  readonly servicePrincipalObjectId: string;
}

/** The identities that have a registration's role. Entra does not assign it to the same identity twice. */
export class RoleAssignments {
  private readonly assignments = new Map<unknown, AppRoleAssignment>();

  public constructor(private readonly role: AssignableRole) {}

  public assign(scope: Construct, id: string, identity: IManagedIdentity): ITerraformDependable[] {
    const key = identityKey(identity);
    const existing = this.assignments.get(key);
    if (existing && isInTree(existing)) return dependables(scope, existing, [existing]);
    throwIfInvalidInput(`${scope.node.path}/${id}`, takenIdErrors(id, scope));
    const assignment = new AppRoleAssignment(scope, id, {
      appRoleId: this.role.appRoleId,
      principalObjectId: identity.principalId,
      resourceObjectId: this.role.servicePrincipalObjectId,
    });
    this.assignments.set(key, assignment);
    return [assignment];
  }
}

/**
 * The resources of `owner` that a resource in `scope` can depend on. Terraform has no order between resources of two
 * stacks; cdktf orders the stacks instead.
 */
export function dependables(
  scope: IConstruct,
  owner: IConstruct,
  made: readonly ITerraformDependable[],
): ITerraformDependable[] {
  const stack = TerraformStack.of(scope);
  const ownerStack = TerraformStack.of(owner);
  if (stack === ownerStack) return [...made];
  stack.addDependency(ownerStack);
  return [];
}

/** The one role of a Function's registration. */
export const invokeRole = {
  // Only applications can have it: nobody signs in (rule 13).
  allowedMemberTypes: ["Application"],
  value: "Function.Invoke",
  displayName: "Invoke the Function",
  description: "Lets a gateway's managed identity call the Function.",
  enabled: true,
};
