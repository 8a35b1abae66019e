import type { TerraformStack } from "cdktf";
import type { Block } from "./json-blocks";
import { resourceTitle } from "./terraform-json";
import { validationError } from "./validation";

type Resources = Readonly<Record<string, Readonly<Record<string, Block>>>>;

interface Identity {
  /** Arguments that no two resources have alike. */
  readonly arguments: readonly string[];
  /** The arguments that azurerm 5 has for them, where it has others. */
  readonly ofAzurerm5?: readonly string[];
  /** What several types have one name space for; the type alone unless it is given. */
  readonly kind?: string;
}

const inGroup = { arguments: ["name", "resource_group_name"] };
// Names that are part of a host name are given once in a cloud.
const functionApp = { arguments: ["name"], kind: "Function App" };
const functionAppSlot = { arguments: ["name", "function_app_id"], kind: "slot" };

/** What tells resources apart, by type: every type of which the library makes resources. */
export const identities: ReadonlyMap<string, Identity> = new Map<string, Identity>([
  [
    "azuread_app_role_assignment",
    { arguments: ["app_role_id", "principal_object_id", "resource_object_id"] },
  ],
  ["azuread_application", { arguments: ["display_name"] }],
  ["azuread_application_identifier_uri", { arguments: ["identifier_uri"] }],
  ["azuread_service_principal", { arguments: ["client_id"] }],
  ["azurerm_api_management", { arguments: ["name"] }],
  ["azurerm_api_management_api", ofService("name", "revision")],
  ["azurerm_api_management_api_diagnostic", ofService("identifier", "api_name")],
  ["azurerm_api_management_api_operation", ofService("operation_id", "api_name")],
  ["azurerm_api_management_api_operation_policy", ofService("operation_id", "api_name")],
  ["azurerm_api_management_api_operation_tag", { arguments: ["name", "api_operation_id"] }],
  ["azurerm_api_management_api_policy", ofService("api_name")],
  ["azurerm_api_management_api_version_set", ofService("name")],
  ["azurerm_api_management_backend", ofService("name")],
  ["azurerm_api_management_logger", ofService("name")],
  ["azurerm_api_management_named_value", ofService("name")],
  ["azurerm_api_management_product", ofService("product_id")],
  ["azurerm_api_management_product_api", ofService("product_id", "api_name")],
  ["azurerm_api_management_product_policy", ofService("product_id")],
  ["azurerm_application_insights", inGroup],
  ["azurerm_function_app_flex_consumption", functionApp],
  ["azurerm_linux_function_app", functionApp],
  ["azurerm_linux_function_app_slot", functionAppSlot],
  ["azurerm_log_analytics_saved_search", { arguments: ["log_analytics_workspace_id", "name"] }],
  ["azurerm_log_analytics_workspace", inGroup],
  ["azurerm_monitor_action_group", inGroup],
  ["azurerm_monitor_diagnostic_setting", { arguments: ["name", "target_resource_id"] }],
  ["azurerm_monitor_metric_alert", inGroup],
  ["azurerm_monitor_scheduled_query_rules_alert_v2", inGroup],
  ["azurerm_private_dns_zone", inGroup],
  [
    "azurerm_private_dns_zone_virtual_network_link",
    {
      arguments: ["name", "private_dns_zone_name", "resource_group_name"],
      ofAzurerm5: ["name", "private_dns_zone_id"],
    },
  ],
  ["azurerm_private_endpoint", inGroup],
  ["azurerm_resource_group", { arguments: ["name"] }],
  ["azurerm_resource_group_template_deployment", inGroup],
  ["azurerm_role_assignment", { arguments: ["role_definition_name", "scope", "principal_id"] }],
  ["azurerm_service_plan", inGroup],
  ["azurerm_storage_account", { arguments: ["name"] }],
  [
    "azurerm_storage_blob",
    {
      arguments: ["name", "storage_account_name", "storage_container_name"],
      ofAzurerm5: ["name", "storage_container_id"],
    },
  ],
  ["azurerm_storage_container", { arguments: ["name", "storage_account_id"] }],
  ["azurerm_user_assigned_identity", inGroup],
  ["azurerm_windows_function_app", functionApp],
  ["azurerm_windows_function_app_slot", functionAppSlot],
]);

function ofService(...names: string[]): Identity {
  return { arguments: [...names, "api_management_name", "resource_group_name"] };
}

/** A resource of a stack's JSON. */
interface Resource {
  readonly type: string;
  readonly name: string;
  readonly values: Block;
}

/**
 * Rejects two resources of a stack's JSON that are one in Azure: an apply would let one overwrite the other, or
 * fail half way.
 */
export function validateUniqueResources(_stack: TerraformStack, json: Block): string[] {
  const resources = (json.resource ?? {}) as Resources;
  const first = new Map<string, Resource>();
  return [...identities].flatMap(([type, identity]) =>
    Object.entries(resources[type] ?? {}).flatMap(([name, values]) => {
      const resource = { type, name, values };
      const key = keyOf(identity, resource, resources);
      const other = key === undefined ? undefined : first.get(key);
      if (key !== undefined && !other) first.set(key, resource);
      return other ? [sameError(identity, other, resource)] : [];
    }),
  );
}

function keyOf(identity: Identity, resource: Resource, resources: Resources): string | undefined {
  const { type, values } = resource;
  const names = namesOf(identity, resource);
  // What Azure chooses is nobody else's, and what is repeated has a name of its own for each repetition.
  if (names.some((name) => (values[name] ?? undefined) === undefined)) return undefined;
  if (values.count !== undefined || values.for_each !== undefined) return undefined;
  // Another provider may be another subscription or tenant.
  return JSON.stringify([
    identity.kind ?? type,
    values.provider ?? type.split("_", 1)[0],
    ...names.map((name) => comparable(values[name], resources)),
  ]);
}

function namesOf({ arguments: names, ofAzurerm5 }: Identity, { values }: Resource): readonly string[] {
  return ofAzurerm5?.every((name) => values[name] !== undefined) ? ofAzurerm5 : names;
}

// Azure compares names without regard to case; Terraform's addresses in references differ by it.
function comparable(value: unknown, resources: Resources): unknown {
  const text = known(String(value), resources);
  return text.includes("${") ? text : text.toLowerCase();
}

const reference = /^\$\{(\w+)\.([\w-]+)\.(\w+)\}$/;

/** A literal text instead of references to the argument that holds it. */
function known(text: string, resources: Resources, seen: readonly string[] = []): string {
  const [, type, name, argument] = reference.exec(text) ?? [];
  const target = resources[type]?.[name]?.[argument];
  return typeof target !== "string" || seen.includes(text) ? text : known(target, resources, [...seen, text]);
}

function sameError(identity: Identity, one: Resource, other: Resource): string {
  const names = namesOf(identity, one);
  const [main = ""] = names;
  const title = ({ type, name, values }: Resource) => resourceTitle(type, name, values);
  const given = [...new Set([one.values[main], other.values[main]])].map((value) => JSON.stringify(value));
  return validationError(
    `${title(one)} and ${title(other)} have the same \`${main}\`, ${given.join(" and ")}`,
    `Azure has one resource with the same ${names.join(", ")}`,
    `Give one of them another \`${main}\`, or make it once and hand it to both constructs`,
  );
}
