/** Where traces are kept. */
export interface TelemetryProps {
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /** Name of the Log Analytics workspace: 4 to 63 letters, digits and hyphens. */
  readonly workspaceName: string;
  /** Name of the Application Insights component: 1 to 260 characters. */
  readonly applicationInsightsName: string;
  /**
   * How long the workspace keeps what it is sent, in days, 30 to 730.
   * @default - 30 days, which is what ingestion pays for
   */
  readonly retentionInDays?: number;
  /**
   * Tags of the workspace and the component.
   * @default - no tags
   */
  readonly tags?: { [name: string]: string };
}
