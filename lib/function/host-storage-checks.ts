import { resourceNameRefusals } from "../support/names";
import { refusal, togetherRefusals } from "../support/refusal";
import type { FunctionHostProps } from "./function-host-props";
import type { FunctionHosting } from "./function-hosting";

type StorageToCheck = Pick<
  FunctionHostProps,
  "storage" | "storageAccountName" | "storageKeyInState" | "storagePublicNetworkAccessEnabled"
>;

/** Refuses storage that is none, and a key that is not needed, or not there. */
export function hostStorageRefusals(props: StorageToCheck, hosting: FunctionHosting): string[] {
  return [...storageChoiceRefusals(props), ...keyRefusals(props, hosting), ...blobRefusals(props, hosting)];
}

function storageChoiceRefusals(props: StorageToCheck): string[] {
  const { storage, storageAccountName, storagePublicNetworkAccessEnabled } = props;
  if (!storage) return resourceNameRefusals("storageAccount", storageAccountName ?? "");
  return togetherRefusals("storage", "a storage account", {
    storageAccountName,
    storagePublicNetworkAccessEnabled,
  });
}

function keyRefusals(
  { storage, storageKeyInState = false }: StorageToCheck,
  hosting: FunctionHosting,
): string[] {
  if (!storageKeyInState && !hosting.keylessStorage) {
    return [
      refusal(
        `The plan is ${hosting._title}, and its storage was to have no key`,
        "azurerm 4.55 writes `AzureWebJobsStorage` with an empty key there, and the host does not start (rule 31)",
        "Set `storageKeyInState: true`, which puts a key of the storage account into the app and the state, or choose another `FunctionHosting`",
      ),
    ];
  }
  if (storageKeyInState && hosting.keylessStorage && !hosting._contentShare) {
    return [
      refusal(
        `\`storageKeyInState\` was set on ${hosting._title}`,
        "Its host needs no key (rule 30)",
        "Leave `storageKeyInState` out",
      ),
    ];
  }
  if (!storageKeyInState || !storage || storage.accessKey !== undefined) return [];
  return [
    refusal(
      "`storageKeyInState` was set with a storage account of which no key is known",
      "A key is read from an account that is made here or looked up",
      "Use `HostStorage.fromName`, or leave `storage` out",
    ),
  ];
}

function blobRefusals({ storage }: StorageToCheck, { _app }: FunctionHosting): string[] {
  if (_app !== "flexConsumption" || !storage || storage.primaryBlobEndpoint !== undefined) return [];
  return [
    refusal(
      "A storage account of which the address is not known was given on a Flex Consumption plan",
      "The code is deployed to a container at that address",
      "Use `HostStorage.fromName`, or leave `storage` out",
    ),
  ];
}
