/** Where the gateway's and the Function's traces meet. */
export interface ITelemetry {
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
