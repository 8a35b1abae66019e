import { FunctionHosting } from "../hosting/function-hosting";
import { FunctionRuntime } from "../runtime/function-runtime";

export const functionDefaults = {
  runtime: FunctionRuntime.node(),
  hosting: FunctionHosting.dedicated(),
  routePrefix: "api",
};
