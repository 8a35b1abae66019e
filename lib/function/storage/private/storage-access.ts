import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { dependable, type TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import { identityKey } from "../../../identity/identity-key";
import type { IUserAssignedIdentity } from "../../../identity/managed-identity";
import { providerIn } from "../../../support/providers";
import { appRegistry, isInTree } from "../../../support/registry";
import type { IHostStorage } from "../host-storage-props";

/** Identifies a storage account: its id, or the object while the id is a reference. */
export function storageKey(storage: IHostStorage): unknown {
  return Token.isUnresolved(storage.id) ? storage : storage.id.toLowerCase();
}

/** The kinds of data, besides blobs, to which a Function's identity gets access. */
export interface StorageAccess {
  readonly storageQueues?: boolean;
  readonly storageTables?: boolean;
  /** What has to exist before the identity can read the storage account. */
  readonly grantedAfter?: readonly TerraformResource[];
}

/** The identity that accesses host storage. Only a user-assigned one can belong to several Functions. */
export interface StorageUser {
  readonly principalId: string;
  readonly userAssignedIdentity?: IUserAssignedIdentity;
}

interface Role {
  readonly id: string;
  readonly name: string;
}

// The roles that Microsoft's "Connecting to host storage with an identity" names.
const roles = {
  blobs: { id: "blob-owner", name: "Storage Blob Data Owner" },
  queues: { id: "queue-contributor", name: "Storage Queue Data Contributor" },
  tables: { id: "table-contributor", name: "Storage Table Data Contributor" },
};

/** Assigns a Function's identity the roles that it needs in host storage. */
export function grantStorage(
  scope: Construct,
  storage: IHostStorage,
  user: StorageUser,
  { storageQueues, storageTables, grantedAfter }: StorageAccess,
): RoleAssignment[] {
  const granted: Role[] = [
    roles.blobs,
    ...(storageQueues ? [roles.queues] : []),
    ...(storageTables ? [roles.tables] : []),
  ];
  const assignments = granted.map((role) => sharedOrNew(scope, storage, user, role));
  for (const assignment of assignments.filter(({ node }) => node.scope === scope)) {
    assignment.dependsOn = grantedAfter?.map(dependable);
  }
  return assignments;
}

interface Grant {
  readonly identity: unknown;
  readonly role: Role;
  readonly assignment: RoleAssignment;
}

/** Azure rejects a second equal assignment, so Functions that share identity and storage account share it too. */
function sharedOrNew(scope: Construct, storage: IHostStorage, user: StorageUser, role: Role): RoleAssignment {
  if (!user.userAssignedIdentity) return newAssignment(scope, storage, user, role);
  const accounts = appRegistry<Grant[]>(scope, "roles of shared identities by storage account");
  const grants = accounts.get(storageKey(storage)) ?? [];
  accounts.set(storageKey(storage), grants);
  const identity = identityKey(user.userAssignedIdentity);
  const same = grants.find(
    (grant) => grant.identity === identity && grant.role === role && isInTree(grant.assignment),
  );
  if (same) return same.assignment;
  const assignment = newAssignment(scope, storage, user, role);
  grants.push({ identity, role, assignment });
  return assignment;
}

function newAssignment(
  scope: Construct,
  storage: IHostStorage,
  { principalId }: StorageUser,
  { id, name }: Role,
): RoleAssignment {
  return new RoleAssignment(scope, id, {
    scope: storage.id,
    roleDefinitionName: name,
    principalId,
    // With the type, Azure does not look the identity up in Entra, where a new one may not be replicated yet.
    principalType: "ServicePrincipal",
    provider: providerIn(scope, storage.provider),
  });
}
