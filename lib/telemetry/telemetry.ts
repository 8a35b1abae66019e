import { ApiManagementApiDiagnostic } from "@cdktf/provider-azurerm/lib/api-management-api-diagnostic";
import { ApiManagementLogger } from "@cdktf/provider-azurerm/lib/api-management-logger";
import { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { Construct } from "constructs";
import type { IGateway } from "../gateway/gateway-interface";
import { refuseAll } from "../support/refusal";
import { terraformText, terraformTexts } from "../support/terraform-text";
import { apiDiagnosticSettings } from "./api-diagnostic-settings";
import { telemetryRefusals } from "./telemetry-checks";
import type { TelemetryProps } from "./telemetry-props";

/** Where the gateway's and the Function's traces meet: Application Insights on a Log Analytics workspace. */
export class Telemetry extends Construct {
  /** The `azurerm_log_analytics_workspace`. */
  public readonly workspace: LogAnalyticsWorkspace;
  /** The workspace-based `azurerm_application_insights`. */
  public readonly applicationInsights: ApplicationInsights;
  /** Where traces are sent: an address and an id. It gives no right to read anything. */
  public readonly connectionString: string;

  /** @throws when a name or the retention is one that Azure refuses. */
  constructor(scope: Construct, id: string, props: TelemetryProps) {
    super(scope, id);
    refuseAll(this, telemetryRefusals(props));

    const placed = {
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      tags: props.tags && terraformTexts(props.tags),
    };
    this.workspace = new LogAnalyticsWorkspace(this, "workspace", {
      ...placed,
      name: props.workspaceName,
      sku: "PerGB2018",
      retentionInDays: props.retentionInDays ?? 30,
    });
    this.applicationInsights = new ApplicationInsights(this, "application-insights", {
      ...placed,
      name: terraformText(props.applicationInsightsName),
      applicationType: "web",
      workspaceId: this.workspace.id,
    });
    this.connectionString = this.applicationInsights.connectionString;
  }

  /**
   * Sends a trace of every call of an API here, correlated with the Function's own by the W3C trace context.
   * No body and no header is written down.
   *
   * @param gateway the gateway that serves the API
   * @param apiName name of the API on that gateway
   */
  public traceApi(gateway: IGateway, apiName: string): ApiManagementApiDiagnostic {
    const at = { apiManagementName: gateway.name, resourceGroupName: gateway.resourceGroupName };
    const logger = new ApiManagementLogger(this, "logger", {
      ...at,
      name: apiName,
      resourceId: this.applicationInsights.id,
      applicationInsights: { connectionString: this.connectionString },
    });
    return new ApiManagementApiDiagnostic(this, "api-diagnostic", {
      ...at,
      ...apiDiagnosticSettings,
      identifier: "applicationinsights",
      apiName,
      apiManagementLoggerId: logger.id,
    });
  }
}
