import type { IConstruct } from "constructs";
/** Where the gateway's and the Function's traces meet. */
export interface ITelemetry extends IConstruct {
  /** Resource id of the Application Insights component. */
  readonly applicationInsightsId: string;
  /** Where traces are sent: an address and an id. It gives no right to read anything. */
  readonly connectionString: string;
  /**
   * Resource id of the component's Log Analytics workspace, which logs and alerts are sent to.
   * @default - not known
   */
  readonly workspaceId?: string;
}

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

/** An Application Insights component that is there, by its plain ids. */
export interface TelemetryAttributes {
  /** Resource id of the component, `/subscriptions/…/providers/Microsoft.Insights/components/…`. */
  readonly applicationInsightsId: string;
  /** Connection string of the component, `InstrumentationKey=…`. It gives no right to read anything. */
  readonly connectionString: string;
  /**
   * Resource id of the component's Log Analytics workspace.
   * @default - not known: no logs can be sent there
   */
  readonly workspaceId?: string;
}

/** An Application Insights component that is there, by its name. */
export interface TelemetryLookup {
  /** Name of the component. */
  readonly applicationInsightsName: string;
  /** Name of the component's resource group. */
  readonly resourceGroupName: string;
}
