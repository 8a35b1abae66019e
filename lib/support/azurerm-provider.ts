import { type TerraformProvider, type TerraformResource, TerraformStack } from "cdktf";
import type { IValidation } from "constructs";
import { blocksIn } from "./json-blocks";
import { argumentsOf, describedProvider, findProvider, providerName, wantedProvider } from "./providers";
import { validationError } from "./validation";

/** How a storage account can be reached. */
export interface StorageReach {
  /** Only with Entra tokens: the account has no keys. */
  readonly keyless: boolean;
  /** Only through private endpoints. */
  readonly private: boolean;
}

/** What the provider has to be told, as a program writes it: that it calls no storage account, and keeps settings. */
export const neededFeatures = {
  storage: "storage: [{ dataPlaneAvailable: false }]",
  templateDeployment: "templateDeployment: [{ deleteNestedItemsDuringDeletion: false }]",
};

const withoutDataPlane = `features: [{ ${neededFeatures.storage} }]`;

/**
 * At synth: the azurerm provider of a storage account has to be able to call the account, or be told not to.
 * Otherwise apply, and then destroy, end in 403 (R1, R2).
 */
export class StorageProvider implements IValidation {
  /** @param account the `azurerm_storage_account` */
  public constructor(
    private readonly account: TerraformResource,
    private readonly reach: StorageReach,
  ) {}

  public validate(): string[] {
    const reason = this.reason;
    if (reason === undefined) return [];
    const provider = providerOf(this.account);
    // A stack without it is refused before (`requireProviders`).
    if (!provider) return [];
    const { storage_use_azuread, features } = argumentsOf(provider);
    if (isOff(features, "storage", "data_plane_available")) return [];
    if (this.reach.private) return [this.privateError(reason, provider)];
    return storage_use_azuread === true ? [] : [this.keylessError(reason, provider)];
  }

  /** Why the provider cannot simply call the account; none when it can. */
  private get reason(): string | undefined {
    if (this.reach.private) return "answers only through private endpoints";
    return this.reach.keyless ? "has no keys" : undefined;
  }

  private keylessError(reason: string, provider: TerraformProvider): string {
    return validationError(
      `The storage account ${this.account.node.path} ${reason}, and its provider ${describedProvider(provider)} calls it with a key`,
      "The provider calls an account without keys with an Entra token, or not at all (R1, R14)",
      `Give the provider \`${withoutDataPlane}\`; or \`storageUseAzuread: true\`, and the deployer a role for the data`,
    );
  }

  private privateError(reason: string, provider: TerraformProvider): string {
    return validationError(
      `The storage account ${this.account.node.path} ${reason}, and its provider ${describedProvider(provider)} would call it`,
      "The provider has to be told that it cannot reach the data in storage (R2)",
      `Give the provider \`${withoutDataPlane}\``,
    );
  }
}

/** At synth: the azurerm provider of a blob has to write it with an Entra token, where the account has no keys. */
export class BlobProvider implements IValidation {
  /** @param blob the `azurerm_storage_blob` */
  public constructor(
    private readonly blob: TerraformResource,
    private readonly keyless: boolean,
  ) {}

  public validate(): string[] {
    const provider = providerOf(this.blob);
    if (!this.keyless || !provider || argumentsOf(provider).storage_use_azuread === true) return [];
    return [
      validationError(
        `A package is uploaded by ${this.blob.node.path}, and its provider ${describedProvider(provider)} would do it with a key`,
        "The storage account has no keys, so the provider has to use an Entra token (R1)",
        "Give the provider `storageUseAzuread: true`, and the deployer the role Storage Blob Data Contributor",
      ),
    ];
  }
}

const withoutNestedDeletion = `features: [{ ${neededFeatures.templateDeployment} }]`;

/**
 * At synth: the azurerm provider of a deployment of settings has to keep what it deployed. Settings are no resource of
 * their own and cannot be deleted, so a destroy, and each change of the app, would end in an error (rule 31).
 */
export class TemplateDeploymentProvider implements IValidation {
  /** @param deployment the `azurerm_resource_group_template_deployment` */
  public constructor(private readonly deployment: TerraformResource) {}

  public validate(): string[] {
    const { deployment } = this;
    const provider = providerOf(deployment);
    if (!provider) return [];
    const { features } = argumentsOf(provider);
    if (isOff(features, "template_deployment", "delete_nested_items_during_deletion")) return [];
    return [
      validationError(
        `The template deployment ${deployment.node.path} writes the settings of a Function App, and its provider ${describedProvider(provider)} would delete them with it`,
        "The provider has to be told not to delete with a deployment what it deployed: settings cannot be deleted, and a destroy would fail (rule 31)",
        `Give the provider \`${withoutNestedDeletion}\`, next to its other features`,
      ),
    ];
  }
}

/** The provider that Terraform takes for a resource: the one that it names, or the stack's without an alias. */
function providerOf(resource: TerraformResource): TerraformProvider | undefined {
  const wanted = wantedProvider(resource);
  return findProvider(
    TerraformStack.of(resource),
    "azurerm",
    (provider) => providerName(provider) === wanted,
  );
}

function isOff(features: unknown, feature: string, argument: string): boolean {
  return blocksIn(features)
    .flatMap((block) => blocksIn(block[feature]))
    .some((block) => block[argument] === false);
}
