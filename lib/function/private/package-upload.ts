import type { StorageBlob } from "@cdktf/provider-azurerm/lib/storage-blob";
import { AssetType, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";
import type { IUserAssignedIdentity } from "../../identity/managed-identity";
import { BlobProvider } from "../../support/azurerm-provider";
import { hashOf } from "../../support/hash";
import { lazy } from "../../support/lazy";
import { writeForAzurerm5 } from "../../support/provider-versions/azurerm-5";
import { providerIn } from "../../support/providers";
import type { FunctionPackage } from "../function-package";
import type { IHostStorage } from "../storage/host-storage-props";

/**
 * Uploads a package to a container of its own in the host's storage account, where the Function's identity has a
 * role, and returns the blob.
 */
export function uploadPackage(scope: Construct, storage: IHostStorage, code: FunctionPackage): StorageBlob {
  const provider = providerIn(scope, storage.provider);
  const { StorageContainer: Container } = lazy.storageContainer();
  const { StorageBlob: Blob } = lazy.storageBlob();
  const container = new Container(scope, "package-container", {
    // Functions can share a storage account.
    name: `function-package-${hashOf(scope.node.path, 6)}`,
    storageAccountId: storage.id,
    containerAccessType: "private",
    provider,
  });
  const file = new TerraformAsset(scope, "package-file", {
    path: code._file,
    assetHash: code._contentHash,
    type: AssetType.FILE,
  });
  const blob = new Blob(scope, "package", {
    // Another content is another blob, so that the Function restarts with it, and never with half of it.
    name: `${code._contentHash.slice(0, 16)}.zip`,
    storageAccountName: storage.name,
    storageContainerName: container.name,
    type: "Block",
    contentType: "application/zip",
    source: file.path,
    provider,
    lifecycle: { createBeforeDestroy: true },
  });
  writeForAzurerm5(blob, {
    takes: { storage_container_id: container.id },
    insteadOf: ["storage_account_name", "storage_container_name"],
  });
  blob.node.addValidation(new BlobProvider(blob, storage.accessKey === undefined));
  return blob;
}

/** The settings with which a host runs a blob, and fetches it with its identity. */
export function packageSettings(
  blob: StorageBlob | undefined,
  identity: IUserAssignedIdentity | undefined,
): Record<string, string> {
  if (!blob) return {};
  return {
    WEBSITE_RUN_FROM_PACKAGE: blob.url,
    WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identity?.id ?? "SystemAssigned",
  };
}
