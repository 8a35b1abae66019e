import { TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct, IValidation } from "constructs";
import { validationError } from "./validation";

/** The part of the azurerm provider that is read here; its class is never loaded for it. */
interface AzurermSettings {
  readonly storageUseAzuread?: unknown;
  readonly features?: unknown;
}

/** How a storage account can be reached. */
export interface StorageReach {
  /** Only with Entra tokens: the account has no keys. */
  readonly keyless: boolean;
  /** Only through private endpoints. */
  readonly private: boolean;
}

/**
 * At synth: the stack's azurerm provider has to be able to reach a storage account, or to be told that it
 * cannot. Otherwise apply, and then destroy, end in 403 (R1, R2).
 */
export class StorageProvider implements IValidation {
  public constructor(
    private readonly construct: IConstruct,
    private readonly reach: StorageReach,
  ) {}

  public validate(): string[] {
    const providers = azurermProviders(TerraformStack.of(this.construct));
    return [
      ...(this.reach.keyless && !everyOne(providers, ({ storageUseAzuread }) => storageUseAzuread === true)
        ? [this.keylessError(providers.length)]
        : []),
      ...(this.reach.private && !everyOne(providers, dataPlaneIsAway) ? [this.privateError()] : []),
    ];
  }

  private keylessError(providers: number): string {
    return validationError(
      `The storage account of ${this.construct.node.path} has no keys, and ${
        providers === 0
          ? "its stack has no azurerm provider"
          : "its stack's azurerm provider does not have `storageUseAzuread: true`"
      }`,
      "The provider reaches storage without keys only by Entra tokens",
      'Write `new AzurermProvider(this, "azurerm", { features: [{}], storageUseAzuread: true })` in the stack',
    );
  }

  private privateError(): string {
    return validationError(
      `The storage account of ${this.construct.node.path} answers only through private endpoints, and its stack's azurerm provider would call it`,
      "The provider has to be told that it cannot reach the data in storage (R2)",
      "Give it `features: [{ storage: [{ dataPlaneAvailable: false }] }]`",
    );
  }
}

function everyOne(
  providers: readonly AzurermSettings[],
  holds: (provider: AzurermSettings) => boolean,
): boolean {
  return providers.length > 0 && providers.every(holds);
}

function dataPlaneIsAway({ features }: AzurermSettings): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: blocks of the provider, as its author wrote them.
  const [first] = [features].flat() as any[];
  return [first?.storage].flat()[0]?.dataPlaneAvailable === false;
}

function azurermProviders(stack: TerraformStack): AzurermSettings[] {
  return stack.node
    .findAll()
    .filter(
      (node) => TerraformProvider.isTerraformProvider(node) && node.terraformResourceType === "azurerm",
    ) as AzurermSettings[];
}
