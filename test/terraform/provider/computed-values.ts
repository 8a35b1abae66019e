import { createHash } from "node:crypto";
import type { ArgumentFacts, Fields, ValueFacts } from "../facts/provider-facts";
import { isObject, type ObjectValue, Unknown, type Value } from "./values";

/** Gives every value that is still unknown a stable and plausible one: the same stack always gets the same. */
export function completeState(type: string, fields: Fields, planned: ObjectValue): ObjectValue {
  const subject = new Subject(type, planned);
  const state = completeFields(fields, planned, "", (argument, value, path) => {
    if (value instanceof Unknown) return subject.valueOf(path, argument);
    return argument.fields ? value : withoutUnknown(value);
  });
  return { ...state, ...identifiersByValue(type, state, subject) };
}

/** What a data source finds: its arguments as given, and a plausible value for everything it reads. */
export function readDataSource(type: string, fields: Fields, config: ObjectValue): ObjectValue {
  const subject = new Subject(type, { ...config, ...deployerOf(type) });
  return completeFields(fields, config, "", (argument, value, path) =>
    isAbsent(value) && argument.computed ? subject.valueOf(path, argument) : value,
  );
}

/** Whom a provider signs in as, as far as that changes what it reads. */
function deployerOf(type: string): ObjectValue {
  return type.endsWith("_client_config") ? { deployer: process.env.ARM_CLIENT_ID ?? "" } : {};
}

/** Gives the value that stands for one: the one found, or another. */
type Completion = (argument: ArgumentFacts, value: Value, path: string) => Value;

function completeFields(
  fields: Fields,
  value: ObjectValue,
  prefix: string,
  complete: Completion,
): ObjectValue {
  const completed = Object.entries(fields).map(([name, argument]) => {
    const path = `${prefix}${name}`;
    return [name, completeItems(argument, complete(argument, value[name] ?? null, path), path, complete)];
  });
  return Object.fromEntries(completed);
}

function completeItems(argument: ArgumentFacts, value: Value, path: string, complete: Completion): Value {
  const { fields } = argument;
  if (!fields) return value;
  if (isObject(value)) return completeFields(fields, value, `${path}.`, complete);
  if (!Array.isArray(value)) return value;
  return value.map((item, index) =>
    isObject(item) ? completeFields(fields, item, `${path}[${index}].`, complete) : item,
  );
}

function isAbsent(value: Value): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

// A service principal lists the roles of the application it stands for, which this process created before it.
const applications = new Map<Value | undefined, ObjectValue>();

/** `app_role_ids` and its kin name the identifiers of the roles and scopes that the application declares. */
function identifiersByValue(type: string, state: ObjectValue, subject: Subject): ObjectValue {
  if (type === "azuread_service_principal") return applications.get(state.client_id) ?? {};
  if (type !== "azuread_application") return {};
  const [api] = Array.isArray(state.api) ? state.api : [];
  const found = {
    app_role_ids: byValue(state.app_role, subject),
    oauth2_permission_scope_ids: byValue(isObject(api) ? api.oauth2_permission_scope : [], subject),
  };
  applications.set(state.client_id, found);
  return found;
}

function byValue(items: Value | undefined, subject: Subject): ObjectValue {
  const entries = (Array.isArray(items) ? items : [])
    .filter(isObject)
    .filter(({ value }) => typeof value === "string" && value !== "")
    .map(({ value, id }) => [String(value), id ?? subject.guid(`role/${value}`)] as const);
  return Object.fromEntries(entries);
}

/** What Azure leaves empty where the stack does not say it: an API without a version is in no set of versions. */
const leftEmpty = new Set([
  "azurerm_api_management_api.version",
  "azurerm_api_management_api.version_set_id",
]);

/** A resource or data source for which values are invented. */
class Subject {
  private readonly seed: string;
  private readonly name: string;

  constructor(
    private readonly type: string,
    private readonly given: ObjectValue,
  ) {
    this.seed = `${type}:${JSON.stringify(given)}`;
    this.name =
      [given.name, given.display_name].find((name) => typeof name === "string") ?? this.hash("").slice(0, 8);
  }

  valueOf(path: string, argument: ArgumentFacts): Value {
    const { type, elem, fields } = argument;
    if (fields) return [this.object(path, fields)];
    if (type === "Map") return {};
    return elem ? [this.plainValue(`${path}[0]`, elem)] : this.plainValue(path, argument);
  }

  guid(path: string): string {
    const digits = this.hash(path);
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      `8${digits.slice(17, 20)}`,
      digits.slice(20, 32),
    ].join("-");
  }

  private object(path: string, fields: Fields): Value {
    return Object.fromEntries(
      Object.entries(fields).map(([name, argument]) => [name, this.valueOf(`${path}.${name}`, argument)]),
    );
  }

  private plainValue(path: string, { type, allowed, min, accepts }: ValueFacts): Value {
    const [first] = allowed ?? [];
    if (type === "Bool") return false;
    if (type === "Int" || type === "Float") return first === undefined ? (min ?? 1) : Number(first);
    return first ?? (accepts?.join() === "guid" ? this.guid(path) : this.text(path));
  }

  private text(path: string): string {
    if (leftEmpty.has(`${this.type}.${path}`)) return "";
    const attribute = path.replace(/\[\d+\]/g, "").replace(/^.*\./, "");
    if (path === "id") return this.identifier();
    if (attribute === "tenant_id") return process.env.ARM_TENANT_ID ?? TENANT;
    if (attribute === "subscription_id") return process.env.ARM_SUBSCRIPTION_ID ?? SUBSCRIPTION;
    if (attribute === "location") return "westeurope";
    if (DIRECTORY_IDENTIFIER.test(attribute)) return this.guid(path);
    if (/(^|_)ids?$/.test(attribute))
      return this.resourceId(attribute.replace(/_ids?$/, ""), this.hash(path).slice(0, 8));
    return (
      this.address(attribute) ?? this.secret(attribute, path) ?? `${attribute}-${this.hash(path).slice(0, 8)}`
    );
  }

  private address(attribute: string): string | undefined {
    const label = this.name.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
    if (/host_?name|fqdn|(^|_)domain(_name)?$|_host$/.test(attribute)) return `${label}.${this.zone()}`;
    const service = /^(?:primary|secondary)_(blob|dfs|file|queue|table)_endpoint$/.exec(attribute)?.[1];
    if (service) return `https://${label}.${service}.core.windows.net/`;
    if (/(^|_)(url|uri|endpoint)$/.test(attribute)) return `https://${label}.${this.zone()}`;
    if (/ip_address(es|_list)?$/.test(attribute)) return "192.0.2.10";
    if (/(date|time|_at|_on)$/.test(attribute)) return "2025-01-01T00:00:00Z";
    return undefined;
  }

  private zone(): string {
    if (/function_app|web_app/.test(this.type)) return "azurewebsites.net";
    if (this.type === "azurerm_api_management") return "azure-api.net";
    return "stand-in.example";
  }

  private secret(attribute: string, path: string): string | undefined {
    if (/connection_string$/.test(attribute)) {
      const key = this.guid(`${path}/key`);
      return `InstrumentationKey=${key};IngestionEndpoint=https://westeurope.stand-in.example/`;
    }
    if (attribute === "instrumentation_key") return this.guid(path);
    if (/thumbprint$/.test(attribute)) return this.hash(path).slice(0, 40).toUpperCase();
    if (/(^|_)(key|password|secret)$/.test(attribute)) return Buffer.from(this.hash(path)).toString("base64");
    return undefined;
  }

  private identifier(): string {
    const part = this.partIdentifier();
    if (part) return part;
    if (this.type === "azuread_application") return `/applications/${this.guid("object_id")}`;
    if (this.type === "azuread_service_principal") return `/servicePrincipals/${this.guid("object_id")}`;
    if (this.type.startsWith("azuread_")) return this.guid("id");
    return this.resourceId(this.type.replace(/^azurerm_/, ""), this.name);
  }

  /** What is in something else has an id that goes on from there. */
  private partIdentifier(): string | undefined {
    const { api_management_name: gateway, function_app_id: app } = this.given;
    if (/function_app_slot$/.test(this.type) && typeof app === "string") return `${app}/slots/${this.name}`;
    if (this.type !== "azurerm_api_management_api" || typeof gateway !== "string") return undefined;
    return `${this.resourceId("api_management", gateway)}/apis/${this.name}`;
  }

  private resourceId(kind: string, name: string): string {
    if (this.type === "azurerm_resource_group")
      return `/subscriptions/${SUBSCRIPTION}/resourceGroups/${name}`;
    const group = this.given.resource_group_name;
    const scope = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${typeof group === "string" ? group : "stand-in"}`;
    return `${scope}/providers/${RESOURCE_TYPES[kind] ?? `StandIn.Resources/${kind}`}/${name}`;
  }

  private hash(path: string): string {
    return createHash("sha256").update(`${this.seed}#${path}`).digest("hex");
  }
}

const TENANT = "11111111-2222-4333-8444-555555555555";
const SUBSCRIPTION = "66666666-7777-4888-8999-aaaaaaaaaaaa";
const DIRECTORY_IDENTIFIER =
  /(^|_)(client|principal|object|application|app|role|scope|account_object)_id$|guid$/;

// Names as Azure Resource Manager spells them, where a stack is likely to show the id.
const RESOURCE_TYPES: { [kind: string]: string } = {
  api_management: "Microsoft.ApiManagement/service",
  application_insights: "Microsoft.Insights/components",
  function_app_flex_consumption: "Microsoft.Web/sites",
  linux_function_app: "Microsoft.Web/sites",
  log_analytics_workspace: "Microsoft.OperationalInsights/workspaces",
  service_plan: "Microsoft.Web/serverFarms",
  storage_account: "Microsoft.Storage/storageAccounts",
  user_assigned_identity: "Microsoft.ManagedIdentity/userAssignedIdentities",
  virtual_network: "Microsoft.Network/virtualNetworks",
  windows_function_app: "Microsoft.Web/sites",
};

/** An argument that refers to something unknown is filled by Terraform before apply; what is left over becomes null. */
function withoutUnknown(value: Value): Value {
  if (value instanceof Unknown) return null;
  if (Array.isArray(value)) return value.map(withoutUnknown);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutUnknown(item)]));
}
