import { TerraformStack } from "cdktf";
import type { Block } from "../../support/json-blocks";
import { isInTree } from "../../support/registry";
import { validationError } from "../../support/validation";
import { type AcceptedOverride, acceptedOverrides, accepts } from "./accepted-overrides";
import type { Difference } from "./differences";
import { type GuardedResource, guardedResources } from "./guarded-resource";

/** Rejects changes of guarded arguments in a stack's JSON that are not accepted. */
export function checkGuardedArguments(stack: TerraformStack, json: Block): string[] {
  const accepted = [...acceptedOverrides(stack).values()].filter(
    ({ scope }) => TerraformStack.of(scope) === stack,
  );
  const unused = new Set(accepted.filter(({ scope }) => isInTree(scope)));
  const errors = resourcesOf(stack).flatMap((guarded) => {
    const written = guarded.resolvedArguments();
    const refused = guarded.differences(written, json).filter(({ argument }) => {
      const override = accepted.find((each) => accepts(each, guarded.resource, argument));
      if (override) unused.delete(override);
      return !override || !guarded.acceptsOverrides;
    });
    return [...refused.map((difference) => differenceError(guarded, difference)), ...guarded.errors(written)];
  });
  return [...errors, ...[...unused].map(unusedError)];
}

function resourcesOf(stack: TerraformStack): GuardedResource[] {
  return [...guardedResources(stack).values()].filter(
    ({ resource, isInUse }) => isInUse && TerraformStack.of(resource) === stack,
  );
}

function differenceError(guarded: GuardedResource, { argument, change }: Difference): string {
  const { resource, address, acceptsOverrides } = guarded;
  const given = `\`${argument}\` of ${resource.node.path} (${address}) ${change}, after the library wrote it`;
  if (!acceptsOverrides) {
    return validationError(
      given,
      "While its gate is open for a migration, nothing else of what closes the Function can be given up (T24)",
      "Remove the override, and the line that accepts it if there is one",
    );
  }
  return validationError(
    given,
    "The gate in front of the Function depends on it (T24)",
    `Remove the override, or accept it with a reason: \`GateOverrides.of(resource).accept({ argument: ${JSON.stringify(argument)}, reason: "…" })\``,
  );
}

function unusedError({ scope, argument }: AcceptedOverride): string {
  return validationError(
    `An override of \`${argument}\` was accepted for ${scope.node.path}, and nothing overrides it`,
    "What is accepted in advance would let a later override through unseen",
    "Remove the line that accepts it",
  );
}
