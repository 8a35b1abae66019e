import { type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { checkWhatTerraformIsGiven } from "../support/terraform-check";
import type { GateMigration } from "./gate-migration";
import type { GuardedArgument } from "./guarded-arguments";
import { checkGuardedArguments } from "./private/guard-check";
import { GuardedResource, guardedResources, type ResolvedCheck } from "./private/guarded-resource";

/**
 * Guards arguments on which the gate depends, as they are now: what Terraform is given at synth must be the
 * same, whatever overrides, escape hatches and aspects did in between (T24).
 *
 * @param owner the construct that has the resource; without it there is nothing to guard
 * @param check checks the arguments that the library wrote, once tokens have values
 * @param migration the migration for which the gate of the resource is open: no override of it can be accepted
 */
export function guardResource(
  owner: IConstruct,
  resource: TerraformResource,
  guarded: readonly GuardedArgument[],
  check: ResolvedCheck = () => [],
  migration?: GateMigration,
): void {
  const acceptsOverrides = migration?._observation === undefined;
  guardedResources(owner).set(
    resource,
    new GuardedResource(owner, resource, guarded, check, acceptsOverrides),
  );
  checkWhatTerraformIsGiven(TerraformStack.of(resource), checkGuardedArguments);
}
