import { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { Construct } from "constructs";
import { resourceNameRefusals } from "../support/names";
import { refuseAll } from "../support/refusal";
import { terraformTexts } from "../support/terraform-text";
import { existingPlan, lookUpPlan } from "./existing-plan";
import { functionDefaults } from "./function-defaults";
import type { FunctionHosting } from "./function-hosting";
import type {
  FunctionPlanAttributes,
  FunctionPlanLookUp,
  FunctionPlanProps,
  IFunctionPlan,
} from "./function-plan-props";

/** A service plan, for one Function or for many. */
export class FunctionPlan extends Construct implements IFunctionPlan {
  /**
   * A plan that is there, by its plain id: nothing is looked up to plan with it.
   * @throws when the id is none of a service plan, or the SKU is none of its kind
   */
  public static fromAttributes(attributes: FunctionPlanAttributes): IFunctionPlan {
    return existingPlan(attributes);
  }

  /**
   * A plan that is there, by its name. Every plan of Terraform checks that it is of the kind that was named.
   * @throws when Azure allows no such name
   */
  public static fromName(scope: Construct, id: string, props: FunctionPlanLookUp): IFunctionPlan {
    return lookUpPlan(scope, id, props);
  }

  /** The `azurerm_service_plan`. */
  public readonly servicePlan: ServicePlan;
  public readonly id: string;
  public readonly hosting: FunctionHosting;

  /** @throws when the name or the SKU is one that Azure refuses. */
  constructor(scope: Construct, id: string, props: FunctionPlanProps) {
    super(scope, id);
    this.hosting = props.hosting ?? functionDefaults.hosting;
    refuseAll(this, [...resourceNameRefusals("servicePlan", props.name), ...this.hosting._check()]);
    this.servicePlan = new ServicePlan(this, "service-plan", {
      name: props.name,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      osType: this.hosting.operatingSystem,
      skuName: this.hosting.skuName,
      tags: props.tags && terraformTexts(props.tags),
    });
    this.id = this.servicePlan.id;
  }
}
