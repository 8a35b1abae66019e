import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ProviderName } from "./facts-files";

const REPOSITORY = resolve(__dirname, "../../..");

/** The Terraform types of a provider that sources import, each list sorted. */
export interface UsedTypes {
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
}

/** What the library never makes, and only stacks that hands wrote have: the access review is tested with them. */
export const handWrittenTypes: Readonly<Record<ProviderName, readonly string[]>> = {
  azuread: ["azuread_application_password"],
  azurerm: [
    "azurerm_api_management_policy",
    "azurerm_api_management_subscription",
    "azurerm_federated_identity_credential",
    "azurerm_role_definition",
  ],
};

/** Reads from the sources which bindings are imported: `…/provider-azurerm/lib/data-azurerm-subnet`. */
export function usedTypes(name: ProviderName, sources = ["lib", "examples"]): UsedTypes {
  const folders = new Set(sources.flatMap(sourceFiles).flatMap((file) => importedFolders(file, name)));
  folders.delete("provider");
  const data = `data-${name}-`;
  const type = (folder: string) => `${name}_${folder.replaceAll("-", "_")}`;
  const all = [...folders].sort();
  return {
    resources: all.filter((folder) => !folder.startsWith(data)).map(type),
    dataSources: all
      .filter((folder) => folder.startsWith(data))
      .map((folder) => type(folder.slice(data.length))),
  };
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(REPOSITORY, folder, file));
}

function importedFolders(file: string, name: ProviderName): string[] {
  const pattern = new RegExp(`"@cdktf/provider-${name}/lib/([a-z0-9-]+)"`, "g");
  return [...readFileSync(file, "utf8").matchAll(pattern)].map(([, folder = ""]) => folder);
}
