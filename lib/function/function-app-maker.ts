import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { FunctionAppDescription } from "./function-app-description";
import type { FunctionAppKind } from "./hosting-kinds";

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

// Loaded when used: each is a large module, and most stacks use one.
const makers: Record<FunctionAppKind, () => FunctionAppMaker> = {
  linux: () => (require("./linux-function-app") as typeof import("./linux-function-app")).linuxFunctionApps,
  windows: () =>
    (require("./windows-function-app") as typeof import("./windows-function-app")).windowsFunctionApps,
  flexConsumption: () =>
    (require("./flex-consumption-app") as typeof import("./flex-consumption-app")).flexConsumptionApps,
};

export function functionAppMaker(kind: FunctionAppKind): FunctionAppMaker {
  return makers[kind]();
}
