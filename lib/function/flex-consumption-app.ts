import { FunctionAppFlexConsumption } from "@cdktf/provider-azurerm/lib/function-app-flex-consumption";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import type { Construct } from "constructs";
import type { FunctionAppDescription } from "./function-app-description";
import type { FunctionAppMaker } from "./function-app-maker";

/** Function Apps on Flex Consumption. */
export const flexConsumptionApps: FunctionAppMaker = {
  app: (scope, place, description) => {
    const app = new FunctionAppFlexConsumption(scope, "app", {
      ...place,
      ...description.everywhere,
      ...deployment(scope, description),
      ...description.runtime._flexConsumptionRuntime(),
      instanceMemoryInMb: description.hosting._flexConsumption.instanceMemoryInMb ?? 2048,
      maximumInstanceCount: description.hosting._flexConsumption.maximumInstanceCount ?? 100,
      siteConfig: description.site,
    });
    const { defaultHostname: hostName, id } = app;
    return { resource: app, id, hostName, systemPrincipalId: app.identity.principalId };
  },
  slot: () => {
    throw new Error("Flex Consumption has no slots");
  },
};

/**
 * The container that the code is deployed to, reached by identity. The key beside it is for the host:
 * azurerm 4.55 writes AzureWebJobsStorage with whatever key it has, and with an empty one the host is dead
 * (rule 31).
 */
function deployment(scope: Construct, { storage, userAssignedIdentity }: FunctionAppDescription) {
  const container = new StorageContainer(scope, "deployment-container", {
    name: "deployments",
    storageAccountId: storage.id,
    containerAccessType: "private",
  });
  return {
    storageContainerType: "blobContainer",
    storageContainerEndpoint: `${storage.primaryBlobEndpoint}${container.name}`,
    storageAccessKey: storage.accessKey,
    ...(userAssignedIdentity
      ? {
          storageAuthenticationType: "UserAssignedIdentity",
          storageUserAssignedIdentityId: userAssignedIdentity.id,
        }
      : { storageAuthenticationType: "SystemAssignedIdentity" }),
  };
}
