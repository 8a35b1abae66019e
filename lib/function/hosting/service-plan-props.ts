import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import type { FunctionHosting } from "./function-hosting";

/** A service plan. */
export interface IServicePlan extends IConstruct {
  /** Resource id of the `azurerm_service_plan`. */
  readonly id: string;
  /** The kind of service plan. */
  readonly hosting: FunctionHosting;
}

/** Properties of a new service plan. */
export interface ServicePlanProps {
  /** Name of the service plan: 1 to 60 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /**
   * The kind of service plan.
   * @default - Linux, dedicated, B1
   */
  readonly hosting?: FunctionHosting;
  /**
   * Tags of the service plan.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped for Terraform
   */
  readonly tags?: { [name: string]: string };
  /**
   * Resource id of a service plan that is there, `/subscriptions/…/providers/Microsoft.Web/serverFarms/…`, which is taken
   * over instead of made. It needs `hosting`, keeps everything that this construct does not set, and no plan destroys it.
   * @default - a new service plan
   */
  readonly importId?: string;
  /**
   * The azurerm provider of the service plan.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** An existing service plan, by its id. */
export interface ServicePlanAttributes {
  /** Resource id of the service plan, `/subscriptions/…/providers/Microsoft.Web/serverFarms/…`. */
  readonly servicePlanId: string;
  /** The kind of service plan. */
  readonly hosting: FunctionHosting;
}

/** An existing service plan, by its name. */
export interface ServicePlanLookup {
  /** Name of the service plan. */
  readonly name: string;
  /** Name of the service plan's resource group. */
  readonly resourceGroupName: string;
  /** The kind of service plan, which is checked in every Terraform plan. */
  readonly hosting: FunctionHosting;
  /**
   * The azurerm provider of the look-up.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}
