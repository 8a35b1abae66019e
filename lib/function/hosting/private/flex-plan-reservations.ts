import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { appRegistry } from "../../../support/registry";
import { throwIfInvalid, validationError } from "../../../support/validation";
import type { IServicePlan } from "../service-plan-props";

/** Rejects a second app on a Flex Consumption plan: Azure allows one on each. */
export function reserveFlexPlan(owner: IConstruct, plan: IServicePlan): void {
  if (plan.hosting._app !== "flexConsumption") return;
  const owners = appRegistry<string>(owner, "apps of Flex Consumption plans");
  const key = Token.isUnresolved(plan.id) ? plan : plan.id.toLowerCase();
  throwIfInvalid(owner, validateFlexPlan(owners.get(key)));
  owners.set(key, owner.node.path);
}

function validateFlexPlan(other: string | undefined): string[] {
  if (other === undefined) return [];
  return [
    validationError(
      `A Flex Consumption plan was given that ${other} runs on`,
      "Azure allows one Function App on each such plan",
      "Give `servicePlanName` and `hosting` for a plan of its own, or share a plan of another kind",
    ),
  ];
}
