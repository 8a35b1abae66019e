import { terraformTexts } from "../support/terraform-text";
import { type Adoption, adoptedNames, readAdoption } from "./adoption";
import { type AllResourceNames, derivedNames, type NameParts } from "./derived-names";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

/** The final props of every part of the pattern, as plain data. */
export type ResolvedPattern = ReturnType<typeof resolve>;

/**
 * Turns the pattern's props into the props of its parts, names included. A part that is handed in has props here
 * as well, which nothing is made from.
 *
 * @param nameParts what derived names are made of
 */
export function resolve(nameParts: NameParts, props: SecureFunctionBehindApimProps) {
  const adoption = readAdoption(props);
  const names = resourceNames(nameParts, props, adoption);
  const tags = props.tags;
  return {
    adoption,
    resourceGroup: {
      name: names.resourceGroup,
      location: props.location,
      provider: props.provider,
      tags: tags && terraformTexts(tags),
    },
    gateway: {
      name: names.apiManagement,
      // Validation requires a publisher unless an existing gateway is given.
      publisher: props.publisher ?? { name: "", email: "" },
      skuName: props.skuName,
      identityType: props.gatewayIdentityType,
      network: props.gatewayNetwork,
      userAssignedIdentity: props.gatewayIdentity,
      identityName: props.gatewayIdentity ? undefined : names.gatewayIdentity,
      tags,
      importId: adoption.apiManagement?.importId,
      identityImportId: adoption.gatewayIdentity?.importId,
    },
    registration: {
      displayName: names.application,
      owners: props.owners,
      serviceManagementReference: props.serviceManagementReference,
      cloud: props.cloud,
      importId: adoption.application?.importId,
      servicePrincipalImportId: adoption.servicePrincipal?.importId,
    },
    telemetry: {
      workspaceName: props.logAnalyticsWorkspaceId === undefined ? names.logAnalyticsWorkspace : undefined,
      workspaceId: props.logAnalyticsWorkspaceId,
      applicationInsightsName: names.applicationInsights,
      retentionInDays: props.retentionInDays,
      tags,
      workspaceImportId: adoption.logAnalyticsWorkspace?.importId,
      applicationInsightsImportId: adoption.applicationInsights?.importId,
    },
    functionApp: {
      name: names.functionApp,
      servicePlan: props.servicePlan,
      servicePlanName: props.servicePlan ? undefined : names.servicePlan,
      hosting: props.hosting,
      storage: props.storage,
      storageAccountName: props.storage ? undefined : names.storageAccount,
      storageKeyInState: props.storageKeyInState,
      runtime: props.runtime,
      identity: props.functionIdentity,
      appSettings: props.appSettings,
      functionPackage: props.functionPackage,
      routePrefix: props.routePrefix,
      migration: props.migration,
      storageQueues: props.storageQueues,
      storageTables: props.storageTables,
      deploymentAddresses: props.deploymentAddresses,
      // In a private network nothing answers from outside it.
      publicNetworkAccessEnabled: props.network ? false : undefined,
      storagePublicNetworkAccessEnabled: props.network && !props.storage ? false : undefined,
      virtualNetworkSubnetId: props.network?.functionSubnet.id,
      tags,
      importId: adoption.functionApp?.importId,
      keptAppSettings: props.adopt?.keptAppSettings,
      servicePlanImportId: adoption.servicePlan?.importId,
      storageAccountImportId: adoption.storageAccount?.importId,
    },
    privateEndpoints: { storageQueues: props.storageQueues, storageTables: props.storageTables, tags },
    versionSet: { name: nameParts.name, scheme: props.apiVersionScheme },
    api: {
      name: adoption.api?.name ?? nameParts.name,
      revision: adoption.api?.revision,
      importId: adoption.api?.importId,
      path: props.apiPath ?? nameParts.name,
      displayName: props.apiDisplayName,
      policy: props.policy,
      operationPolicies: props.operationPolicies,
      operationTags: props.operationTags,
      operationBackends: props.operationBackends,
      apiDefinition: props.apiDefinition,
      callers: props.callers,
    },
    migrationWatch: { actionGroupIds: props.migration?._observation?.actionGroupIds.slice(), tags },
    alerts: { ...props.alerts, tags, provider: props.provider },
  };
}

function resourceNames(
  parts: NameParts,
  { names = {}, name }: SecureFunctionBehindApimProps,
  adoption: Adoption,
): AllResourceNames {
  const given = Object.entries(names).filter(([, value]) => value !== undefined);
  return {
    ...derivedNames(parts),
    // An application that is adopted keeps its name, which its id does not say.
    ...(adoption.application ? { application: name } : {}),
    ...adoptedNames(adoption),
    ...Object.fromEntries(given),
  };
}
