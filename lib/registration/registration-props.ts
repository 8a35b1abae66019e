import type { AzureCloud } from "../support/cloud";

/** What a Function's registration in Entra is made from. */
export interface RegistrationProps {
  /** Display name of the application, 1 to 120 characters, of which the tenant has no other. */
  readonly displayName: string;
  /**
   * Object ids (GUIDs) of the owners of the application and its service principal. An owner can add
   * credentials and roles (T17): name the deployer and nobody who does not need it. Name them when several
   * people or pipelines deploy the same stack: each would otherwise replace the other as the owner.
   * @default - whoever deploys
   */
  readonly owners?: string[];
  /**
   * Reference into the tenant's service tree, which some tenants demand of every application.
   * @default - none
   */
  readonly serviceManagementReference?: string;
  /**
   * The cloud whose Entra issues the tokens.
   * @default - global Azure
   */
  readonly cloud?: AzureCloud;
}
