import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { Construct } from "constructs";
import { terraformTexts } from "../support/terraform-text";

export interface HostStorageProps {
  readonly name: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags?: { [name: string]: string };
}

/** A kind of data in host storage that a Function's identity may work with. */
export type HostStorageAccess = "blobs" | "queues" | "tables";

// The roles that Microsoft's "Connecting to host storage with an identity" names.
const roles: Record<HostStorageAccess, { readonly id: string; readonly name: string }> = {
  blobs: { id: "blob-owner", name: "Storage Blob Data Owner" },
  queues: { id: "queue-contributor", name: "Storage Queue Data Contributor" },
  tables: { id: "table-contributor", name: "Storage Table Data Contributor" },
};

/** The storage account that the Functions host keeps its own state in. It has no keys (rule 30). */
export class HostStorage extends Construct {
  public readonly account: StorageAccount;

  constructor(scope: Construct, id: string, props: HostStorageProps) {
    super(scope, id);
    this.account = new StorageAccount(this, "account", {
      name: props.name,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      accountKind: "StorageV2",
      accountTier: "Standard",
      accountReplicationType: "LRS",
      sharedAccessKeyEnabled: false,
      defaultToOauthAuthentication: true,
      localUserEnabled: false,
      httpsTrafficOnlyEnabled: true,
      minTlsVersion: "TLS1_2",
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      tags: props.tags && terraformTexts(props.tags),
    });
  }

  /** Lets a managed identity work with a kind of data in this account. */
  public grant(access: HostStorageAccess, principalId: string): RoleAssignment {
    const { id, name } = roles[access];
    return new RoleAssignment(this, id, {
      scope: this.account.id,
      roleDefinitionName: name,
      principalId,
      // Said, so that Azure does not look a new identity up in Entra before it is replicated there.
      principalType: "ServicePrincipal",
    });
  }
}
