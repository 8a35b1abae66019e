import type { TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { FunctionAppArguments } from "./function-app-arguments";

/** Name and location of a Function App. */
export interface FunctionAppPlacement {
  readonly name: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly servicePlanId: string;
  readonly provider?: TerraformProvider;
}

/** Name of a slot, and its Function App. */
export interface FunctionSlotPlacement {
  readonly name: string;
  readonly functionAppId: string;
  readonly provider?: TerraformProvider;
}

/** The resource of a new Function App or slot, whatever its kind. */
export interface FunctionAppResource {
  readonly resource: TerraformResource;
  readonly id: string;
  readonly hostName: string;
  readonly systemPrincipalId: string;
}

/** Creates Function Apps and slots of one kind of resource. */
export interface FunctionAppFactory {
  app(scope: Construct, placement: FunctionAppPlacement, given: FunctionAppArguments): FunctionAppResource;
  slot(scope: Construct, placement: FunctionSlotPlacement, given: FunctionAppArguments): FunctionAppResource;
}
