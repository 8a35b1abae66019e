import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import { Construct } from "constructs";
import { checked } from "../support/shape/checked";

/** What {@link DiagnosticLogs} sends, and where. */
export interface DiagnosticLogsProps {
  /** Resource id of the Log Analytics workspace. */
  readonly workspaceId: string;
  /** Resource id of the Function App. */
  readonly functionAppId: string;
  /**
   * Resource id of the API Management service.
   * @default - its logs are not sent: the Consumption tier has none, and a shared gateway has its owner
   */
  readonly gatewayId?: string;
}

/** Sends resource logs of the Function App, including refused calls, and of the gateway to the workspace. */
export class DiagnosticLogs extends Construct {
  /** The `azurerm_monitor_diagnostic_setting`s. */
  public readonly settings: MonitorDiagnosticSetting[];

  constructor(scope: Construct, id: string, props: DiagnosticLogsProps) {
    [scope, id, props] = checked("DiagnosticLogs", [scope, id, props]);
    super(scope, id);
    const { workspaceId, functionAppId, gatewayId } = props;
    const send = (of: string, targetResourceId: string, categories: string[]) =>
      new MonitorDiagnosticSetting(this, of, {
        name: "to-workspace",
        targetResourceId,
        logAnalyticsWorkspaceId: workspaceId,
        enabledLog: categories.map((category) => ({ category })),
        enabledMetric: [{ category: "AllMetrics" }],
      });
    this.settings = [
      // Microsoft's "Supported logs for Microsoft.Web/sites" and "… Microsoft.ApiManagement/service".
      send("function", functionAppId, ["FunctionAppLogs", "AppServiceAuthenticationLogs"]),
      ...(gatewayId === undefined ? [] : [send("gateway", gatewayId, ["GatewayLogs"])]),
    ];
  }
}
