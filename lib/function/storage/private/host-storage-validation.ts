import { validateResourceName } from "../../../support/names";
import { validateExclusive, validationError } from "../../../support/validation";
import type { FunctionAppProps } from "../../function-app-props";
import type { FunctionHosting } from "../../hosting/function-hosting";

type StorageToValidate = Pick<
  FunctionAppProps,
  "storage" | "storageAccountName" | "storageKeyInState" | "storagePublicNetworkAccessEnabled"
>;

/** Refuses storage that is none, and a key that is not needed, or not there. */
export function validateHostStorage(props: StorageToValidate, hosting: FunctionHosting): string[] {
  return [...validateStorageChoice(props), ...validateKey(props, hosting), ...validateBlob(props, hosting)];
}

function validateStorageChoice(props: StorageToValidate): string[] {
  const { storage, storageAccountName, storagePublicNetworkAccessEnabled } = props;
  if (!storage) return validateResourceName("storageAccount", storageAccountName ?? "");
  return validateExclusive("storage", "a storage account", {
    storageAccountName,
    storagePublicNetworkAccessEnabled,
  });
}

function validateKey(
  { storage, storageKeyInState = false }: StorageToValidate,
  hosting: FunctionHosting,
): string[] {
  if (!storageKeyInState && !hosting.keylessStorage) {
    return [
      validationError(
        `The plan is ${hosting._title}, and its storage was to have no key`,
        "azurerm 4.55 writes `AzureWebJobsStorage` with an empty key there, and the host does not start (rule 31)",
        "Set `storageKeyInState: true`, which puts a key of the storage account into the app and the state, or choose another `FunctionHosting`",
      ),
    ];
  }
  if (storageKeyInState && hosting.keylessStorage && !hosting._contentShare) {
    return [
      validationError(
        `\`storageKeyInState\` was set on ${hosting._title}`,
        "Its host needs no key (rule 30)",
        "Leave `storageKeyInState` out",
      ),
    ];
  }
  if (!storageKeyInState || !storage || storage.accessKey !== undefined) return [];
  return [
    validationError(
      "`storageKeyInState` was set with a storage account of which no key is known",
      "A key is read from an account that is made here or looked up",
      "Use `HostStorage.fromHostStorageName`, or leave `storage` out",
    ),
  ];
}

function validateBlob({ storage }: StorageToValidate, { _app }: FunctionHosting): string[] {
  if (_app !== "flexConsumption" || !storage || storage.primaryBlobEndpoint !== undefined) return [];
  return [
    validationError(
      "A storage account of which the address is not known was given on a Flex Consumption plan",
      "The code is deployed to a container at that address",
      "Use `HostStorage.fromHostStorageName`, or leave `storage` out",
    ),
  ];
}
