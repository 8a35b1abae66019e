import type { FunctionAppKind } from "../hosting/private/hosting-kinds";
import { flexConsumptionApps } from "./flex-consumption-app";
import type { FunctionAppFactory } from "./function-app-factory";
import { linuxFunctionApps } from "./linux-function-app";
import { windowsFunctionApps } from "./windows-function-app";

/** The factory for each kind of resource that azurerm has for Function Apps. */
export const functionAppFactories: Readonly<Record<FunctionAppKind, FunctionAppFactory>> = {
  linux: linuxFunctionApps,
  windows: windowsFunctionApps,
  flexConsumption: flexConsumptionApps,
};
