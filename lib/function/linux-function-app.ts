import { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { FunctionAppDescription } from "./function-app-description";
import type { FunctionAppMaker, MadeFunctionApp } from "./function-app-maker";

/** Function Apps on Linux, except on Flex Consumption. */
export const linuxFunctionApps: FunctionAppMaker = {
  app: (scope, place, description) =>
    made(new LinuxFunctionApp(scope, "app", { ...place, ...argumentsOf(description) })),
  slot: (scope, place, description) => {
    const { LinuxFunctionAppSlot } =
      require("@cdktf/provider-azurerm/lib/linux-function-app-slot") as typeof import("@cdktf/provider-azurerm/lib/linux-function-app-slot");
    return made(new LinuxFunctionAppSlot(scope, "slot", { ...place, ...argumentsOf(description) }));
  },
};

function argumentsOf(description: FunctionAppDescription) {
  return {
    ...description.everywhere,
    ...description.exceptOnFlexConsumption,
    siteConfig: {
      ...description.site,
      ...description.siteExceptOnFlexConsumption,
      applicationStack: description.runtime._linuxStack(),
    },
  };
}

function made(
  app: LinuxFunctionApp | import("@cdktf/provider-azurerm/lib/linux-function-app-slot").LinuxFunctionAppSlot,
): MadeFunctionApp {
  return {
    resource: app,
    id: app.id,
    hostName: app.defaultHostname,
    systemPrincipalId: app.identity.principalId,
  };
}
