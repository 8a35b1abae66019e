import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
/** Where the traces of the gateway and the Function meet. */
export interface ITelemetry extends IConstruct {
  /** Resource id of the Application Insights component. */
  readonly applicationInsightsId: string;
  /** Where traces are sent: an address and an id. It grants no right to read. */
  readonly connectionString: string;
  /**
   * Name of the component, from which loggers on gateways are named.
   * @default - unknown: they are named `appi`, with a hash
   */
  readonly applicationInsightsName?: string;
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
   * @default - the workspace exists
   */
  readonly workspaceName?: string;
  /**
   * Resource id of an existing Log Analytics workspace.
   * @default - a workspace is made
   */
  readonly workspaceId?: string;
  /**
   * Name of the Application Insights component: 1 to 260 characters.
   * @escaped for Terraform
   */
  readonly applicationInsightsName: string;
  /**
   * How long the new workspace keeps what it is sent, in days, 30 to 730.
   * @default - 30 days, which is what ingestion pays for
   */
  readonly retentionInDays?: number;
  /**
   * Tags of the workspace and the component.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped for Terraform
   */
  readonly tags?: { [name: string]: string };
  /**
   * Resource id of a workspace that is there, which is taken over instead of made. It keeps everything that this construct
   * does not set, and no plan destroys it.
   * @default - a new workspace, or the one of `workspaceId`
   */
  readonly workspaceImportId?: string;
  /**
   * Resource id of a component that is there, likewise. Its workspace is given with `workspaceId` or `workspaceImportId`.
   * @default - a new component
   */
  readonly applicationInsightsImportId?: string;
  /**
   * The azurerm provider of the workspace and the component.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** An existing Application Insights component, by its ids. */
export interface TelemetryAttributes {
  /** Resource id of the component, `/subscriptions/…/providers/Microsoft.Insights/components/…`. */
  readonly applicationInsightsId: string;
  /** Connection string of the component, `InstrumentationKey=…`. It grants no right to read. */
  readonly connectionString: string;
  /**
   * Resource id of the component's Log Analytics workspace.
   * @default - unknown: logs cannot be sent to it
   */
  readonly workspaceId?: string;
}

/** An existing Application Insights component, by its name. */
export interface TelemetryLookup {
  /**
   * Name of the component.
   * @escaped for Terraform
   */
  readonly applicationInsightsName: string;
  /** Name of the component's resource group. */
  readonly resourceGroupName: string;
  /**
   * The azurerm provider of the look-up.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}
