import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ObjectValue } from "./values";

/** Where a test writes what is there before the first plan: a file in the folder in which Terraform runs. */
export const EXISTING_RESOURCES = "existing-resources.json";

/** Resources that are there, by type and id, each with the arguments that the provider would read. */
export type ExistingResources = { readonly [type: string]: { readonly [id: string]: ObjectValue } };

/** What the provider finds of a resource to import; nothing when there is none. */
export function existingResource(type: string, id: string): ObjectValue | undefined {
  const file = resolve(EXISTING_RESOURCES);
  if (!existsSync(file)) return undefined;
  const resources: ExistingResources = JSON.parse(readFileSync(file, "utf8"));
  return resources[type]?.[id];
}
