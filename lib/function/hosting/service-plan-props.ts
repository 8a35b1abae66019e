import type { IConstruct } from "constructs";
import type { FunctionHosting } from "./function-hosting";

/** A service plan that Functions run on. */
export interface IServicePlan extends IConstruct {
  /** Resource id of the `azurerm_service_plan`. */
  readonly id: string;
  /** The kind of plan. */
  readonly hosting: FunctionHosting;
}

/** What a new service plan is made from. */
export interface ServicePlanProps {
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
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped written for Terraform as it is
   */
  readonly tags?: { [name: string]: string };
}

/** An existing service plan, by its id. */
export interface ServicePlanAttributes {
  /** Resource id of the plan, `/subscriptions/…/providers/Microsoft.Web/serverFarms/…`. */
  readonly servicePlanId: string;
  /** The kind of plan. */
  readonly hosting: FunctionHosting;
}

/** An existing service plan, by its name. */
export interface ServicePlanLookup {
  /** Name of the plan. */
  readonly name: string;
  /** Name of the plan's resource group. */
  readonly resourceGroupName: string;
  /** The kind of plan, which Terraform checks in every plan. */
  readonly hosting: FunctionHosting;
}
