import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";

/** The storage account of the Functions host. */
export interface IHostStorage extends IConstruct {
  /** Resource id of the storage account. */
  readonly id: string;
  /** Name of the storage account. */
  readonly name: string;
  /**
   * Blob endpoint, `https://….blob.core.windows.net/`.
   * @default - not known; Flex Consumption requires it
   */
  readonly primaryBlobEndpoint?: string;
  /**
   * A key of the storage account, as a reference.
   * @default - none: the storage account is accessed with the identity
   */
  readonly accessKey?: string;
  /**
   * The azurerm provider with which everything in the storage account is managed: role assignments, the container of
   * Flex Consumption. In another stack than the provider's it is the one with the same alias there.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** Properties of a new storage account. */
export interface HostStorageProps {
  /** Name of the storage account: 3 to 24 lower-case letters and digits, unique over all of Azure. */
  readonly name: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /**
   * Whether the storage account has keys. A key gives access to everything in it: host keys and code (T13).
   * @default false
   */
  readonly sharedAccessKeyEnabled?: boolean;
  /**
   * Whether the storage account can be reached other than through private endpoints.
   * @default true
   */
  readonly publicNetworkAccessEnabled?: boolean;
  /**
   * Tags of the storage account.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped for Terraform
   */
  readonly tags?: { [name: string]: string };
  /**
   * Resource id of a storage account that is there, `/subscriptions/…/providers/Microsoft.Storage/storageAccounts/…`, which
   * is taken over instead of made. It keeps everything that this construct does not set, and no plan destroys it. Keys are
   * off as in a new one: whoever uses a key of it cannot any more.
   * @default - a new storage account
   */
  readonly importId?: string;
  /**
   * The azurerm provider of the storage account, and of everything in it.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** An existing storage account, by its id. */
export interface HostStorageAttributes {
  /** Resource id of the storage account, `/subscriptions/…/providers/Microsoft.Storage/storageAccounts/…`. */
  readonly storageAccountId: string;
  /**
   * The azurerm provider of everything in the storage account.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** An existing storage account, by its name. */
export interface HostStorageLookup {
  /** Name of the storage account. */
  readonly name: string;
  /** Name of the storage account's resource group. */
  readonly resourceGroupName: string;
  /**
   * The azurerm provider of the look-up, and of everything in the storage account.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}
