import { refusal } from "../support/refusal";
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
    ofNew: ["publisher", "skuName", "gatewayIdentityType"],
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
      [
        ...ofNew.filter((name) => props[name] !== undefined),
        ...names.filter((name) => props.names?.[name] !== undefined).map((name) => `names.${name}`),
      ].map((given) =>
        refusal(
          `\`${given}\` was given together with \`${property}\``,
          `\`${given}\` belongs to ${part} that is made, and \`${property}\` is one that is there`,
          "Leave one of the two out",
        ),
      ),
    );
}
