import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { TerraformData } from "../support/terraform-data";
import { functionArgument } from "../support/terraform-text";
import { validationError } from "../support/validation";

/** The names of everything that the pattern makes. */
export interface AllResourceNames {
  readonly resourceGroup: string;
  readonly apiManagement: string;
  readonly gatewayIdentity: string;
  readonly functionApp: string;
  readonly servicePlan: string;
  readonly storageAccount: string;
  readonly logAnalyticsWorkspace: string;
  readonly applicationInsights: string;
  readonly application: string;
}

/** The longest workload name from which a Function App's name keeps a host id of its own (32 characters). */
const workloadNameLength = 20;
const workloadNameForm = `^[a-z][a-z0-9-]{0,${workloadNameLength - 2}}[a-z0-9]$`;

export function validateWorkloadName(name: string): string[] {
  if (Token.isUnresolved(name) || new RegExp(workloadNameForm).test(name)) return [];
  return [workloadNameError(JSON.stringify(name))];
}

/** Lets Terraform validate a name that it knows when it plans: the plan fails. */
export function checkWorkloadName(scope: Construct, name: string): void {
  if (!Token.isUnresolved(name)) return;
  const condition = Fn.can(Fn.regex(workloadNameForm, functionArgument(name)));
  const errorMessage = `${scope.node.path}: ${workloadNameError(name)}`;
  new TerraformData(scope, "name-check", { lifecycle: { precondition: [{ condition, errorMessage }] } });
}

function workloadNameError(given: string): string {
  return validationError(
    `The workload name ${given} was given`,
    `Allowed are 2 to ${workloadNameLength} lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen, so that every name derived from it is legal in Azure`,
    "Shorten `name`, and set single resources' names with `names`",
  );
}

/** Rejects a unique suffix that does not fit behind every name, and one that no name would have. */
export function validateUniqueSuffix(suffix: string | undefined, isUsed: boolean): string[] {
  if (suffix === undefined) return [];
  if (!isUsed) {
    return [
      validationError(
        "`uniqueSuffix` was given, and every name that would end in it was given too, or its part exists",
        "The derived names of the gateway, the Function App, its storage account and its application end in it",
        "Leave `uniqueSuffix` out",
      ),
    ];
  }
  if (Token.isUnresolved(suffix) || /^[a-z0-9]{1,6}$/.test(suffix)) return [];
  return [
    validationError(
      `\`uniqueSuffix\` was given as ${JSON.stringify(suffix)}`,
      "Allowed are 1 to 6 lower-case letters and digits, so that every name that ends in it is legal in Azure",
      "Shorten it, or leave it out: then Terraform derives one",
    ),
  ];
}

/** Names in the style of the Cloud Adoption Framework. */
export function derivedNames(name: string, uniqueSuffix: string): AllResourceNames {
  return {
    resourceGroup: `rg-${name}`,
    apiManagement: `apim-${name}-${uniqueSuffix}`,
    gatewayIdentity: `id-apim-${name}`,
    functionApp: `func-${name}-${uniqueSuffix}`,
    servicePlan: `asp-${name}`,
    storageAccount: `st${storagePart(name)}${uniqueSuffix}`,
    logAnalyticsWorkspace: `log-${name}`,
    applicationInsights: `appi-${name}`,
    application: `func-${name}-${uniqueSuffix}`,
  };
}

// A storage account's name has at most 24 characters, and no hyphens.
function storagePart(name: string): string {
  if (Token.isUnresolved(name)) return Fn.substr(Fn.replace(functionArgument(name), "-", ""), 0, 16);
  return name.replace(/-/g, "").slice(0, 16);
}
