import { Token } from "cdktf";
import { validateAdoption } from "../../adoption/import-ids";
import { validationError } from "../../support/validation";
import type { FunctionPackage } from "../function-package";
import type { FunctionHosting } from "../hosting/function-hosting";
import { hostIdLength } from "../storage/private/host-id-reservations";
import { validateAppSettings } from "./app-setting-validation";
import { allAppSettings, validateKeptAppSettings } from "./function-app-adoption";
import { validatePackage } from "./package-validation";

export interface SlotToValidate {
  readonly name: string;
  readonly functionAppName: string;
  readonly appSettings?: { [name: string]: string };
  /** The slot's package, or the Function App's. */
  readonly functionPackage?: FunctionPackage;
  readonly importId?: string;
  readonly keptAppSettings?: readonly string[];
  /** The Function App's settings, which a slot without its own has too. */
  readonly settingsOfApp?: { readonly [name: string]: string };
  readonly hosting: FunctionHosting;
}

/** Rejects what Azure does not accept of a slot. */
export function validateFunctionSlot({
  name,
  functionAppName,
  appSettings,
  functionPackage,
  importId,
  keptAppSettings,
  settingsOfApp,
  hosting,
}: SlotToValidate): string[] {
  const settings = { appSettings: appSettings ?? settingsOfApp, keptAppSettings };
  return [
    ...validateHosting(hosting),
    ...validateName(name),
    ...validateHostId(functionAppName),
    ...validateAdoption("functionAppSlot", "importId", importId, { name, parentName: functionAppName }),
    ...validateAppSettings(allAppSettings(settings), hosting),
    ...validateKeptAppSettings({ ...settings, importId }, hosting),
    ...validatePackage(functionPackage, allAppSettings({ ...settings, appSettings }), hosting),
  ];
}

function validateHosting({ slots, skuName, _title }: FunctionHosting): string[] {
  if (slots || Token.isUnresolved(skuName)) return [];
  return [
    validationError(
      `A slot was added on ${_title} with the SKU ${skuName}`,
      "Slots exist on dedicated service plans from S1, on Elastic Premium, and on Consumption with Windows",
      "Choose another `FunctionHosting`, or remove the slot",
    ),
  ];
}

function validateName(name: string): string[] {
  if (Token.isUnresolved(name)) return [];
  if (/^[a-z0-9][a-z0-9-]{0,57}[a-z0-9]$/i.test(name) && name.toLowerCase() !== "production") return [];
  return [
    validationError(
      `The name ${JSON.stringify(name)} was given to a slot`,
      "Azure allows 2 to 59 letters, digits and hyphens, neither starting nor ending with a hyphen, and keeps `production` for the app itself",
      "Choose a name of that form",
    ),
  ];
}

// Microsoft's "Host ID considerations": app and slot share the storage account, and the host id distinguishes them.
function validateHostId(functionAppName: string): string[] {
  if (Token.isUnresolved(functionAppName) || functionAppName.length < hostIdLength) return [];
  return [
    validationError(
      `A slot was added to ${functionAppName}, whose name has ${functionAppName.length} characters`,
      `The host's id is the first ${hostIdLength} characters of its name, so the slot would have the app's id`,
      `Give the Function App a name of at most ${hostIdLength - 1} characters (\`names.functionApp\`)`,
    ),
  ];
}
