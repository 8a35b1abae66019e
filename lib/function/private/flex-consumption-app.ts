import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { lazy } from "../../support/lazy";
import { providerIn } from "../../support/providers";
import type { FunctionAppArguments } from "./function-app-arguments";
import type { FunctionAppFactory } from "./function-app-factory";

/** Function Apps on Flex Consumption. */
export const flexConsumptionApps: FunctionAppFactory = {
  app: (scope, placement, given) => {
    const { FunctionAppFlexConsumption } = lazy.flexConsumptionApp();
    const app = new FunctionAppFlexConsumption(scope, "app", {
      ...placement,
      ...given.everywhere,
      ...deployment(scope, placement.name, given),
      ...given.runtime._flexConsumptionRuntime(),
      instanceMemoryInMb: given.hosting._flexConsumption.instanceMemoryInMb ?? 2048,
      maximumInstanceCount: given.hosting._flexConsumption.maximumInstanceCount ?? 100,
      siteConfig: given.site,
    });
    const { defaultHostname: hostName, id } = app;
    return { resource: app, id, hostName, systemPrincipalId: app.identity.principalId };
  },
  slot: () => {
    throw new Error("Flex Consumption has no slots");
  },
};

/**
 * The container that the code is deployed to, with the identity. Azure Resource Manager creates it, so Terraform
 * does not call the storage account for it (R14). The key, if there is one, is for the host (rule 31).
 */
function deployment(
  scope: Construct,
  appName: string,
  { storage, userAssignedIdentity }: FunctionAppArguments,
) {
  const { StorageContainer } = lazy.storageContainer();
  const container = new StorageContainer(scope, "deployment-container", {
    name: containerName(appName),
    storageAccountId: storage.id,
    containerAccessType: "private",
    provider: providerIn(scope, storage.provider),
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

// Each app has its own, because a storage account can be shared. Azure allows 63 lower-case letters, digits and
// single hyphens; apps in one account differ in the first 32 characters of their names.
function containerName(appName: string): string {
  if (Token.isUnresolved(appName)) return `deployments-${Fn.lower(appName)}`;
  return `deployments-${appName}`.toLowerCase().replace(/-+/g, "-").slice(0, 63).replace(/-$/, "");
}
