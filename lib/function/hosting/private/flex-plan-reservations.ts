import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { appRegistry, isInTree } from "../../../support/registry";
import { validationError } from "../../../support/validation";
import type { IServicePlan } from "../service-plan-props";

/** Rejects a second Function App on a Flex Consumption plan: Azure allows one on each. */
export function validateFlexPlan(scope: IConstruct, plan: IServicePlan): string[] {
  const owner = isFlex(plan) ? ownersOf(scope).get(keyOf(plan)) : undefined;
  if (owner === undefined || !isInTree(owner)) return [];
  return [
    validationError(
      `The Flex Consumption plan is already used by ${owner.node.path}`,
      "Azure allows one Function App on each",
      "Give `servicePlanName` and `hosting` for a service plan of its own, or share one of another kind",
    ),
  ];
}

/** Reserves a Flex Consumption plan for a Function App. */
export function reserveFlexPlan(owner: IConstruct, plan: IServicePlan): void {
  if (isFlex(plan)) ownersOf(owner).set(keyOf(plan), owner);
}

function isFlex({ hosting }: IServicePlan): boolean {
  return hosting._app === "flexConsumption";
}

function keyOf(plan: IServicePlan): unknown {
  return Token.isUnresolved(plan.id) ? plan : plan.id.toLowerCase();
}

function ownersOf(scope: IConstruct): Map<unknown, IConstruct> {
  return appRegistry<IConstruct>(scope, "apps of Flex Consumption plans");
}
