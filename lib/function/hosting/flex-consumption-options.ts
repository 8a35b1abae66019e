import { Token } from "cdktf";
import { validationError } from "../../support/validation";

/** How a Function on Flex Consumption scales, and who writes its settings. */
export interface FlexConsumptionOptions {
  /**
   * Memory of an instance, in MB: 512, 2048 or 4096.
   * @default 2048
   */
  readonly instanceMemoryInMb?: number;
  /**
   * Maximum number of instances, 1 to 1000; fewer than 40 need azurerm 4.58 (`docs/provider-versions.md`).
   * @default 100
   */
  readonly maximumInstanceCount?: number;
  /**
   * Whether a template deployment writes the app settings once more, without the empty storage key that azurerm 4.55 to
   * 5.2 adds to them and with which the host does not start (rule 31). `false` is for an azurerm that adds none.
   * @default - true without `storageKeyInState`, which needs no deployment
   */
  readonly appSettingsDeployment?: boolean;
}

const memories = [512, 2048, 4096];

export function validateFlexConsumption(options: FlexConsumptionOptions): string[] {
  const { instanceMemoryInMb: memory = 2048, maximumInstanceCount: count = 100 } = options;
  return [
    ...(Token.isUnresolved(memory) || memories.includes(memory)
      ? []
      : [
          validationError(
            `\`instanceMemoryInMb\` was given as ${memory}`,
            `Flex Consumption allows ${memories.join(", ")} MB`,
            "Choose one of these sizes",
          ),
        ]),
    ...(Token.isUnresolved(count) || (Number.isInteger(count) && count >= 1 && count <= 1000)
      ? []
      : [
          validationError(
            `\`maximumInstanceCount\` was given as ${count}`,
            "Flex Consumption allows 1 to 1000 instances",
            "Choose a number in this range",
          ),
        ]),
  ];
}
