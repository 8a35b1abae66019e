import { AzureCloud } from "../../../support/cloud";
import { validateResourceName } from "../../../support/names";
import { validateExclusive, validationError } from "../../../support/validation";
import type { FunctionAppProps } from "../../function-app-props";
import type { FunctionHosting } from "../../hosting/function-hosting";

type StorageToValidate = Pick<
  FunctionAppProps,
  "storage" | "storageAccountName" | "storageKeyInState" | "storagePublicNetworkAccessEnabled"
>;

/** Rejects storage that is given twice or not at all, and a key that is not needed or not known. */
export function validateHostStorage(
  props: StorageToValidate,
  hosting: FunctionHosting,
  cloud: AzureCloud,
): string[] {
  return [
    ...validateStorageChoice(props),
    ...(props.storageKeyInState ? validateKey(props, hosting, cloud) : validateKeyless(hosting, cloud)),
    ...validateBlob(props, hosting),
  ];
}

function validateStorageChoice(props: StorageToValidate): string[] {
  const { storage, storageAccountName, storagePublicNetworkAccessEnabled } = props;
  if (!storage) return validateResourceName("storageAccount", storageAccountName ?? "");
  return validateExclusive("storage", "a storage account", {
    storageAccountName,
    storagePublicNetworkAccessEnabled,
  });
}

function validateKeyless({ _app }: FunctionHosting, cloud: AzureCloud): string[] {
  if (cloud === AzureCloud.PUBLIC) return [];
  const given = `The cloud is \`${cloud.name}\`, and \`storageKeyInState\` was not set`;
  if (_app === "flexConsumption") {
    return [
      validationError(
        `${given} on Flex Consumption`,
        "Microsoft does not say that the plan is offered there, so nobody has seen its host without a key (R18)",
        "Choose another `FunctionHosting` with `storageKeyInState: true`, or set it here if your regions have the plan",
      ),
    ];
  }
  return [
    validationError(
      given,
      `azurerm passes only the account's name to the host, which completes it with the domain of global Azure and does not reach \`${cloud.storageHostSuffix}\` (R18)`,
      "Set `storageKeyInState: true`, which puts a key of the storage account into the app and the state",
    ),
  ];
}

function validateKey({ storage }: StorageToValidate, hosting: FunctionHosting, cloud: AzureCloud): string[] {
  if (hosting._flexConsumption.appSettingsDeployment !== undefined) {
    return [
      validationError(
        "`storageKeyInState` was set together with `appSettingsDeployment`",
        "With a key in its settings the host of a Function on Flex Consumption needs no deployment (rule 31)",
        "Leave one of the two out",
      ),
    ];
  }
  if (!hosting._storageKeyChoice && cloud === AzureCloud.PUBLIC) {
    return [
      validationError(
        `\`storageKeyInState\` was set on ${hosting._title}`,
        "Its host needs no key (rule 30)",
        "Leave `storageKeyInState` out",
      ),
    ];
  }
  if (!storage || storage.accessKey !== undefined) return [];
  return [
    validationError(
      "`storageKeyInState` was set with a storage account whose key is not known",
      "Only the key of a new storage account, or of one that is looked up, is known",
      "Use `HostStorage.fromHostStorageName`, or leave `storage` out",
    ),
  ];
}

function validateBlob({ storage }: StorageToValidate, { _app }: FunctionHosting): string[] {
  if (_app !== "flexConsumption" || !storage || storage.primaryBlobEndpoint !== undefined) return [];
  return [
    validationError(
      "A storage account whose blob endpoint is not known was given on a Flex Consumption plan",
      "The code is deployed to a container at that endpoint",
      "Use `HostStorage.fromHostStorageName`, or leave `storage` out",
    ),
  ];
}
