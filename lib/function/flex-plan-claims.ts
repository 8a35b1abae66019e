import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { refusal, refuseAll } from "../support/refusal";
import type { IFunctionPlan } from "./function-plan-props";

const claims = new WeakMap<IConstruct, Map<unknown, string>>();

/** Refuses a second app on a Flex Consumption plan: Azure has one for each such plan. */
export function claimFlexPlan(owner: IConstruct, plan: IFunctionPlan): void {
  if (plan.hosting._app !== "flexConsumption") return;
  const taken = claims.get(owner.node.root) ?? new Map<unknown, string>();
  const key = Token.isUnresolved(plan.id) ? plan : plan.id.toLowerCase();
  refuseAll(owner, flexPlanRefusals(taken.get(key)));
  claims.set(owner.node.root, taken.set(key, owner.node.path));
}

function flexPlanRefusals(other: string | undefined): string[] {
  if (other === undefined) return [];
  return [
    refusal(
      `A Flex Consumption plan was given that ${other} runs on`,
      "Azure allows one Function App on each such plan",
      "Give `servicePlanName` and `hosting` for a plan of its own, or share a plan of another kind",
    ),
  ];
}
