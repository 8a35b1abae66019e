import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { adopt } from "../../adoption/adopt";
import { validateAdoption } from "../../adoption/import-ids";
import { guardResource } from "../../gate/guard-resource";
import { StorageProvider } from "../../support/azurerm-provider";
import { validateResourceName } from "../../support/names";
import { checked } from "../../support/shape/checked";
import { terraformTexts } from "../../support/terraform-text";
import { throwIfInvalid } from "../../support/validation";
import type {
  HostStorageAttributes,
  HostStorageLookup,
  HostStorageProps,
  IHostStorage,
} from "./host-storage-props";
import { keptArguments } from "./private/adopted-storage";
import { ImportedHostStorage, LookedUpHostStorage } from "./private/existing-storage";
import { guardedArguments } from "./private/guarded-arguments";

/**
 * The storage account of the Functions host, without keys unless configured otherwise (rule 30).
 *
 * @example
 * const storage = new HostStorage(this, "storage", {
 *   name: "stshop",
 *   resourceGroupName: "rg-shop",
 *   location: "westeurope",
 * });
 */
export class HostStorage extends Construct implements IHostStorage {
  /**
   * An existing storage account, by its resource id. It is accessed with the identity.
   * @throws when the id is not that of a storage account
   */
  public static fromHostStorageAttributes(
    scope: Construct,
    id: string,
    attributes: HostStorageAttributes,
  ): IHostStorage {
    [scope, id, attributes] = checked("HostStorage.fromHostStorageAttributes", [scope, id, attributes]);
    return new ImportedHostStorage(scope, id, attributes);
  }

  /**
   * An existing storage account, by its name. azurerm reads its keys, if any, into the state: prefer
   * {@link HostStorage.fromHostStorageAttributes}, which looks nothing up.
   * @throws when Azure allows no such name
   */
  public static fromHostStorageName(scope: Construct, id: string, props: HostStorageLookup): IHostStorage {
    [scope, id, props] = checked("HostStorage.fromHostStorageName", [scope, id, props]);
    return LookedUpHostStorage.of(scope, id, props);
  }

  /** The `azurerm_storage_account`. */
  public readonly account: StorageAccount;
  public readonly id: string;
  public readonly name: string;
  public readonly primaryBlobEndpoint?: string;
  public readonly accessKey?: string;
  public readonly provider?: TerraformProvider;

  /** @throws when Azure does not accept the name. */
  constructor(scope: Construct, id: string, props: HostStorageProps) {
    [scope, id, props] = checked("HostStorage", [scope, id, props]);
    super(scope, id);
    const { importId, name, resourceGroupName } = props;
    throwIfInvalid(this, [
      ...validateResourceName("storageAccount", name),
      ...validateAdoption("storageAccount", "importId", importId, { name, resourceGroupName }),
    ]);
    const sharedAccessKeyEnabled = props.sharedAccessKeyEnabled ?? false;
    this.account = new StorageAccount(this, "account", {
      name: props.name,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      accountKind: "StorageV2",
      accountTier: "Standard",
      accountReplicationType: "LRS",
      sharedAccessKeyEnabled,
      publicNetworkAccessEnabled: props.publicNetworkAccessEnabled,
      defaultToOauthAuthentication: true,
      localUserEnabled: false,
      httpsTrafficOnlyEnabled: true,
      minTlsVersion: "TLS1_2",
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      tags: props.tags && terraformTexts(props.tags),
      provider: props.provider,
    });
    adopt(this.account, "storageAccount", importId, keptArguments(props));
    guardResource(this, this.account, guardedArguments);
    this.node.addValidation(
      new StorageProvider(this.account, {
        keyless: !sharedAccessKeyEnabled,
        private: props.publicNetworkAccessEnabled === false,
      }),
    );
    this.provider = props.provider;
    this.id = this.account.id;
    this.name = this.account.name;
    this.primaryBlobEndpoint = this.account.primaryBlobEndpoint;
    this.accessKey = sharedAccessKeyEnabled ? this.account.primaryAccessKey : undefined;
  }
}
