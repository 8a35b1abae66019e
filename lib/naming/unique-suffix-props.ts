import type { TerraformProvider } from "cdktf";

/** What a {@link UniqueSuffix} is made from. */
export interface UniqueSuffixProps {
  /**
   * What else tells one deployment from another, for example the names of its environment and its resource group.
   * @default - subscription, deployer, workspace and construct path alone
   */
  readonly distinguishedBy?: string[];
  /**
   * The azurerm provider whose subscription and deployer are looked up.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}
