import type { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { LinuxFunctionAppSlot } from "@cdktf/provider-azurerm/lib/linux-function-app-slot";
import { lazy } from "../../support/lazy";
import type { FunctionAppArguments } from "./function-app-arguments";
import type { FunctionAppFactory, FunctionAppResource } from "./function-app-factory";

/** Function Apps on Linux, except on Flex Consumption. */
export const linuxFunctionApps: FunctionAppFactory = {
  app: (scope, placement, given) => {
    const { LinuxFunctionApp: App } = lazy.linuxFunctionApp();
    return resourceOf(new App(scope, "app", { ...placement, ...config(given) }));
  },
  slot: (scope, placement, given) => {
    const { LinuxFunctionAppSlot: Slot } = lazy.linuxFunctionAppSlot();
    return resourceOf(new Slot(scope, "slot", { ...placement, ...config(given) }));
  },
};

function config(given: FunctionAppArguments) {
  return {
    ...given.everywhere,
    ...given.exceptOnFlexConsumption,
    siteConfig: {
      ...given.site,
      ...given.siteExceptOnFlexConsumption,
      applicationStack: given.runtime._linuxStack(),
    },
  };
}

function resourceOf(app: LinuxFunctionApp | LinuxFunctionAppSlot): FunctionAppResource {
  return {
    resource: app,
    id: app.id,
    hostName: app.defaultHostname,
    systemPrincipalId: app.identity.principalId,
  };
}
