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
export interface TelemetryLookUp {
  /** Name of the component. */
  readonly applicationInsightsName: string;
  /** Name of the component's resource group. */
  readonly resourceGroupName: string;
}
