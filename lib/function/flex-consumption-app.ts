import { FunctionAppFlexConsumption } from "@cdktf/provider-azurerm/lib/function-app-flex-consumption";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import type { FunctionAppDescription } from "./function-app-description";
import type { FunctionAppMaker } from "./function-app-maker";

/** Function Apps on Flex Consumption. */
export const flexConsumptionApps: FunctionAppMaker = {
  app: (scope, place, description) => {
    const app = new FunctionAppFlexConsumption(scope, "app", {
      ...place,
      ...description.everywhere,
      ...deployment(scope, place.name, description),
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
function deployment(
  scope: Construct,
  appName: string,
  { storage, userAssignedIdentity }: FunctionAppDescription,
) {
  const container = new StorageContainer(scope, "deployment-container", {
    name: containerName(appName),
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

// One for each app, since a storage account can be shared. Azure allows 63 lower-case letters, digits and
// single hyphens; apps in one account differ in the first 32 characters of their names.
function containerName(appName: string): string {
  if (Token.isUnresolved(appName)) return `deployments-${Fn.lower(appName)}`;
  return `deployments-${appName}`.toLowerCase().replace(/-+/g, "-").slice(0, 63).replace(/-$/, "");
}
