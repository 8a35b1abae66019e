import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { Construct, IConstruct } from "constructs";
import { identityKey } from "../gateway/identity-key";
import type { IUserAssignedIdentity } from "../gateway/user-assigned-identity-interface";
import type { IHostStorage } from "./host-storage-props";
import { storageKey } from "./storage-key";

/** Which kinds of data beside blobs a Function's identity may work with in host storage. */
export interface StorageAccess {
  readonly storageQueues?: boolean;
  readonly storageTables?: boolean;
}

/** Whose identity reaches host storage. Only a user-assigned one can be of several Functions. */
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

/** Lets a Function's identity work with its host storage. */
export function grantStorage(
  scope: Construct,
  storage: IHostStorage,
  user: StorageUser,
  { storageQueues, storageTables }: StorageAccess,
): RoleAssignment[] {
  const granted: Role[] = [
    roles.blobs,
    ...(storageQueues ? [roles.queues] : []),
    ...(storageTables ? [roles.tables] : []),
  ];
  return granted.map((role) => sharedOrNew(scope, storage, user, role));
}

interface Grant {
  readonly storage: unknown;
  readonly identity: unknown;
  readonly role: Role;
  readonly assignment: RoleAssignment;
}

const grants = new WeakMap<IConstruct, Grant[]>();

/** Azure refuses the same assignment twice, so Functions that share identity and account share it too. */
function sharedOrNew(scope: Construct, storage: IHostStorage, user: StorageUser, role: Role): RoleAssignment {
  if (!user.userAssignedIdentity) return newAssignment(scope, storage, user, role);
  const known = grants.get(scope.node.root) ?? [];
  grants.set(scope.node.root, known);
  const wanted = { storage: storageKey(storage), identity: identityKey(user.userAssignedIdentity), role };
  const same = known.find(
    (grant) => grant.storage === wanted.storage && grant.identity === wanted.identity && grant.role === role,
  );
  if (same) return same.assignment;
  const assignment = newAssignment(scope, storage, user, role);
  known.push({ ...wanted, assignment });
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
    // Said, so that Azure does not look a new identity up in Entra before it is replicated there.
    principalType: "ServicePrincipal",
  });
}
