import type { AppSetting, AzureResource, Inventory } from "../input/inventory";
import { text } from "../output/code";
import { missing, onlyOne } from "./choice";
import type { Part } from "./part";

const TYPE = "microsoft.storage/storageaccounts";

/** The storage account of the Function's host. */
export function storageOf(inventory: Inventory): Part {
  const name = accountNameIn(inventory.appSettings ?? []);
  const account = name === undefined ? onlyOne(inventory, TYPE) : accountNamed(inventory, name);
  if (!account) {
    throw missing(
      "which storage account the Function's host has",
      name === undefined
        ? "az functionapp config appsettings list --resource-group <group> --name <name>"
        : `az storage account show --name ${name}`,
    );
  }
  return { adopt: { storageAccount: text(account.id) } };
}

function accountNamed({ resources }: Inventory, name: string): AzureResource | undefined {
  return resources.find((one) => one.type === TYPE && one.name.toLowerCase() === name.toLowerCase());
}

/** The account's name alone is read of a connection string, whose key is nobody's to print. */
function accountNameIn(settings: readonly AppSetting[]): string | undefined {
  const settingNamed = (wanted: string) =>
    settings.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())?.value;
  const [, fromText] =
    /(?:^|;)\s*AccountName=([a-z0-9]{3,24})(?:;|$)/i.exec(settingNamed("AzureWebJobsStorage") ?? "") ?? [];
  const given = fromText ?? settingNamed("AzureWebJobsStorage__accountName");
  return given !== undefined && /^[a-z0-9]{3,24}$/i.test(given) ? given : undefined;
}
