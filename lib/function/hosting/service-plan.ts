import { ServicePlan as AzurermServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { Construct } from "constructs";
import { adopt } from "../../adoption/adopt";
import { validateResourceName } from "../../support/names";
import { checked } from "../../support/shape/checked";
import { terraformTexts } from "../../support/terraform-text";
import { throwIfInvalid } from "../../support/validation";
import { functionDefaults } from "../private/function-defaults";
import type { FunctionHosting } from "./function-hosting";
import { keptArguments, validateServicePlanAdoption } from "./private/adopted-service-plan";
import { ImportedServicePlan, LookedUpServicePlan } from "./private/existing-service-plan";
import type {
  IServicePlan,
  ServicePlanAttributes,
  ServicePlanLookup,
  ServicePlanProps,
} from "./service-plan-props";

/**
 * A service plan, for one or more Function Apps.
 *
 * @example
 * const servicePlan = new ServicePlan(this, "plan", {
 *   name: "asp-shop",
 *   resourceGroupName: "rg-shop",
 *   location: "westeurope",
 *   hosting: FunctionHosting.dedicated("P1v3"),
 * });
 */
export class ServicePlan extends Construct implements IServicePlan {
  /**
   * An existing service plan, by its id. Nothing is looked up.
   * @throws when the id is not that of a service plan, or the SKU does not belong to the kind
   */
  public static fromServicePlanAttributes(
    scope: Construct,
    id: string,
    attributes: ServicePlanAttributes,
  ): IServicePlan {
    [scope, id, attributes] = checked("ServicePlan.fromServicePlanAttributes", [scope, id, attributes]);
    return new ImportedServicePlan(scope, id, attributes);
  }

  /**
   * An existing service plan, by its name. Every Terraform plan checks that it is of the given kind.
   * @throws when Azure allows no such name
   */
  public static fromServicePlanName(scope: Construct, id: string, props: ServicePlanLookup): IServicePlan {
    [scope, id, props] = checked("ServicePlan.fromServicePlanName", [scope, id, props]);
    return LookedUpServicePlan.of(scope, id, props);
  }

  /** The `azurerm_service_plan`. */
  public readonly resource: AzurermServicePlan;
  public readonly id: string;
  public readonly hosting: FunctionHosting;

  /** @throws when Azure does not accept the name or the SKU. */
  constructor(scope: Construct, id: string, props: ServicePlanProps) {
    [scope, id, props] = checked("ServicePlan", [scope, id, props]);
    super(scope, id);
    this.hosting = props.hosting ?? functionDefaults.hosting;
    throwIfInvalid(this, [
      ...validateResourceName("servicePlan", props.name),
      ...this.hosting._validate(),
      ...validateServicePlanAdoption(props, "importId"),
    ]);
    this.resource = new AzurermServicePlan(this, "service-plan", {
      name: props.name,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      osType: this.hosting.operatingSystem,
      skuName: this.hosting.skuName,
      tags: props.tags && terraformTexts(props.tags),
      provider: props.provider,
    });
    adopt(this.resource, "servicePlan", props.importId, keptArguments(props));
    this.id = this.resource.id;
  }
}
