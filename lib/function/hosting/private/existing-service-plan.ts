import { DataAzurermServicePlan } from "@cdktf/provider-azurerm/lib/data-azurerm-service-plan";
import { type Postcondition, Token } from "cdktf";
import { Construct } from "constructs";
import { validateResourceName } from "../../../support/names";
import { validateResourceId } from "../../../support/resource-ids";
import { localText } from "../../../support/terraform-text";
import { throwIfInvalid, throwIfInvalidInput } from "../../../support/validation";
import type { FunctionHosting } from "../function-hosting";
import type { IServicePlan, ServicePlanAttributes, ServicePlanLookup } from "../service-plan-props";

/** An existing service plan whose id is known. */
export class ImportedServicePlan extends Construct implements IServicePlan {
  public readonly id: string;
  public readonly hosting: FunctionHosting;

  public constructor(scope: Construct, id: string, attributes: ServicePlanAttributes) {
    super(scope, id);
    throwIfInvalid(this, [
      ...validateResourceId("servicePlan", attributes.servicePlanId),
      ...attributes.hosting._validate(),
    ]);
    this.id = attributes.servicePlanId;
    this.hosting = attributes.hosting;
  }
}

/** An existing service plan that Terraform looks up by its name. */
export class LookedUpServicePlan extends DataAzurermServicePlan implements IServicePlan {
  public static of(scope: Construct, id: string, props: ServicePlanLookup): LookedUpServicePlan {
    throwIfInvalidInput(`${scope.node.path}/${id}`, [
      ...validateResourceName("servicePlan", props.name),
      ...validateResourceName("resourceGroup", props.resourceGroupName),
      ...props.hosting._validate(),
    ]);
    return new LookedUpServicePlan(scope, id, props);
  }

  public readonly hosting: FunctionHosting;

  private constructor(
    scope: Construct,
    id: string,
    { name, resourceGroupName, hosting, provider }: ServicePlanLookup,
  ) {
    super(scope, id, { name, resourceGroupName, provider });
    this.hosting = hosting;
    this.lifecycle = { postcondition: [this.isOf(hosting, name)] };
  }

  private isOf({ operatingSystem, skuName }: FunctionHosting, name: string): Postcondition {
    const sku = Token.isUnresolved(skuName) ? localText(this, "sku-name", skuName) : JSON.stringify(skuName);
    return {
      condition: Token.asAny(
        `\${self.os_type == ${JSON.stringify(operatingSystem)} && self.sku_name == ${sku}}`,
      ),
      errorMessage: `The service plan ${name} is not ${operatingSystem} ${skuName}, as the program says. Name its kind in hosting, which decides what a Function on it is given.`,
    };
  }
}
