import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import { checked } from "../support/shape/checked";
import { throwIfInvalidInput, validationError } from "../support/validation";
import { type AcceptedOverride, acceptedOverrides, describeOverride } from "./private/accepted-overrides";
import { guardedResources } from "./private/guarded-resource";
import { validateReason } from "./private/reason";

/** An override of an argument on which the gate depends, and why it has to be. */
export interface GateOverride {
  /**
   * Path of the argument in its resource, as the error at synth names it, for example
   * `auth_settings_v2.require_authentication`. The parts of a block are accepted with it.
   */
  readonly argument: string;
  /**
   * Why the gate is overridden, in words, for those who review it. It is shown at every synth.
   * @escaped for Terraform
   */
  readonly reason: string;
}

/**
 * The one way to insist on an override of the gate. Without it a program whose overrides, escape hatches or
 * aspects change an argument on which the gate depends does not synthesize (T24).
 */
export class GateOverrides {
  /**
   * The overrides of a construct and of everything in it.
   * @param scope a Function App, a slot, an API, a whole pattern, or a single resource
   */
  public static of(scope: IConstruct): GateOverrides {
    [scope] = checked("GateOverrides.of", [scope]);
    return new GateOverrides(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Accepts an override. A warning with the reason is shown at every synth.
   * @throws when the argument is not one on which the gate depends, or the reason is not given in words
   */
  public accept(gateOverride: GateOverride): void {
    [gateOverride] = checked("GateOverrides.accept", [gateOverride], this.scope);
    const { argument, reason } = gateOverride;
    throwIfInvalidInput(this.scope.node.path, [
      ...this.validateArgument(argument),
      ...validateReason(reason, "its gate is overridden"),
    ]);
    const accepted: AcceptedOverride = { scope: this.scope, argument, reason };
    acceptedOverrides(this.scope).set(accepted, accepted);
    Annotations.of(this.scope).addWarning(describeOverride(accepted));
  }

  /** What was accepted for the construct and everything in it, a line each. */
  public get descriptions(): string[] {
    return [...acceptedOverrides(this.scope).values()]
      .filter(({ scope }) => scope.node.scopes.includes(this.scope))
      .map(describeOverride);
  }

  private validateArgument(argument: string): string[] {
    const guarded = [...guardedResources(this.scope).values()].filter(({ resource }) =>
      resource.node.scopes.includes(this.scope),
    );
    if (guarded.some((resource) => resource.isGuarded(argument))) return [];
    const known = [...new Set(guarded.flatMap(({ overridable }) => overridable))];
    return [
      validationError(
        `\`argument\` was given as ${JSON.stringify(argument)}`,
        known.length === 0
          ? "No resource of the construct decides the gate"
          : `The gate depends on ${known.join(", ")}`,
        known.length === 0
          ? "Call `GateOverrides.of` with the Function App, slot or API, after it is made"
          : "Copy the argument from the error at synth; other arguments need no acceptance",
      ),
    ];
  }
}
