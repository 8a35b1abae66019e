import { Token } from "cdktf";
import { exampleOf, titleOf } from "./known-forms";
import { validationError } from "./validation";

/** A kind of Azure resource whose names Azure restricts. */
export type NamedResource =
  | "resourceGroup"
  | "apiManagement"
  | "userAssignedIdentity"
  | "functionApp"
  | "servicePlan"
  | "storageAccount"
  | "logAnalyticsWorkspace"
  | "applicationInsights"
  | "application"
  | "privateEndpoint";

interface NameRule {
  readonly resource: string;
  readonly pattern: RegExp;
  readonly allowed: string;
}

// Azure's "Naming rules and restrictions for Azure resources", as narrowed by azurerm's own validation.
const nameRules: Record<NamedResource, NameRule> = {
  resourceGroup: {
    resource: "a resource group",
    pattern: /^[-\w.()]{0,89}[-\w()]$/,
    allowed:
      "1 to 90 letters, digits, hyphens, underscores, parentheses and periods, not ending with a period",
  },
  apiManagement: {
    resource: "an API Management service",
    pattern: /^[a-zA-Z](?:[a-zA-Z0-9-]{0,48}[a-zA-Z0-9])?$/,
    allowed: "1 to 50 letters, digits and hyphens, starting with a letter and not ending with a hyphen",
  },
  userAssignedIdentity: {
    resource: "a user-assigned identity",
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9-_]{2,127}$/,
    allowed: "3 to 128 letters, digits, hyphens and underscores, starting with a letter or digit",
  },
  functionApp: {
    resource: "a Function App",
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9-]{0,58}[a-zA-Z0-9]$/,
    allowed: "2 to 60 letters, digits and hyphens, neither starting nor ending with a hyphen",
  },
  servicePlan: {
    resource: "a service plan",
    pattern: /^[a-zA-Z0-9-_]{1,60}$/,
    allowed: "1 to 60 letters, digits, hyphens and underscores",
  },
  storageAccount: {
    resource: "a storage account",
    pattern: /^[a-z0-9]{3,24}$/,
    allowed: "3 to 24 lower-case letters and digits",
  },
  logAnalyticsWorkspace: {
    resource: "a Log Analytics workspace",
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]$/,
    allowed: "4 to 63 letters, digits and hyphens, neither starting nor ending with a hyphen",
  },
  applicationInsights: {
    resource: "an Application Insights component",
    pattern: /^[^%&\\?/]{0,259}[^%&\\?/. ]$/,
    allowed: "1 to 260 characters without % & \\ ? and /, not ending with a space or period",
  },
  privateEndpoint: {
    resource: "a private endpoint",
    pattern: /^[a-zA-Z\d](?:[\w.-]{0,78}\w)?$/,
    allowed:
      "1 to 80 letters, digits, periods, hyphens and underscores, starting with a letter or digit and ending with one or an underscore",
  },
  application: {
    resource: "an Entra application",
    pattern: /^[^<>]{1,120}$/s,
    allowed: "1 to 120 characters without < and >",
  },
};

/** Rejects a name that Azure does not accept. One is accepted that Terraform knows later, unless its form is known. */
export function validateResourceName(kind: NamedResource, name: string): string[] {
  const { resource, pattern, allowed } = nameRules[kind];
  const example = exampleOf(name);
  if (Token.isUnresolved(example) || pattern.test(example)) return [];
  return [
    validationError(
      `The name ${JSON.stringify(titleOf(name))} was given to ${resource}`,
      `Azure allows ${allowed}`,
      "Choose a name of that form",
    ),
  ];
}
