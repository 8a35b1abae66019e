import { type TerraformProvider, type TerraformResource, TerraformStack } from "cdktf";
import type { IValidation } from "constructs";
import { argumentsOf, describedProvider, findProvider, providerName, providersOf } from "./providers";
import { blocksIn, resolveTokens } from "./terraform-json";
import { validationError } from "./validation";

/** How a storage account can be reached. */
export interface StorageReach {
  /** Only with Entra tokens: the account has no keys. */
  readonly keyless: boolean;
  /** Only through private endpoints. */
  readonly private: boolean;
}

const withoutDataPlane = "features: [{ storage: [{ dataPlaneAvailable: false }] }]";

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
    if (!provider) return [this.missingError(reason)];
    const { storage_use_azuread, features } = argumentsOf(provider);
    if (isDataPlaneOff(features)) return [];
    if (this.reach.private) return [this.privateError(reason, provider)];
    return storage_use_azuread === true ? [] : [this.keylessError(reason, provider)];
  }

  /** Why the provider cannot simply call the account; none when it can. */
  private get reason(): string | undefined {
    if (this.reach.private) return "answers only through private endpoints";
    return this.reach.keyless ? "has no keys" : undefined;
  }

  private missingError(reason: string): string {
    const wanted = providerNameOf(this.account);
    const stack = TerraformStack.of(this.account);
    const existing = providersOf(stack, "azurerm").map(providerName);
    return validationError(
      `The storage account ${this.account.node.path} ${reason}, and the stack ${stack.node.path} has no provider \`${wanted}\`${
        existing.length > 0 ? `, only \`${existing.join("`, `")}\`` : ""
      }`,
      "azurerm has to be configured, and told not to call the account with a key (R1)",
      wanted === "azurerm"
        ? `Write \`new AzurermProvider(this, "azurerm", { ${withoutDataPlane} })\` in the stack`
        : "Give the stack that provider, or the account another one",
    );
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
    // A stack without the provider is an error of the account's, or of Terraform's.
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

/** The provider that Terraform takes for a resource: the one that it names, or the stack's without an alias. */
function providerOf(resource: TerraformResource): TerraformProvider | undefined {
  const wanted = providerNameOf(resource);
  return findProvider(
    TerraformStack.of(resource),
    "azurerm",
    (provider) => providerName(provider) === wanted,
  );
}

function providerNameOf(resource: TerraformResource): string {
  // The JSON has overrides in it.
  const [{ provider = "azurerm" }] = Object.values<{ provider?: string }>(
    resource.toTerraform().resource[resource.terraformResourceType],
  );
  return resolveTokens(resource, provider);
}

function isDataPlaneOff(features: unknown): boolean {
  return blocksIn(features)
    .flatMap(({ storage }) => blocksIn(storage))
    .some((storage) => storage.data_plane_available === false);
}
