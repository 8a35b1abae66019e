import type { WindowsFunctionApp } from "@cdktf/provider-azurerm/lib/windows-function-app";
import type { WindowsFunctionAppSlot } from "@cdktf/provider-azurerm/lib/windows-function-app-slot";
import { lazy } from "../../support/lazy";
import type { FunctionAppArguments } from "./function-app-arguments";
import type { FunctionAppFactory, FunctionAppResource } from "./function-app-factory";

/** Function Apps on Windows. */
export const windowsFunctionApps: FunctionAppFactory = {
  app: (scope, placement, given) => {
    const { WindowsFunctionApp: App } = lazy.windowsFunctionApp();
    return resourceOf(new App(scope, "app", { ...placement, ...config(given) }));
  },
  slot: (scope, placement, given) => {
    const { WindowsFunctionAppSlot: Slot } = lazy.windowsFunctionAppSlot();
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
      applicationStack: given.runtime._windowsStack(),
    },
  };
}

function resourceOf(app: WindowsFunctionApp | WindowsFunctionAppSlot): FunctionAppResource {
  return {
    resource: app,
    id: app.id,
    hostName: app.defaultHostname,
    systemPrincipalId: app.identity.principalId,
  };
}
