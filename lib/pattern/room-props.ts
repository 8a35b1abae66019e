import type { FunctionHost } from "../function/function-host";
import type { Publisher } from "../gateway/gateway-props";
import type { AllResourceNames } from "../support/names";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

export function gatewayProps(props: SecureFunctionBehindApimProps, names: AllResourceNames) {
  return {
    name: names.apiManagement,
    // Refused without one, unless a gateway is there.
    publisher: props.publisher as Publisher,
    skuName: props.skuName,
    identityType: props.gatewayIdentityType,
    network: props.gatewayNetwork,
    userAssignedIdentity: props.gatewayIdentity,
    identityName: props.gatewayIdentity ? undefined : names.gatewayIdentity,
    tags: props.tags,
  };
}

export function registrationProps(props: SecureFunctionBehindApimProps, names: AllResourceNames) {
  return {
    displayName: names.application,
    owners: props.owners,
    serviceManagementReference: props.serviceManagementReference,
    cloud: props.cloud,
  };
}

export function telemetryProps(props: SecureFunctionBehindApimProps, names: AllResourceNames) {
  return {
    workspaceName: props.logAnalyticsWorkspaceId === undefined ? names.logAnalyticsWorkspace : undefined,
    workspaceId: props.logAnalyticsWorkspaceId,
    applicationInsightsName: names.applicationInsights,
    retentionInDays: props.retentionInDays,
    tags: props.tags,
  };
}

export function functionHostProps(props: SecureFunctionBehindApimProps, names: AllResourceNames) {
  return {
    name: names.functionApp,
    plan: props.plan,
    servicePlanName: props.plan ? undefined : names.servicePlan,
    hosting: props.hosting,
    storage: props.storage,
    storageAccountName: props.storage ? undefined : names.storageAccount,
    storageKeyInState: props.storageKeyInState,
    runtime: props.runtime,
    identity: props.functionIdentity,
    appSettings: props.appSettings,
    routePrefix: props.routePrefix,
    storageQueues: props.storageQueues,
    storageTables: props.storageTables,
    deploymentAddresses: props.deploymentAddresses,
    // In a private network nothing answers outside of it.
    publicNetworkAccessEnabled: props.network ? false : undefined,
    storagePublicNetworkAccessEnabled: props.network && !props.storage ? false : undefined,
    virtualNetworkSubnetId: props.network?.functionSubnet.id,
    tags: props.tags,
  };
}

export function privateEndpointsProps(props: SecureFunctionBehindApimProps, host: FunctionHost) {
  return {
    name: host.name,
    functionAppId: host.id,
    storageAccountId: host.newHostStorage?.id,
    storageQueues: props.storageQueues,
    storageTables: props.storageTables,
    tags: props.tags,
  };
}

export function apiProps(props: SecureFunctionBehindApimProps) {
  return {
    name: props.name,
    path: props.apiPath ?? props.name,
    displayName: props.apiDisplayName,
    policy: props.policy,
    operationPolicies: props.operationPolicies,
    operationTags: props.operationTags,
    operationBackends: props.operationBackends,
    definition: props.api,
    callers: props.callers,
  };
}
