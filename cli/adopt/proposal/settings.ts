import { isReservedSetting } from "../../../lib/support/reserved-settings";
import { printable } from "../../text/printable";
import { listed } from "../../text/words";
import type { AppSetting, AzureResource, Inventory } from "../input/inventory";
import { list, object, text } from "../output/code";
import type { Hosting } from "./hosting";
import type { Part } from "./part";

/**
 * The app settings: Key Vault references as they are, and the others by their names. Any of them may be a secret, so no
 * value is printed.
 */
export function settingsOf(app: AzureResource, { appSettings }: Inventory, hosting: Hosting): Part {
  if (!appSettings) {
    return {
      notes: [
        `No file has the app settings, and what the program does not name is removed. Add them with --from: az functionapp config appsettings list --resource-group <group> --name ${printable(app.name)} > settings.json`,
      ],
    };
  }
  const storageKeyInState = keepsKey(appSettings, hosting);
  const own = appSettings.filter(({ name }) => !isReservedSetting(name));
  const named = own.filter(({ name }) => isName(name, hosting));
  const references = named.filter(({ value }) => isKeyVaultReference(value));
  const others = named.filter((setting) => !references.includes(setting));
  const kept = hosting.isFlexConsumption && !storageKeyInState ? [] : others;
  return {
    properties: {
      ...(references.length > 0
        ? {
            appSettings: object(Object.fromEntries(references.map(({ name, value }) => [name, text(value)]))),
          }
        : {}),
      ...(storageKeyInState ? { storageKeyInState: { text: "true", imports: [] } } : {}),
    },
    adopt: kept.length > 0 ? { keptAppSettings: list(kept.map(({ name }) => text(name))) } : {},
    notes: [
      ...notKept(others.filter((setting) => !kept.includes(setting))),
      ...unfit(own.filter((setting) => !named.includes(setting))),
      ...reserved(appSettings.filter((setting) => !own.includes(setting))),
      ...keyNote(storageKeyInState),
    ],
  };
}

// The code is in a share that is reached with a key.
function keepsKey(settings: readonly AppSetting[], { hasContentShare }: Hosting): boolean {
  return (
    hasContentShare &&
    settings.some(({ name }) => name.toUpperCase() === "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING")
  );
}

// Linux has no colons in names of settings.
function isName(name: string, { isWindows }: Hosting): boolean {
  return isWindows ? /^[\w.:-]+$/.test(name) : /^[\w.-]+$/.test(name);
}

function isKeyVaultReference(value: string): boolean {
  return /^@Microsoft\.KeyVault\(/i.test(value);
}

function notKept(settings: readonly AppSetting[]): string[] {
  if (settings.length === 0) return [];
  return [
    `On Flex Consumption the settings pass through a deployment that shows them, so none is kept without being read: ${namesOf(settings)}. Write them in \`appSettings\`, secrets as Key Vault references; what is not written is removed.`,
  ];
}

function unfit(settings: readonly AppSetting[]): string[] {
  if (settings.length === 0) return [];
  return [`Settings with names that are no setting's here, which are removed: ${namesOf(settings)}.`];
}

function reserved(settings: readonly AppSetting[]): string[] {
  if (settings.length === 0) return [];
  return [
    `Settings of the host, its storage, its traces or its authentication, which the library or azurerm writes: ${namesOf(settings)}.`,
  ];
}

function keyNote(storageKeyInState: boolean): string[] {
  return storageKeyInState
    ? [
        "The code is in a share for which the host has a key of the storage account, so `storageKeyInState` is set. Deploy the code as a package, and leave it out.",
      ]
    : [
        "The storage account has no keys afterwards: whoever uses one, such as a tool or another app, cannot any more.",
      ];
}

function namesOf(settings: readonly AppSetting[]): string {
  return listed(settings.map(({ name }) => printable(name)));
}
