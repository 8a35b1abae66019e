import type { IConstruct } from "constructs";
import { appRegistry } from "../../support/registry";

/** An override of a guarded argument that a program insists on. */
export interface AcceptedOverride {
  /** The construct whose resources it is accepted for. */
  readonly scope: IConstruct;
  readonly argument: string;
  readonly reason: string;
}

/** The accepted overrides of an app. */
export function acceptedOverrides(construct: IConstruct): Map<unknown, AcceptedOverride> {
  return appRegistry<AcceptedOverride>(construct, "accepted overrides");
}

/** Whether an accepted override is for an argument of a resource: for all of it, or for a part. */
export function accepts(
  { scope, argument }: AcceptedOverride,
  resource: IConstruct,
  changed: string,
): boolean {
  return resource.node.scopes.includes(scope) && (changed === argument || changed.startsWith(`${argument}.`));
}

/** An accepted override in one line, for those who review the synthesized stack. */
export function describeOverride({ scope, argument, reason }: AcceptedOverride): string {
  return `Gate override accepted: ${argument} of ${scope.node.path}: ${reason}`;
}
