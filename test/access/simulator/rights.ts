import { type Applied, type AppliedResource, list, same, type Values } from "./applied";
import type { Questions } from "./worlds";

/** What somebody tries at Azure Resource Manager or at the data of a storage account. */
export interface Attempt {
  readonly action: string;
  /** The id of what it is done to. */
  readonly on: string;
  readonly isData?: boolean;
  /** What has to be so for it to help. */
  readonly ifSo?: string;
}

interface Permission {
  readonly actions?: readonly string[];
  readonly not_actions?: readonly string[];
  readonly data_actions?: readonly string[];
  readonly not_data_actions?: readonly string[];
}

const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

/** A few of the built-in roles. */
const builtIn: Readonly<Record<string, Permission>> = {
  Owner: { actions: ["*"] },
  Contributor: { actions: ["*"], not_actions: ["Microsoft.Authorization/*/Write"] },
  "User Access Administrator": { actions: ["Microsoft.Authorization/*"] },
  "Role Based Access Control Administrator": { actions: ["Microsoft.Authorization/roleAssignments/write"] },
  Reader: { actions: ["*/read"] },
  "Website Contributor": { actions: ["Microsoft.Web/sites/*"] },
  "Managed Identity Operator": {
    actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"],
  },
  "Managed Identity Contributor": {
    actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write"],
  },
  "API Management Service Contributor": { actions: ["Microsoft.ApiManagement/service/*"] },
  "API Management Service Reader Role": { actions: ["Microsoft.ApiManagement/service/*/read"] },
  "Storage Account Contributor": { actions: ["Microsoft.Storage/storageAccounts/*"] },
  "Storage Account Key Operator Service Role": {
    actions: ["Microsoft.Storage/storageAccounts/listkeys/action"],
  },
  "Storage Blob Data Owner": { data_actions: [`${blobs}/*`] },
  "Storage Blob Data Contributor": { data_actions: [`${blobs}/write`, `${blobs}/read`] },
  "Storage Blob Data Reader": { data_actions: [`${blobs}/read`] },
  "Key Vault Secrets User": { data_actions: ["Microsoft.KeyVault/vaults/secrets/getSecret/action"] },
};

const idsOfBuiltIn: Readonly<Record<string, string>> = {
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
  "b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
  "de139f84-1756-47ae-9be6-808fbbe84772": "Website Contributor",
  "f1a07417-d97a-45cb-824c-7a7467783830": "Managed Identity Operator",
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe": "Storage Blob Data Contributor",
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": "Reader",
};

export function roleAssignmentsOf(applied: Applied): readonly AppliedResource[] {
  const types = ["role_assignment", "pim_active_role_assignment", "pim_eligible_role_assignment"];
  return types.flatMap((type) => applied.made(`azurerm_${type}`));
}

/** Whether a role assignment lets one of some things be tried with success. */
export function lets(
  applied: Applied,
  { address, values }: AppliedResource,
  attempts: readonly Attempt[],
  questions: Questions,
): boolean {
  const permissions = permissionsOf(applied, values);
  const may = ({ action, on, isData }: Attempt): boolean => {
    if (!isWithin(on, values.scope)) return false;
    if (!permissions) return questions.unknown(`the role of ${address} allows ${action}`);
    return (
      permissions.some((one) => allows(one, action, isData === true)) &&
      !isForbidden(values, action, questions)
    );
  };
  return attempts.some((attempt) => {
    const assigns = { action: "Microsoft.Authorization/roleAssignments/write", on: attempt.on };
    const isDone = may(attempt) || may(assigns);
    return isDone && (attempt.ifSo === undefined || questions.unknown(attempt.ifSo));
  });
}

/** Whether a condition forbids an action, which is not worked out. */
function isForbidden({ condition }: Values, action: string, questions: Questions): boolean {
  if (!condition) return false;
  const isNamed = !condition.includes("ActionMatches") || condition.includes(action.replace(/\/[^/]*$/, ""));
  return isNamed && !questions.unknown(`the condition ${condition} allows ${action}`);
}

function permissionsOf(applied: Applied, values: Values): readonly Permission[] | undefined {
  const guid = String(values.role_definition_id ?? "")
    .split("|")[0]
    .split("/")
    .pop();
  const definition = applied.known("azurerm_role_definition").find((one) => {
    const ids = [one.values.role_definition_resource_id, one.values.role_definition_id, one.values.id];
    const guids = ids.map((id) =>
      String(id ?? "")
        .split("|")[0]
        .split("/")
        .pop(),
    );
    return (guid && guids.some((id) => same(id, guid))) || same(one.values.name, values.role_definition_name);
  });
  if (definition) return list(definition.values, "permissions");
  const name = idsOfBuiltIn[guid ?? ""] ?? values.role_definition_name;
  return builtIn[name] && [builtIn[name]];
}

function allows(permission: Permission, action: string, isData: boolean): boolean {
  const [yes, no] = isData
    ? [permission.data_actions, permission.not_data_actions]
    : [permission.actions, permission.not_actions];
  return (yes ?? []).some((pattern) => fits(pattern, action)) && !(no ?? []).some((one) => fits(one, action));
}

/** Whether an action fits a pattern: from its start, and from its end, around each `*`. */
function fits(pattern: string, action: string): boolean {
  const [start, ...rest] = pattern.toLowerCase().split("*");
  const text = action.toLowerCase();
  if (rest.length === 0) return start === text;
  if (!text.startsWith(start)) return false;
  return fitsAfter(rest, text.slice(start.length));
}

function fitsAfter([next, ...rest]: readonly string[], text: string): boolean {
  if (rest.length === 0) return text.endsWith(next);
  const places = [...text].map((_, place) => place).filter((place) => text.startsWith(next, place));
  return places.some((place) => fitsAfter(rest, text.slice(place + next.length)));
}

/** Whether a resource is what a scope is the id of, or in it. */
function isWithin(id: string, scope: unknown): boolean {
  const [inner, outer] = [id, String(scope ?? "")].map((one) => one.toLowerCase().replace(/\/$/, ""));
  if (outer.startsWith("/providers/microsoft.management/")) return true;
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** What makes somebody the one who decides which code a site runs. */
export function deployments(site: AppliedResource): readonly Attempt[] {
  return webAttempts(site, [
    "write",
    "config/write",
    "publish/action",
    "sourcecontrols/write",
    "extensions/write",
    "functions/write",
    "hostruntime/host/action",
    "restorefrombackupblob/action",
  ]);
}

export function passwordReads(site: AppliedResource): readonly Attempt[] {
  return webAttempts(site, ["publishxml/action", "config/list/action"]);
}

export function functionKeyReads(site: AppliedResource): readonly Attempt[] {
  const own = ["host/listkeys", "functions/listkeys", "functions/listsecrets"].map((one) => `${one}/action`);
  return webAttempts(site, [...own, "host/functionkeys/write", "functions/keys/write"]);
}

function webAttempts({ type, values }: AppliedResource, actions: readonly string[]): Attempt[] {
  const prefix = type.endsWith("_slot") ? "Microsoft.Web/sites/slots" : "Microsoft.Web/sites";
  return actions.map((action) => ({ action: `${prefix}/${action}`, on: values.id }));
}

/** What makes somebody a user-assigned identity. */
export function becomingIdentity({ values }: AppliedResource): readonly Attempt[] {
  const prefix = "Microsoft.ManagedIdentity/userAssignedIdentities";
  return ["assign/action", "any/assign/action", "federatedIdentityCredentials/write"].map((action) => ({
    action: `${prefix}/${action}`,
    on: values.id,
  }));
}

/** What makes somebody write the policies of a gateway. */
export function policyWrites(applied: Applied, gateway: AppliedResource): readonly Attempt[] {
  const prefix = "Microsoft.ApiManagement/service";
  const { id, name } = gateway.values;
  const parts = (type: string) =>
    applied
      .made(`azurerm_api_management_${type}`)
      .filter((one) => same(one.values.api_management_name, name));
  const on = (type: string, action: string, ifSo?: string): Attempt[] =>
    parts(type).map((one) => ({ action: `${prefix}/${action}`, on: one.values.id, ...(ifSo && { ifSo }) }));
  const isUsed = "a policy with the token uses what is written";
  return [
    { action: `${prefix}/policies/write`, on: id },
    { action: `${prefix}/restore/action`, on: id },
    { action: `${prefix}/apis/policies/write`, on: `${id}/apis/any` },
    { action: `${prefix}/apis/operations/policies/write`, on: `${id}/apis/any` },
    { action: `${prefix}/products/policies/write`, on: `${id}/products/any` },
    ...on("api", "apis/policies/write"),
    ...on("api", "apis/operations/policies/write"),
    ...on("api_operation", "apis/operations/policies/write"),
    ...on("product", "products/policies/write"),
    ...["policyFragments", "namedValues", "backends", "apis"].map((part) => ({
      action: `${prefix}/${part}/write`,
      on: `${id}/${part}/any`,
      ifSo: isUsed,
    })),
    ...on("api", "apis/write", isUsed),
    ...on("backend", "backends/write", isUsed),
    ...on("named_value", "namedValues/write", isUsed),
  ];
}

export function subscriptionKeyReads({ values }: AppliedResource): readonly Attempt[] {
  return ["listSecrets/action", "write"].map((action) => ({
    action: `Microsoft.ApiManagement/service/subscriptions/${action}`,
    on: values.id,
  }));
}

/** What makes somebody replace what the host of a site keeps in its storage account. */
export function storageWrites({ values }: AppliedResource, host: AppliedResource): readonly Attempt[] {
  const container = (name: string) => `${values.id}/blobServices/default/containers/${name}`;
  const endpoint = String(host.values.storage_container_endpoint ?? "")
    .split("/")
    .pop();
  const data = { action: `${blobs}/write`, isData: true };
  return [
    { ...data, on: `${container("any")}/blobs/any` },
    ...["azure-webjobs-secrets", ...(endpoint ? [endpoint] : [])].map((name) => ({
      ...data,
      on: `${container(name)}/blobs/any`,
    })),
  ];
}

export function storageKeyReads({ values }: AppliedResource): readonly Attempt[] {
  return ["listKeys", "regeneratekey", "listAccountSas", "listServiceSas"].map((action) => ({
    action: `Microsoft.Storage/storageAccounts/${action}/action`,
    on: values.id,
  }));
}

export function storageAccountWrite({ values }: AppliedResource): readonly Attempt[] {
  return [{ action: "Microsoft.Storage/storageAccounts/write", on: values.id }];
}
