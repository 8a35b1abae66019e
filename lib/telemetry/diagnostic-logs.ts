import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { validateResourceId } from "../support/resource-ids";
import { checked } from "../support/shape/checked";
import { throwIfInvalid } from "../support/validation";
import { validateWatched } from "./private/watched-validation";

/** What {@link DiagnosticLogs} sends, and where. */
export interface DiagnosticLogsProps {
  /** Resource id of the Log Analytics workspace. */
  readonly workspaceId: string;
  /**
   * Resource id of the Function App.
   * @default - no Function App's logs are sent; at least one of `functionAppId` and `gatewayId` is given
   */
  readonly functionAppId?: string;
  /**
   * Resource id of the API Management service, for example `gateway.service.id`. The Consumption tier has no logs.
   * @default - no gateway's logs are sent: a shared one has its owner
   */
  readonly gatewayId?: string;
  /**
   * The azurerm provider of the diagnostic settings, which are in the subscription of what they are for.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/**
 * Sends resource logs of a Function App, including refused calls, of a gateway, or of both to a workspace.
 *
 * @example
 * new DiagnosticLogs(this, "logs", {
 *   workspaceId: "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-platform/providers/Microsoft.OperationalInsights/workspaces/log-platform",
 *   gatewayId: "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-platform/providers/Microsoft.ApiManagement/service/apim-contoso",
 * });
 */
export class DiagnosticLogs extends Construct {
  /** The `azurerm_monitor_diagnostic_setting`s. */
  public readonly settings: MonitorDiagnosticSetting[];

  constructor(scope: Construct, id: string, props: DiagnosticLogsProps) {
    [scope, id, props] = checked("DiagnosticLogs", [scope, id, props]);
    super(scope, id);
    throwIfInvalid(this, [
      ...validateResourceId("logAnalyticsWorkspace", props.workspaceId, "workspaceId"),
      ...validateWatched("A log", props),
    ]);
    const { workspaceId, functionAppId, gatewayId, provider } = props;
    const send = (of: string, targetResourceId: string, categories: string[]) =>
      new MonitorDiagnosticSetting(this, of, {
        name: "to-workspace",
        targetResourceId,
        logAnalyticsWorkspaceId: workspaceId,
        enabledLog: categories.map((category) => ({ category })),
        enabledMetric: [{ category: "AllMetrics" }],
        provider,
      });
    this.settings = [
      // Microsoft's "Supported logs for Microsoft.Web/sites" and "… Microsoft.ApiManagement/service".
      ...(functionAppId === undefined
        ? []
        : [send("function", functionAppId, ["FunctionAppLogs", "AppServiceAuthenticationLogs"])]),
      ...(gatewayId === undefined ? [] : [send("gateway", gatewayId, ["GatewayLogs"])]),
    ];
  }
}
