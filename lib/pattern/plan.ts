import type { Construct } from "constructs";
import { functionHostRefusals } from "../function/function-host-checks";
import { gatewayApiRefusals } from "../gateway/gateway-api-checks";
import { gatewayRefusals } from "../gateway/gateway-checks";
import { registrationRefusals } from "../registration/registration-checks";
import {
  type AllResourceNames,
  defaultResourceNames,
  resourceNameRefusals,
  workloadNameRefusals,
} from "../support/names";
import { refusal, refuseAll } from "../support/refusal";
import { telemetryRefusals } from "../telemetry/telemetry-checks";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

/** What each room is given, and everything that any of them refuses, before one resource is made. */
export type PatternPlan = ReturnType<typeof planPattern>;

export function planPattern(construct: Construct, props: SecureFunctionBehindApimProps) {
  // Without these nothing else can be checked; only a program without types leaves one out.
  refuseAll(construct, missingRefusals(props));
  const { path } = construct.node;
  const names = resourceNames(path, props);
  const rooms = {
    gateway: newGatewayProps(props, names),
    registration: registrationProps(props, names),
    telemetry: telemetryProps(props, names),
    functionHost: functionHostProps(props, names),
    api: apiProps(props),
  };
  const placed = { resourceGroupName: names.resourceGroup, location: props.location };
  const refusals = [
    ...workloadNameRefusals(props.name),
    ...resourceNameRefusals("resourceGroup", names.resourceGroup),
    ...gatewayChoiceRefusals(props),
    ...(rooms.gateway ? gatewayRefusals({ ...rooms.gateway, ...placed }) : []),
    ...registrationRefusals(rooms.registration),
    ...telemetryRefusals({ ...rooms.telemetry, ...placed }),
    ...functionHostRefusals({ ...rooms.functionHost, ...placed }),
    ...gatewayApiRefusals({ ...rooms.api, gateway: props.gateway }),
  ];
  return { names, ...rooms, refusals };
}

function missingRefusals(props: SecureFunctionBehindApimProps): string[] {
  return (["name", "location", "api", "callers"] as const)
    .filter((property) => props[property] === undefined || props[property] === "")
    .map((property) =>
      refusal(
        `\`${property}\` was not given`,
        "A name, a location, the API and who may call it are the construct's to be told",
        `Set \`${property}\``,
      ),
    );
}

function resourceNames(path: string, { name, names = {} }: SecureFunctionBehindApimProps): AllResourceNames {
  const given = Object.entries(names).filter(([, value]) => value !== undefined);
  return { ...defaultResourceNames(name, path), ...Object.fromEntries(given) };
}

function gatewayChoiceRefusals({ gateway, publisher, ...props }: SecureFunctionBehindApimProps): string[] {
  if (!gateway && !publisher) {
    return [
      refusal(
        "Neither `publisher` nor `gateway` was given",
        "An API is served by a new API Management service, which needs a publisher, or by one that is there",
        'Set `publisher: { name: "…", email: "…" }`, or `gateway`',
      ),
    ];
  }
  if (!gateway) return [];
  const ofNewGateways = {
    publisher,
    skuName: props.skuName,
    gatewayIdentityType: props.gatewayIdentityType,
    "names.apiManagement": props.names?.apiManagement,
    "names.gatewayIdentity": props.names?.gatewayIdentity,
  };
  return Object.entries(ofNewGateways)
    .filter(([, value]) => value !== undefined)
    .map(([property]) =>
      refusal(
        `\`${property}\` was given together with \`gateway\``,
        `\`${property}\` belongs to a new API Management service, and \`gateway\` is one that is there`,
        "Leave one of the two out",
      ),
    );
}

function newGatewayProps(props: SecureFunctionBehindApimProps, names: AllResourceNames) {
  if (!props.publisher) return undefined;
  return {
    name: names.apiManagement,
    publisher: props.publisher,
    skuName: props.skuName,
    identityType: props.gatewayIdentityType,
    identityName: names.gatewayIdentity,
    tags: props.tags,
  };
}

function registrationProps(props: SecureFunctionBehindApimProps, names: AllResourceNames) {
  return {
    displayName: names.application,
    owners: props.owners,
    serviceManagementReference: props.serviceManagementReference,
  };
}

function telemetryProps(props: SecureFunctionBehindApimProps, names: AllResourceNames) {
  return {
    workspaceName: names.logAnalyticsWorkspace,
    applicationInsightsName: names.applicationInsights,
    retentionInDays: props.retentionInDays,
    tags: props.tags,
  };
}

function functionHostProps(props: SecureFunctionBehindApimProps, names: AllResourceNames) {
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

function apiProps(props: SecureFunctionBehindApimProps) {
  return {
    name: props.name,
    path: props.apiPath ?? props.name,
    displayName: props.apiDisplayName,
    definition: props.api,
    callers: props.callers,
  };
}
