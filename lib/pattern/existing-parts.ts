import { togetherRefusals } from "../support/refusal";
import type { ResourceNames } from "./resource-names";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

interface ExistingPart {
  /** The property that hands the part in. */
  readonly property: keyof SecureFunctionBehindApimProps;
  readonly part: string;
  /** What belongs to a new part alone. */
  readonly ofNew: readonly (keyof SecureFunctionBehindApimProps)[];
  readonly names: readonly (keyof ResourceNames)[];
}

const existingParts: readonly ExistingPart[] = [
  { property: "resourceGroup", part: "a resource group", ofNew: [], names: ["resourceGroup"] },
  {
    property: "gateway",
    part: "an API Management service",
    ofNew: ["publisher", "skuName", "gatewayIdentityType", "gatewayIdentity", "gatewayNetwork"],
    names: ["apiManagement", "gatewayIdentity"],
  },
  {
    property: "registration",
    part: "a registration",
    ofNew: ["owners", "serviceManagementReference"],
    names: ["application"],
  },
  {
    property: "telemetry",
    part: "an Application Insights component",
    ofNew: ["retentionInDays", "logAnalyticsWorkspaceId"],
    names: ["logAnalyticsWorkspace", "applicationInsights"],
  },
  {
    property: "gatewayIdentity",
    part: "an identity",
    ofNew: [],
    names: ["gatewayIdentity"],
  },
  { property: "plan", part: "a service plan", ofNew: [], names: ["servicePlan"] },
  { property: "storage", part: "a storage account", ofNew: [], names: ["storageAccount"] },
  {
    property: "logAnalyticsWorkspaceId",
    part: "a Log Analytics workspace",
    ofNew: [],
    names: ["logAnalyticsWorkspace"],
  },
];

/** Refuses a part that is handed in together with what a new one would be made from. */
export function existingPartRefusals(props: SecureFunctionBehindApimProps): string[] {
  return existingParts
    .filter(({ property }) => props[property] !== undefined)
    .flatMap(({ property, part, ofNew, names }) =>
      togetherRefusals(property, part, {
        ...Object.fromEntries(ofNew.map((name) => [name, props[name]])),
        ...Object.fromEntries(names.map((name) => [`names.${name}`, props.names?.[name]])),
      }),
    );
}
