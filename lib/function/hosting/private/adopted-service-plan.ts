import { keptUnlessGiven } from "../../../adoption/adopt";
import { validateAdoption } from "../../../adoption/import-ids";
import { validationError } from "../../../support/validation";
import type { ServicePlanProps } from "../service-plan-props";

/** What an adopted service plan keeps. */
export function keptArguments({ tags }: Pick<ServicePlanProps, "tags">): string[] {
  return [
    "location",
    "app_service_environment_id",
    "per_site_scaling_enabled",
    "premium_plan_auto_scale_enabled",
    "zone_balancing_enabled",
    ...keptUnlessGiven({ tags }),
  ];
}

type PlanToAdopt = Pick<ServicePlanProps, "importId" | "name" | "hosting"> & {
  /** None of a plan that is wherever its id says. */
  readonly resourceGroupName?: string;
};

/** Rejects a service plan that the stack would replace or resize without being told to. */
export function validateServicePlanAdoption(plan: PlanToAdopt, property: string): string[] {
  const { importId, name, resourceGroupName, hosting } = plan;
  if (importId === undefined) return [];
  const errors = validateAdoption("servicePlan", property, importId, { name, resourceGroupName });
  if (hosting) return errors;
  return [
    ...errors,
    validationError(
      "A service plan that is there was given without `hosting`",
      "Its SKU would be changed to the default, B1, and its apps moved to other machines",
      'Say the SKU that it has, which `az functionapp plan show --query sku.name` prints, for example `hosting: FunctionHosting.dedicated("P1v3")`',
    ),
  ];
}
