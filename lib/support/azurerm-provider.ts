import { TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct, IValidation } from "constructs";
import { refusal } from "./refusal";

/** The part of the azurerm provider that is read here; its class is never loaded for it. */
interface AzurermSettings {
  readonly storageUseAzuread?: unknown;
}

/**
 * At synth: the stack's azurerm provider has to reach storage with Entra tokens, because a storage account
 * without keys answers nothing else. Otherwise apply, and then destroy, end in 403 (R1).
 */
export class KeylessStorageProvider implements IValidation {
  public constructor(private readonly construct: IConstruct) {}

  public validate(): string[] {
    const providers = azurermProviders(TerraformStack.of(this.construct));
    if (providers.length > 0 && providers.every((provider) => provider.storageUseAzuread === true)) return [];
    return [
      refusal(
        `The storage account of ${this.construct.node.path} has no keys, and ${
          providers.length === 0
            ? "its stack has no azurerm provider"
            : "its stack's azurerm provider does not have `storageUseAzuread: true`"
        }`,
        "The provider reaches storage without keys only by Entra tokens",
        'Write `new AzurermProvider(this, "azurerm", { features: [{}], storageUseAzuread: true })` in the stack',
      ),
    ];
  }
}

function azurermProviders(stack: TerraformStack): AzurermSettings[] {
  return stack.node
    .findAll()
    .filter(
      (node) => TerraformProvider.isTerraformProvider(node) && node.terraformResourceType === "azurerm",
    ) as AzurermSettings[];
}
