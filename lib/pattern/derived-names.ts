import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { shownText } from "../support/shape/given";
import { TerraformData } from "../support/terraform-data";
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

/** Whether names can be derived from a workload's name, as far as it is known. */
export function isWorkloadName(name: string): boolean {
  return Token.isUnresolved(name) || new RegExp(workloadNameForm).test(name);
}

export function validateWorkloadName(name: string): string[] {
  return isWorkloadName(name) ? [] : [workloadNameError(shownText(name), workloadNameFix(name))];
}

/** What is wrong with a workload's name, and how it is mended. */
function workloadNameFix(name: string): string {
  const lowerCase = name.toLowerCase();
  const others = [...new Set(lowerCase.match(/[^a-z0-9-]/gu))].map(shownText).join(", ");
  if (others !== "") return `Write \`name\` without ${others}`;
  if (name !== lowerCase) return "Write `name` in lower case";
  if (name.length > workloadNameLength) return `Shorten \`name\`, which has ${name.length} characters`;
  if (name.length < 2) return "Write a longer `name`";
  return /^[a-z]/.test(name) ? "Let `name` end with a letter or digit" : "Let `name` start with a letter";
}

/**
 * Lets Terraform validate a name that it knows when it plans: the plan fails.
 *
 * @param local the name as a local value
 */
export function checkWorkloadName(scope: Construct, name: string, local: string): void {
  const condition = Fn.can(Fn.regex(workloadNameForm, local));
  const fix = "Correct `name`, or what it is made of";
  const errorMessage = `${scope.node.path}: ${workloadNameError(name, fix)}`;
  new TerraformData(scope, "name-check", { lifecycle: { precondition: [{ condition, errorMessage }] } });
}

function workloadNameError(given: string, fix: string): string {
  return validationError(
    `The workload name ${given} was given`,
    `Allowed are 2 to ${workloadNameLength} lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen, so that every name derived from it is legal in Azure`,
    `${fix}; single resources' names can be set with \`names\``,
  );
}

/** Whether names can end in a unique suffix, as far as it is known. */
export function isUniqueSuffix(suffix: string): boolean {
  return Token.isUnresolved(suffix) || /^[a-z0-9]{1,6}$/.test(suffix);
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
  if (isUniqueSuffix(suffix)) return [];
  return [
    validationError(
      `\`uniqueSuffix\` was given as ${shownText(suffix)}`,
      "Allowed are 1 to 6 lower-case letters and digits, so that every name that ends in it is legal in Azure",
      "Correct it, or leave it out: then Terraform derives one",
    ),
  ];
}

/** What derived names are made of. */
export interface NameParts {
  /** The workload's name. */
  readonly name: string;
  /** The workload's name as it is in a storage account's. */
  readonly storageName: string;
  readonly uniqueSuffix: string;
}

/** Names in the style of the Cloud Adoption Framework. */
export function derivedNames({ name, storageName, uniqueSuffix }: NameParts): AllResourceNames {
  return {
    resourceGroup: groupName(name),
    apiManagement: `apim-${name}-${uniqueSuffix}`,
    gatewayIdentity: `id-apim-${name}`,
    functionApp: `func-${name}-${uniqueSuffix}`,
    servicePlan: `asp-${name}`,
    storageAccount: `st${storageName}${uniqueSuffix}`,
    logAnalyticsWorkspace: `log-${name}`,
    applicationInsights: `appi-${name}`,
    application: `func-${name}-${uniqueSuffix}`,
  };
}

export function groupName(name: string): string {
  return `rg-${name}`;
}

// A storage account's name has at most 24 characters, and no hyphens.
const storageNameLength = 16;

/** The part of a workload's name that is in a storage account's name. */
export function storageNameOf(name: string): string {
  return name.replace(/-/g, "").slice(0, storageNameLength);
}

/** {@link storageNameOf} for a name that Terraform knows later, as a local value. */
export function storageNameOfLocal(local: string): string {
  return Fn.substr(Fn.replace(local, "-", ""), 0, storageNameLength);
}
