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
    identityName: names.gatewayIdentity,
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
    servicePlanName: names.servicePlan,
    storageAccountName: names.storageAccount,
    runtime: props.runtime,
    hosting: props.hosting,
    appSettings: props.appSettings,
    routePrefix: props.routePrefix,
    storageQueues: props.storageQueues,
    storageTables: props.storageTables,
    deploymentAddresses: props.deploymentAddresses,
    tags: props.tags,
  };
}

export function apiProps(props: SecureFunctionBehindApimProps) {
  return {
    name: props.name,
    path: props.apiPath ?? props.name,
    displayName: props.apiDisplayName,
    definition: props.api,
    callers: props.callers,
  };
}
