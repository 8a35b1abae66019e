import { DataAzurermStorageAccount } from "@cdktf/provider-azurerm/lib/data-azurerm-storage-account";
import { Fn, type TerraformProvider, Token } from "cdktf";
import { Construct } from "constructs";
import { validateResourceName } from "../../../support/names";
import { validateResourceId } from "../../../support/resource-ids";
import { throwIfInvalid, throwIfInvalidInput } from "../../../support/validation";
import type { HostStorageAttributes, HostStorageLookup, IHostStorage } from "../host-storage-props";

/** An existing storage account whose id is known. */
export class ImportedHostStorage extends Construct implements IHostStorage {
  public readonly id: string;
  public readonly name: string;
  public readonly provider?: TerraformProvider;

  public constructor(scope: Construct, id: string, attributes: HostStorageAttributes) {
    super(scope, id);
    throwIfInvalid(this, validateResourceId("storageAccount", attributes.storageAccountId));
    this.id = attributes.storageAccountId;
    this.provider = attributes.provider;
    this.name = Token.isUnresolved(this.id)
      ? Fn.element(Fn.split("/", this.id), 8)
      : this.id.split("/").slice(-1)[0];
  }
}

/** An existing storage account that Terraform looks up by its name. */
export class LookedUpHostStorage extends DataAzurermStorageAccount implements IHostStorage {
  public static of(scope: Construct, id: string, props: HostStorageLookup): LookedUpHostStorage {
    throwIfInvalidInput(`${scope.node.path}/${id}`, [
      ...validateResourceName("storageAccount", props.name),
      ...validateResourceName("resourceGroup", props.resourceGroupName),
    ]);
    const { name, resourceGroupName, provider } = props;
    return new LookedUpHostStorage(scope, id, { name, resourceGroupName, provider });
  }

  public get accessKey(): string {
    return this.primaryAccessKey;
  }
}
