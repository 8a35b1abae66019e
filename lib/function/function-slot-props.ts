import type { FunctionPackage } from "./function-package";

/** Properties of a deployment slot, in addition to what it shares with its Function App. */
export interface FunctionSlotProps {
  /** Name of the slot: 2 to 59 letters, digits and hyphens, and not `production`. */
  readonly name: string;
  /**
   * App settings of the slot, name to value, instead of the Function App's. Those that differ from the Function App's are
   * the slot's: a swap leaves them where they are ("deployment slot settings"), so that what is meant for staging never
   * reaches production.
   * @default - the Function App's settings
   * @escaped for Terraform
   */
  readonly appSettings?: { [name: string]: string };
  /**
   * Names of app settings that a swap takes with the code although they differ.
   * @default - none; `WEBSITE_RUN_FROM_PACKAGE` and its companions, which say where the code is, are swapped in any case
   */
  readonly swappedAppSettings?: string[];
  /**
   * The code of the slot, uploaded as the Function App's.
   * @default - the Function App's package, if it has one
   */
  readonly functionPackage?: FunctionPackage;
  /**
   * Resource id of a slot that is there, `/subscriptions/…/providers/Microsoft.Web/sites/…/slots/…`, which is taken over
   * instead of made. It keeps everything that this construct does not set, and no plan destroys it.
   * @default - a new slot
   */
  readonly importId?: string;
  /**
   * Names of app settings that the slot of `importId` has, and whose values stay as they are in Azure. A swap leaves them
   * where they are, unless `swappedAppSettings` names them.
   * @default - none
   */
  readonly keptAppSettings?: string[];
}
