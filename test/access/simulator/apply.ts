import { createHash } from "node:crypto";
import type { StackJson } from "../stack-input";
import { Applied, type AppliedResource, type Values } from "./applied";

/** What Azure and Entra make of a stack: each attribute that a reference asks for gets a value of its own. */
export function applied(json: StackJson, tenantId: string): Applied {
  const resources = [...instances(json.resource, "managed"), ...instances(json.data, "data")];
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  for (const resource of resources)
    resource.values = {
      ...computed(resource, tenantId),
      ...resource.values,
      ...identityOf(resource, tenantId),
    };
  const resolve = (value: unknown): unknown => {
    if (typeof value === "string")
      return resolvedText(value, (address, path) => lookUp(byAddress, address, path, resolve));
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolve(one)]));
  };
  const found = resources.map((resource) => ({ ...resource, values: resolve(resource.values) }));
  const tenants = (json.provider?.azuread ?? []).flatMap((provider) => (provider as Values).tenant_id ?? []);
  return new Applied([...found, ...tenants.map(deployerOf)]);
}

type Mutable = { -readonly [name in keyof AppliedResource]: AppliedResource[name] };

function instances(types: StackJson["resource"], mode: AppliedResource["mode"]): Mutable[] {
  return Object.entries(types ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([name, values]) => ({
      address: `${mode === "data" ? "data." : ""}${type}.${name}`,
      mode,
      type,
      values,
    })),
  );
}

function deployerOf(tenant_id: string, place: number): AppliedResource {
  return {
    address: `data.azuread_client_config.provider${place}`,
    mode: "data",
    type: "azuread_client_config",
    values: { tenant_id },
  };
}

/** Attributes that the cloud gives. */
function computed({ address, type, values }: Mutable, tenantId: string): Values {
  const { name } = values as Values;
  const ids = { id: armId({ address, type, values }), object_id: idOf(`${address} object`) };
  return {
    ...ids,
    ...(/identity$|application$|service_principal$/.test(type) && { client_id: idOf(`${address} client`) }),
    ...(type.endsWith("identity") && { principal_id: idOf(`${address} principal`), tenant_id: tenantId }),
    ...(type.includes("function_app") && { default_hostname: `${name}.azurewebsites.net` }),
    ...(type === "azurerm_role_definition" && {
      role_definition_resource_id: `/providers/Microsoft.Authorization/roleDefinitions/${idOf(address)}`,
    }),
    ...(type.endsWith("client_config") && { tenant_id: tenantId }),
  };
}

/** The types of Azure Resource Manager of what roles are given on. */
const armTypes: Readonly<Record<string, string>> = {
  azurerm_linux_function_app: "Microsoft.Web/sites",
  azurerm_api_management: "Microsoft.ApiManagement/service",
  azurerm_storage_account: "Microsoft.Storage/storageAccounts",
  azurerm_user_assigned_identity: "Microsoft.ManagedIdentity/userAssignedIdentities",
};

/** What the id of a part begins with, and its type there. */
const partsOf: Readonly<Record<string, (values: Values) => string>> = {
  azurerm_linux_function_app_slot: ({ function_app_id, name }) => `${function_app_id}/slots/${name}`,
  azurerm_api_management_api: ({ api_management_name, name }) =>
    `${idIn("rg", "Microsoft.ApiManagement/service")}/${api_management_name}/apis/${name}`,
  azurerm_storage_container: ({ storage_account_id, name }) =>
    `${storage_account_id}/blobServices/default/containers/${name}`,
};

function idIn(group: string, type: string): string {
  return `/subscriptions/66666666-7777-4888-8999-aaaaaaaaaaaa/resourceGroups/${group}/providers/${type}`;
}

function armId({ address, type, values }: Pick<Mutable, "address" | "type" | "values">): string {
  const { name, resource_group_name: group = "rg" } = values as Values;
  if (type === "azurerm_resource_group") return idIn(name, "").replace(/\/providers\/$/, "");
  if (type === "azurerm_subscription") return "/subscriptions/66666666-7777-4888-8999-aaaaaaaaaaaa";
  if (partsOf[type]) return partsOf[type](values);
  return armTypes[type] ? `${idIn(group, armTypes[type])}/${name}` : `/id/${address}`;
}

function identityOf({ address, values }: Mutable, tenant_id: string): Values {
  const { identity } = values as Values;
  return identity && { identity: [{ ...identity, principal_id: idOf(`${address} principal`), tenant_id }] };
}

function idOf(seed: string): string {
  const hash = createHash("sha256").update(seed).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function resolvedText(text: string, valueAt: (address: string, path: string) => unknown): string {
  return text.replace(/(?<!\$)\$\{((?:data\.)?\w+\.\w+)\.([\w.[\]]+)\}/g, (_, address, path) =>
    String(valueAt(address, path)),
  );
}

function lookUp(
  all: ReadonlyMap<string, Mutable>,
  address: string,
  path: string,
  resolve: (value: unknown) => unknown,
): unknown {
  const steps = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  const found = steps.reduce<Values>((value, step) => value?.[step], all.get(address)?.values);
  return found === undefined ? `${address}.${path}` : resolve(found);
}
