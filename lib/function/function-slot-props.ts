import type { FunctionPackage } from "./function-package";

/** Properties of a deployment slot, in addition to what it shares with its Function App. */
export interface FunctionSlotProps {
  /** Name of the slot: 2 to 59 letters, digits and hyphens, and not `production`. */
  readonly name: string;
  /**
   * App settings of the slot, name to value, instead of the Function App's.
   * @default - the Function App's settings
   * @escaped for Terraform
   */
  readonly appSettings?: { [name: string]: string };
  /**
   * The code of the slot, uploaded as the Function App's.
   * @default - the Function App's package, if it has one
   */
  readonly functionPackage?: FunctionPackage;
}
