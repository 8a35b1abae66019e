import { type ITerraformDependable, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * What a resource in `scope` can depend on of what `owner` made. Terraform knows no order between resources
 * of two stacks; cdktf knows one between the stacks.
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
