import type { IConstruct } from "constructs";

/** A storage account that the Functions host keeps its own state in. */
export interface IHostStorage extends IConstruct {
  /** Resource id of the storage account. */
  readonly id: string;
  /** Name of the storage account. */
  readonly name: string;
  /**
   * Address of its blobs, `https://….blob.core.windows.net/`.
   * @default - not known; Flex Consumption needs it
   */
  readonly primaryBlobEndpoint?: string;
  /**
   * A key of the account, as a reference.
   * @default - none: the account is reached by identity
   */
  readonly accessKey?: string;
}

/** What a new storage account is made from. */
export interface HostStorageProps {
  /** Name of the account: 3 to 24 lower-case letters and digits, unique over all of Azure. */
  readonly name: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /**
   * Whether the account has keys. A key opens everything in it: host keys and code (T13).
   * @default false
   */
  readonly sharedAccessKeyEnabled?: boolean;
  /**
   * Whether the account answers outside of private endpoints.
   * @default true
   */
  readonly publicNetworkAccessEnabled?: boolean;
  /**
   * Tags of the account.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped written for Terraform as it is
   */
  readonly tags?: { [name: string]: string };
}

/** An existing storage account, by its id. */
export interface HostStorageAttributes {
  /** Resource id of the account, `/subscriptions/…/providers/Microsoft.Storage/storageAccounts/…`. */
  readonly storageAccountId: string;
}

/** An existing storage account, by its name. */
export interface HostStorageLookup {
  /** Name of the account. */
  readonly name: string;
  /** Name of the account's resource group. */
  readonly resourceGroupName: string;
}
