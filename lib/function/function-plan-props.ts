import type { FunctionHosting } from "./function-hosting";

/** A service plan that Functions run on. */
export interface IFunctionPlan {
  /** Resource id of the `azurerm_service_plan`. */
  readonly id: string;
  /** What kind of plan it is. */
  readonly hosting: FunctionHosting;
}

/** What a new service plan is made from. */
export interface FunctionPlanProps {
  /** Name of the plan: 1 to 60 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /**
   * The kind of plan.
   * @default - Linux, dedicated, B1
   */
  readonly hosting?: FunctionHosting;
  /**
   * Tags of the plan.
   * @default - no tags
   */
  readonly tags?: { [name: string]: string };
}

/** A service plan that is there, by its plain id. */
export interface FunctionPlanAttributes {
  /** Resource id of the plan, `/subscriptions/…/providers/Microsoft.Web/serverFarms/…`. */
  readonly id: string;
  /** What kind of plan it is. */
  readonly hosting: FunctionHosting;
}

/** A service plan that is there, by its name. */
export interface FunctionPlanLookUp {
  /** Name of the plan. */
  readonly name: string;
  /** Name of the plan's resource group. */
  readonly resourceGroupName: string;
  /** What kind of plan it is; every plan of Terraform checks that it is so. */
  readonly hosting: FunctionHosting;
}
