import type { IConstruct } from "constructs";
import { validateGatewayApi } from "../api/private/gateway-api-validation";
import { validateNamedValue } from "../api/private/named-value-validation";
import { validateFunctionApp } from "../function/private/function-app-validation";
import { defaultSkuName } from "../gateway/private/gateway-defaults";
import { validateGateway } from "../gateway/private/gateway-validation";
import { validateRegistration } from "../registration/private/registration-validation";
import { validateResourceName } from "../support/names";
import { validateExclusive, validationError } from "../support/validation";
import { validateAlerts } from "../telemetry/private/alerts-validation";
import { validateTelemetry } from "../telemetry/private/telemetry-validation";
import type { AdoptedResources } from "./adopted-resources";
import { validateAdoptedResources } from "./adoption-validation";
import { validateUniqueSuffix, validateWorkloadName } from "./derived-names";
import { hasUniqueNames } from "./name-parts";
import type { ResolvedPattern } from "./resolve";
import type { ResourceNames } from "./resource-names";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

/** What is wrong with the pattern's props: of each part by itself, and of the parts together. */
export function validate(
  construct: IConstruct,
  props: SecureFunctionBehindApimProps,
  resolved: ResolvedPattern,
): string[] {
  const placement = { resourceGroupName: resolved.resourceGroup.name, location: props.location };
  return [
    ...validateWorkloadName(props.name),
    ...validateUniqueSuffix(props.uniqueSuffix, hasUniqueNames(props)),
    ...validateResourceName("resourceGroup", resolved.resourceGroup.name),
    ...validateGatewayChoice(props),
    ...validateVersions(props),
    ...validateExistingParts(props),
    ...validateAdoptedResources(props, resolved),
    ...validateCloud(props),
    ...(props.network ? [...validateNetworkReach(props), ...validateContentShare(props)] : []),
    ...(props.alerts ? [...validateAlerts(props.alerts), ...validateAlertsHosting(props)] : []),
    ...(props.diagnosticLogs ? validateWorkspace("`diagnosticLogs` was set", props) : []),
    ...(props.migration?._observation ? validateWorkspace("`GateMigration.observe` was given", props) : []),
    ...(props.publisher ? validateGateway({ ...resolved.gateway, ...placement }) : []),
    ...validateRegistration(resolved.registration),
    ...validateTelemetry({ ...resolved.telemetry, ...placement }),
    ...validateFunctionApp(construct, {
      ...resolved.functionApp,
      ...placement,
      registration: props.registration,
      cloud: props.cloud,
    }),
    ...validateGatewayApi(construct, {
      ...resolved.api,
      pathProperty: "apiPath",
      gateway: props.gateway,
      skuName: props.gateway ? props.gateway.skuName : (props.skuName ?? defaultSkuName),
      registration: props.registration,
      routePrefix: resolved.functionApp.routePrefix,
      namedValues: Object.keys(props.namedValues ?? {}),
    }),
    ...Object.entries(props.namedValues ?? {}).flatMap(([name, value]) => validateNamedValue(name, value)),
  ];
}

/** Rejects a version of an API whose first version was made without one. */
export function validateVersioned(isVersioned: boolean, version: string): string[] {
  if (isVersioned) return [];
  return [
    validationError(
      `The version ${JSON.stringify(version)} was added to an API without versions`,
      "Versions are served side by side on one path, so the first API has to be one of them",
      "Set `apiVersion` of the construct, for example to `v1`",
    ),
  ];
}

function validateGatewayChoice({ gateway, publisher }: SecureFunctionBehindApimProps): string[] {
  if (gateway || publisher) return [];
  return [
    validationError(
      "Neither `publisher` nor `gateway` was given",
      "An API is served by a new API Management service, which needs a publisher, or by an existing one",
      'Set `publisher: { name: "…", email: "…" }`, or `gateway`',
    ),
  ];
}

function validateVersions({ apiVersion, apiVersionScheme }: SecureFunctionBehindApimProps): string[] {
  if (!apiVersionScheme) return [];
  if (apiVersion !== undefined) return apiVersionScheme._validate();
  return [
    validationError(
      "`apiVersionScheme` was given without `apiVersion`",
      "It says where callers name a version",
      "Set `apiVersion`, for example to `v1`, or leave the scheme out",
    ),
  ];
}

// Entra of one cloud does not issue tokens for another.
function validateCloud({ cloud, registration }: SecureFunctionBehindApimProps): string[] {
  if (!cloud || !registration || cloud.name === registration.cloud.name) return [];
  return [
    validationError(
      `The cloud \`${cloud.name}\` was given, and a registration of the cloud \`${registration.cloud.name}\``,
      "A Function takes tokens of its own cloud's Entra",
      "Leave `cloud` out, or make the registration with the same cloud",
    ),
  ];
}

interface ExistingPart {
  /** The property that hands the part in. */
  readonly property: keyof SecureFunctionBehindApimProps;
  readonly part: string;
  /** Properties of a new part only. */
  readonly ofNew: readonly (keyof SecureFunctionBehindApimProps)[];
  readonly names: readonly (keyof ResourceNames)[];
  /** Parts that are adopted instead of handed in. */
  readonly adopted: readonly (keyof AdoptedResources)[];
}

const existingParts: readonly ExistingPart[] = [
  {
    property: "resourceGroup",
    part: "a resource group",
    ofNew: [],
    names: ["resourceGroup"],
    adopted: ["resourceGroup"],
  },
  {
    property: "gateway",
    part: "an API Management service",
    ofNew: ["publisher", "skuName", "gatewayIdentityType", "gatewayIdentity", "gatewayNetwork"],
    names: ["apiManagement", "gatewayIdentity"],
    adopted: ["apiManagement", "gatewayIdentity"],
  },
  {
    property: "registration",
    part: "a registration",
    ofNew: ["owners", "serviceManagementReference"],
    names: ["application"],
    adopted: ["application", "servicePrincipal"],
  },
  {
    property: "telemetry",
    part: "an Application Insights component",
    ofNew: ["retentionInDays", "logAnalyticsWorkspaceId"],
    names: ["logAnalyticsWorkspace", "applicationInsights"],
    adopted: ["logAnalyticsWorkspace", "applicationInsights"],
  },
  {
    property: "gatewayIdentity",
    part: "an identity",
    ofNew: [],
    names: ["gatewayIdentity"],
    adopted: ["gatewayIdentity"],
  },
  {
    property: "servicePlan",
    part: "a service plan",
    ofNew: [],
    names: ["servicePlan"],
    adopted: ["servicePlan"],
  },
  {
    property: "storage",
    part: "a storage account",
    ofNew: [],
    names: ["storageAccount"],
    adopted: ["storageAccount"],
  },
  {
    property: "logAnalyticsWorkspaceId",
    part: "a Log Analytics workspace",
    ofNew: [],
    names: ["logAnalyticsWorkspace"],
    adopted: ["logAnalyticsWorkspace"],
  },
];

// An existing part takes nothing that a new one is made from.
function validateExistingParts(props: SecureFunctionBehindApimProps): string[] {
  return existingParts
    .filter(({ property }) => props[property] !== undefined)
    .flatMap(({ property, part, ofNew, names, adopted }) =>
      validateExclusive(property, part, {
        ...Object.fromEntries(ofNew.map((name) => [name, props[name]])),
        ...Object.fromEntries(names.map((name) => [`names.${name}`, props.names?.[name]])),
        ...Object.fromEntries(adopted.map((name) => [`adopt.${name}`, props.adopt?.[name]])),
      }),
    );
}

function validateNetworkReach({ gateway, gatewayNetwork }: SecureFunctionBehindApimProps): string[] {
  const reaches = gateway ? gateway.callsIntoNetwork !== false : gatewayNetwork !== undefined;
  if (reaches) return [];
  return [
    validationError(
      "`network` was given, and a gateway that is in none",
      "The Function answers only through its private endpoint, which such a gateway does not reach",
      "Set `gatewayNetwork`, with a SKU that has one: `GatewayNetwork.integration` with StandardV2 or PremiumV2, `GatewayNetwork.externalMode` or `internalMode` with Developer or Premium",
    ),
  ];
}

// Azure Files over a private network takes a share that exists before, and settings that name it.
function validateContentShare({
  storageKeyInState,
  hosting,
  servicePlan,
}: SecureFunctionBehindApimProps): string[] {
  const contentShare = (servicePlan?.hosting ?? hosting)?._contentShare;
  if (!storageKeyInState || !contentShare) return [];
  return [
    validationError(
      "`network` was given together with `storageKeyInState`, on a plan that then keeps the code in Azure Files",
      "That share cannot be made while the storage account is private",
      "Leave `storageKeyInState` out, and deploy the code as a package",
    ),
  ];
}

function validateAlertsHosting({ servicePlan, hosting }: SecureFunctionBehindApimProps): string[] {
  if ((servicePlan?.hosting ?? hosting)?._app !== "flexConsumption") return [];
  return [
    validationError(
      "`alerts` was given on a Flex Consumption plan",
      "Its Function Apps do not count 401, 403 and 5xx",
      "Leave `alerts` out, and alert on the requests in Application Insights",
    ),
  ];
}

function validateWorkspace(given: string, { telemetry }: SecureFunctionBehindApimProps): string[] {
  if (!telemetry || telemetry.workspaceId !== undefined) return [];
  return [
    validationError(
      `${given} with telemetry of which no workspace is known`,
      "Logs are sent to a Log Analytics workspace, and read there",
      "Give `Telemetry.fromTelemetryAttributes` its `workspaceId`",
    ),
  ];
}
