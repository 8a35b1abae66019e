import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { Construct } from "constructs";
import type { IHostStorage } from "./host-storage-props";

/** Which kinds of data beside blobs a Function's identity may work with in host storage. */
export interface StorageAccess {
  readonly storageQueues?: boolean;
  readonly storageTables?: boolean;
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
  principalId: string,
  { storageQueues, storageTables }: StorageAccess,
): RoleAssignment[] {
  const granted = [
    roles.blobs,
    ...(storageQueues ? [roles.queues] : []),
    ...(storageTables ? [roles.tables] : []),
  ];
  return granted.map(
    ({ id, name }) =>
      new RoleAssignment(scope, id, {
        scope: storage.id,
        roleDefinitionName: name,
        principalId,
        // Said, so that Azure does not look a new identity up in Entra before it is replicated there.
        principalType: "ServicePrincipal",
      }),
  );
}
