import { DataAzurermServicePlan } from "@cdktf/provider-azurerm/lib/data-azurerm-service-plan";
import { type Postcondition, Token } from "cdktf";
import type { Construct } from "constructs";
import { resourceNameRefusals } from "../support/names";
import { refusal, refuseInput } from "../support/refusal";
import type { FunctionHosting } from "./function-hosting";
import type { FunctionPlanAttributes, FunctionPlanLookUp, IFunctionPlan } from "./function-plan-props";

export function existingPlan({ id, hosting }: FunctionPlanAttributes): IFunctionPlan {
  refuseInput("FunctionPlan.fromAttributes", [...planIdRefusals(id), ...hosting._check()]);
  return { id, hosting };
}

export function lookUpPlan(scope: Construct, id: string, props: FunctionPlanLookUp): IFunctionPlan {
  const { name, resourceGroupName, hosting } = props;
  refuseInput(`${scope.node.path}/${id}`, [
    ...resourceNameRefusals("servicePlan", name),
    ...resourceNameRefusals("resourceGroup", resourceGroupName),
    ...hosting._check(),
  ]);
  const plan = new DataAzurermServicePlan(scope, id, {
    name,
    resourceGroupName,
    lifecycle: { postcondition: [isOf(hosting, name)] },
  });
  return { id: plan.id, hosting };
}

function isOf({ operatingSystem, skuName }: FunctionHosting, name: string): Postcondition {
  return {
    condition: Token.asAny(
      `\${self.os_type == ${JSON.stringify(operatingSystem)} && self.sku_name == ${JSON.stringify(skuName)}}`,
    ),
    errorMessage: `The service plan ${name} is not ${operatingSystem} ${skuName}, as the program says. Name its kind in hosting, which decides what a Function on it is given.`,
  };
}

// azurerm wants this very case.
function planIdRefusals(id: string): string[] {
  if (
    Token.isUnresolved(id) ||
    /^\/subscriptions\/.+\/providers\/Microsoft\.Web\/serverFarms\/[^/]+$/.test(id)
  ) {
    return [];
  }
  return [
    refusal(
      `The service plan id ${JSON.stringify(id)} was given`,
      "Allowed is /subscriptions/…/resourceGroups/…/providers/Microsoft.Web/serverFarms/…, with a capital F",
      "Copy it with `az functionapp plan show --query id`",
    ),
  ];
}
