/** What somebody can do to a Function, its gateway or its identity, as far as it opens a way to the Function. */
export type Ability =
  | "deploy-code" // replace the code of a site, or turn its authentication off
  | "read-publishing-password"
  | "read-function-keys"
  | "become-identity" // attach an identity to a resource, or add a federated credential to it
  | "write-policies" // of a gateway
  | "read-subscription-keys"
  | "turn-storage-keys-on" // and read them
  | "read-storage-keys"
  | "write-blobs"
  | "write-files";

/** Actions of Azure that, all together, are enough. */
export interface Alternative {
  readonly actions: readonly string[];
  /** Whether they are of the data plane. */
  readonly isData?: true;
  /** Why they may not be enough. */
  readonly doubt?: string;
}

/** Whoever may do this on something gives himself every other right on it. */
export const assignRoles = "Microsoft.Authorization/roleAssignments/write";

const site = (...actions: readonly string[]): Alternative => ({
  actions: actions.map((action) => `Microsoft.Web/sites/${action}`),
});
const gateway = (action: string, doubt?: string): Alternative => ({
  actions: [`Microsoft.ApiManagement/service/${action}`],
  ...(doubt !== undefined && { doubt }),
});
const storage = (...actions: readonly string[]): Alternative => ({
  actions: actions.map((action) => `Microsoft.Storage/storageAccounts/${action}`),
});
const storageData = (action: string): Alternative => ({ ...storage(action), isData: true });

const passwordOn = [
  "basicPublishingCredentialsPolicies/write",
  "basicPublishingCredentialsPolicies/scm/write",
];
const passwordReads = ["publishxml/action", "config/list/action"];
const isUsed = "whether a policy that asks for the token uses what it may write is not known";
const ofWorkspace = "whether policies of a workspace can ask for the gateway's token is not known";

/**
 * The actions of Azure that each takes. Compared with
 * https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations on 2026-11-29.
 */
export const abilities: Readonly<Record<Ability, readonly Alternative[]>> = {
  "deploy-code": [
    site("write"),
    site("config/write"),
    site("publish/action"),
    site("sourcecontrols/write"),
    site("extensions/write"),
    site("functions/write"),
    site("hostruntime/host/action"),
    site("restorefrombackupblob/action"),
    ...passwordOn.flatMap((on) => passwordReads.map((read) => site(on, read))),
  ],
  "read-publishing-password": passwordReads.map((read) => site(read)),
  "read-function-keys": [
    site("host/listkeys/action"),
    site("host/functionkeys/write"),
    site("functions/listkeys/action"),
    site("functions/listsecrets/action"),
    site("functions/keys/write"),
  ],
  "become-identity": [
    { actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"] },
    // As the role Managed Identity Operator writes it.
    { actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"] },
    { actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write"] },
  ],
  "write-policies": [
    gateway("policies/write"),
    gateway("apis/policies/write"),
    gateway("apis/operations/policies/write"),
    gateway("products/policies/write"),
    gateway("restore/action"),
    gateway("policyFragments/write", isUsed),
    gateway("namedValues/write", isUsed),
    gateway("backends/write", isUsed),
    gateway("apis/write", isUsed),
    gateway("workspaces/policies/write", ofWorkspace),
    gateway("workspaces/apis/policies/write", ofWorkspace),
    gateway("workspaces/apis/operations/policies/write", ofWorkspace),
    gateway("workspaces/products/policies/write", ofWorkspace),
  ],
  "read-subscription-keys": [gateway("subscriptions/listSecrets/action"), gateway("subscriptions/write")],
  "turn-storage-keys-on": [storage("write", "listKeys/action"), storage("write", "regeneratekey/action")],
  "read-storage-keys": [
    storage("listKeys/action"),
    storage("regeneratekey/action"),
    storage("listAccountSas/action"),
    storage("listServiceSas/action"),
  ],
  "write-blobs": [
    storageData("blobServices/containers/blobs/write"),
    storageData("blobServices/containers/blobs/add/action"),
  ],
  "write-files": [storageData("fileServices/fileshares/files/write")],
};
