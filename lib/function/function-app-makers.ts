import type { FunctionAppMaker } from "./function-app-maker";
import type { FunctionAppKind } from "./hosting-kinds";

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
