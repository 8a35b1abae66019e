import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inWorkspace, type Terraform } from "./workspace";

/** The files of a configuration in HCL, by their paths. */
export type HclFiles = Readonly<Record<string, string>>;

/** Gives the folder of a configuration that a hand wrote, with the stand-in, and removes it afterwards. */
export async function inHclStack<T>(
  files: HclFiles,
  use: (terraform: Terraform, write: (files: HclFiles) => void, folder: string) => Promise<T>,
): Promise<T> {
  return inWorkspace({}, (workspace) => {
    const { terraform, folder } = workspace.add("stack");
    const write = (changed: HclFiles) => {
      for (const [path, text] of Object.entries(changed)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    };
    write(files);
    return use(terraform, write, folder);
  });
}

/** What each module that uses the providers has to say. */
export const REQUIRED_PROVIDERS = `
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
    azuread = { source = "hashicorp/azuread" }
  }
}
`;

/** The beginning of a root module. */
export const PROVIDERS = `${REQUIRED_PROVIDERS}
provider "azurerm" {
  features {}
}
provider "azuread" {}
`;
