import { installedProvider } from "./facts/facts-files";

type Json = { [name: string]: unknown };

/**
 * A stack of a resource group, and of what a test adds or puts in its place, as `cdk.tf.json`.
 *
 * @param azurerm its version; that of the bindings by default
 */
export function smallStack(
  resources: Json,
  more: Json = {},
  azurerm = installedProvider("azurerm").version,
): string {
  return JSON.stringify({
    terraform: {
      required_providers: {
        azurerm: { source: "hashicorp/azurerm", version: azurerm },
        azuread: { source: "hashicorp/azuread" },
      },
    },
    provider: { azurerm: [{ features: [{}] }], azuread: [{}] },
    resource: { azurerm_resource_group: { group: RESOURCE_GROUP }, ...resources },
    ...more,
  });
}

export const RESOURCE_GROUP = { name: "group", location: "westeurope" };

/** A Function App with keyless storage, and what a test adds. */
export function functionApp(more: Json, id = "app"): { azurerm_linux_function_app: Json } {
  return {
    azurerm_linux_function_app: {
      [id]: {
        name: id,
        location: "westeurope",
        resource_group_name: "${azurerm_resource_group.group.name}",
        service_plan_id: "/subscriptions/s/resourceGroups/group/providers/Microsoft.Web/serverFarms/plan",
        storage_account_name: "stapp",
        storage_uses_managed_identity: true,
        ...more,
      },
    },
  };
}
