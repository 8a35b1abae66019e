import { Token } from "cdktf";
import { refusal } from "../support/refusal";
import { appSettingRefusals } from "./app-setting-checks";
import type { FunctionHosting } from "./function-hosting";
import { hostIdLength } from "./host-id-claims";

export interface SlotToCheck {
  readonly name: string;
  readonly functionAppName: string;
  readonly appSettings?: { [name: string]: string };
  readonly hosting: FunctionHosting;
}

/** Everything that Azure would refuse of a slot. */
export function functionSlotRefusals({ name, functionAppName, appSettings, hosting }: SlotToCheck): string[] {
  return [
    ...hostingRefusals(hosting),
    ...nameRefusals(name),
    ...hostIdRefusals(functionAppName),
    ...appSettingRefusals(appSettings),
  ];
}

function hostingRefusals({ slots, skuName, _title }: FunctionHosting): string[] {
  if (slots || Token.isUnresolved(skuName)) return [];
  return [
    refusal(
      `A slot was added on ${_title} with the SKU ${skuName}`,
      "Slots are there on dedicated plans from S1, on Elastic Premium, and on Consumption with Windows",
      "Choose another `FunctionHosting`, or do without the slot",
    ),
  ];
}

function nameRefusals(name: string): string[] {
  if (Token.isUnresolved(name)) return [];
  if (/^[a-z0-9][a-z0-9-]{0,57}[a-z0-9]$/i.test(name) && name.toLowerCase() !== "production") return [];
  return [
    refusal(
      `The name ${JSON.stringify(name)} was given to a slot`,
      "Azure allows 2 to 59 letters, digits and hyphens, neither starting nor ending with a hyphen, and keeps `production` for the app itself",
      "Choose a name of that form",
    ),
  ];
}

// Microsoft's "Host ID considerations": app and slot share the storage account, and are told apart by this.
function hostIdRefusals(functionAppName: string): string[] {
  if (Token.isUnresolved(functionAppName) || functionAppName.length < hostIdLength) return [];
  return [
    refusal(
      `A slot was added to ${functionAppName}, whose name has ${functionAppName.length} characters`,
      `The host knows itself by the first ${hostIdLength} characters of its name, and the slot's would be the app's own`,
      `Give the Function App a name of at most ${hostIdLength - 1} characters (\`names.functionApp\`)`,
    ),
  ];
}
