import { FunctionHosting } from "./function-hosting";
import { FunctionRuntime } from "./function-runtime";

export const functionDefaults = {
  runtime: FunctionRuntime.node(),
  hosting: FunctionHosting.dedicated(),
  routePrefix: "api",
};
