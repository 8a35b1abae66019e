import { DataAzurermStorageAccount } from "@cdktf/provider-azurerm/lib/data-azurerm-storage-account";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { resourceNameRefusals } from "../support/names";
import { refusal, refuseInput } from "../support/refusal";
import type { HostStorageAttributes, HostStorageLookUp, IHostStorage } from "./host-storage-props";

export function existingStorage({ id }: HostStorageAttributes): IHostStorage {
  refuseInput("HostStorage.fromAttributes", storageIdRefusals(id));
  const name = Token.isUnresolved(id) ? Fn.element(Fn.split("/", id), 8) : id.split("/").slice(-1)[0];
  return { id, name };
}

export function lookUpStorage(scope: Construct, id: string, props: HostStorageLookUp): IHostStorage {
  refuseInput(`${scope.node.path}/${id}`, [
    ...resourceNameRefusals("storageAccount", props.name),
    ...resourceNameRefusals("resourceGroup", props.resourceGroupName),
  ]);
  const account = new DataAzurermStorageAccount(scope, id, {
    name: props.name,
    resourceGroupName: props.resourceGroupName,
  });
  return {
    id: account.id,
    name: account.name,
    primaryBlobEndpoint: account.primaryBlobEndpoint,
    accessKey: account.primaryAccessKey,
  };
}

function storageIdRefusals(id: string): string[] {
  const form =
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Storage\/storageAccounts\/[a-z0-9]{3,24}$/i;
  if (Token.isUnresolved(id) || form.test(id)) return [];
  return [
    refusal(
      `The storage account id ${JSON.stringify(id)} was given`,
      "Allowed is /subscriptions/…/resourceGroups/…/providers/Microsoft.Storage/storageAccounts/…",
      "Copy it with `az storage account show --query id`",
    ),
  ];
}
