import type { TerraformProvider } from "cdktf";

/** What {@link MigrationWatch} watches, and whom it tells. */
export interface MigrationWatchProps {
  /** Name of the Function App, by which its traces are known. Its slots are not watched. */
  readonly functionAppName: string;
  /** Resource id of the Log Analytics workspace to which the traces of the Function and of its gateways are sent. */
  readonly workspaceId: string;
  /** Name of the resource group of the alert. */
  readonly resourceGroupName: string;
  /** Azure region of the alert, for example `westeurope`. */
  readonly location: string;
  /**
   * Resource ids of action groups to notify of each caller, `/subscriptions/…/providers/Microsoft.Insights/actionGroups/…`.
   * @default - there is no alert; the query is saved all the same
   */
  readonly actionGroupIds?: string[];
  /**
   * Tags of the alert.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped for Terraform
   */
  readonly tags?: { [name: string]: string };
  /**
   * The azurerm provider of the saved query and the alert.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}
