import { Token } from "cdktf";
import { validationError } from "../../support/validation";

/** How a Function on Flex Consumption scales. */
export interface FlexConsumptionOptions {
  /**
   * Memory of an instance, in MB: 512, 2048 or 4096.
   * @default 2048
   */
  readonly instanceMemoryInMb?: number;
  /**
   * The most instances at a time, 40 to 1000.
   * @default 100
   */
  readonly maximumInstanceCount?: number;
}

const memories = [512, 2048, 4096];

export function validateFlexConsumption(options: FlexConsumptionOptions): string[] {
  const { instanceMemoryInMb: memory = 2048, maximumInstanceCount: count = 100 } = options;
  return [
    ...(Token.isUnresolved(memory) || memories.includes(memory)
      ? []
      : [
          validationError(
            `An instance memory of ${memory} MB was given`,
            `Flex Consumption has ${memories.join(", ")} MB`,
            "Set `instanceMemoryInMb` to one of these",
          ),
        ]),
    ...(Token.isUnresolved(count) || (Number.isInteger(count) && count >= 40 && count <= 1000)
      ? []
      : [
          validationError(
            `A maximum of ${count} instances was given`,
            "Flex Consumption takes 40 to 1000",
            "Set `maximumInstanceCount` within these",
          ),
        ]),
  ];
}
