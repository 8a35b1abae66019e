import { WindowsFunctionApp } from "@cdktf/provider-azurerm/lib/windows-function-app";
import type { FunctionAppDescription } from "./function-app-description";
import type { FunctionAppMaker, MadeFunctionApp } from "./function-app-maker";

/** Function Apps on Windows. */
export const windowsFunctionApps: FunctionAppMaker = {
  app: (scope, place, description) =>
    made(new WindowsFunctionApp(scope, "app", { ...place, ...argumentsOf(description) })),
  slot: (scope, place, description) => {
    const { WindowsFunctionAppSlot } =
      require("@cdktf/provider-azurerm/lib/windows-function-app-slot") as typeof import("@cdktf/provider-azurerm/lib/windows-function-app-slot");
    return made(new WindowsFunctionAppSlot(scope, "slot", { ...place, ...argumentsOf(description) }));
  },
};

function argumentsOf(description: FunctionAppDescription) {
  return {
    ...description.everywhere,
    ...description.exceptOnFlexConsumption,
    siteConfig: {
      ...description.site,
      ...description.siteExceptOnFlexConsumption,
      applicationStack: description.runtime._windowsStack(),
    },
  };
}

function made(
  app:
    | WindowsFunctionApp
    | import("@cdktf/provider-azurerm/lib/windows-function-app-slot").WindowsFunctionAppSlot,
): MadeFunctionApp {
  return {
    resource: app,
    id: app.id,
    hostName: app.defaultHostname,
    systemPrincipalId: app.identity.principalId,
  };
}
