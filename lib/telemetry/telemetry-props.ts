/** Where traces are kept. */
export interface TelemetryProps {
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /**
   * Name of the new Log Analytics workspace: 4 to 63 letters, digits and hyphens. Exactly one of
   * `workspaceName` and `workspaceId` is given.
   * @default - the workspace is there
   */
  readonly workspaceName?: string;
  /**
   * Resource id of a Log Analytics workspace that is there.
   * @default - a workspace is made
   */
  readonly workspaceId?: string;
  /** Name of the Application Insights component: 1 to 260 characters. */
  readonly applicationInsightsName: string;
  /**
   * How long the new workspace keeps what it is sent, in days, 30 to 730.
   * @default - 30 days, which is what ingestion pays for
   */
  readonly retentionInDays?: number;
  /**
   * Tags of the workspace and the component.
   * @default - no tags
   */
  readonly tags?: { [name: string]: string };
}
