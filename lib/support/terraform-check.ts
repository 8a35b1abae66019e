import type { TerraformStack } from "cdktf";
import type { Block } from "./json-blocks";
import { appRegistry } from "./registry";
import { throwIfInvalidInput } from "./validation";

/** Checks the JSON that Terraform is given for a stack. */
export type TerraformCheck = (stack: TerraformStack, json: Block) => string[];

/**
 * Checks a stack's JSON each time that it is made for Terraform. All checks read the same JSON, and one that is
 * added twice runs once.
 *
 * They are no validations of the tree: those run before the JSON is made, can be skipped, and do not see what
 * changes after them.
 */
export function checkWhatTerraformIsGiven(stack: TerraformStack, check: TerraformCheck): void {
  const stacks = appRegistry<Set<TerraformCheck>>(stack, "checks of what Terraform is given");
  const checks = stacks.get(stack) ?? checksOfNew(stack);
  stacks.set(stack, checks);
  checks.add(check);
}

function checksOfNew(stack: TerraformStack): Set<TerraformCheck> {
  const checks = new Set<TerraformCheck>();
  const json = stack.toTerraform.bind(stack);
  const hcl = stack.toHclTerraform.bind(stack);
  stack.toTerraform = () => {
    const given = json();
    const errors = [...checks].flatMap((check) => check(stack, given));
    throwIfInvalidInput(stack.node.path, errors);
    return given;
  };
  stack.toHclTerraform = () => {
    stack.toTerraform();
    return hcl();
  };
  return checks;
}
