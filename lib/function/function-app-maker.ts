import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { FunctionAppDescription } from "./function-app-description";

/** Where a Function App is put. */
export interface FunctionAppPlace {
  readonly name: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly servicePlanId: string;
}

/** Which app a slot is of, and its name. */
export interface FunctionSlotPlace {
  readonly name: string;
  readonly functionAppId: string;
}

/** A Function App or a slot that was made. */
export interface MadeFunctionApp {
  readonly resource: TerraformResource;
  readonly id: string;
  readonly hostName: string;
  readonly systemPrincipalId: string;
}

/** Makes Function Apps of one kind of resource. */
export interface FunctionAppMaker {
  app(scope: Construct, place: FunctionAppPlace, description: FunctionAppDescription): MadeFunctionApp;
  slot(scope: Construct, place: FunctionSlotPlace, description: FunctionAppDescription): MadeFunctionApp;
}
