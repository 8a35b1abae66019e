import { ApiManagementApiDiagnostic } from "@cdktf/provider-azurerm/lib/api-management-api-diagnostic";
import { ApiManagementLogger } from "@cdktf/provider-azurerm/lib/api-management-logger";
import { Construct } from "constructs";
import type { IGateway } from "../gateway/gateway-props";
import { checked } from "../support/shape/checked";
import { apiDiagnosticSettings } from "./private/api-diagnostic-settings";
import type { ITelemetry } from "./telemetry-props";

/** What a trace of an API is made from. */
export interface ApiTraceProps {
  /** The gateway that serves the API. */
  readonly gateway: IGateway;
  /** Name of the API on that gateway; the logger is named like it. */
  readonly apiName: string;
  /** Where the traces are sent. */
  readonly telemetry: ITelemetry;
}

/**
 * A trace of every call of an API, correlated with the Function's own by the W3C trace context. No body and no
 * header is written down.
 */
export class ApiTrace extends Construct {
  /** The `azurerm_api_management_logger`. */
  public readonly logger: ApiManagementLogger;
  /** The `azurerm_api_management_api_diagnostic`. */
  public readonly diagnostic: ApiManagementApiDiagnostic;

  constructor(scope: Construct, id: string, props: ApiTraceProps) {
    [scope, id, props] = checked("ApiTrace", [scope, id, props]);
    super(scope, id);
    const { gateway, apiName, telemetry } = props;
    const at = { apiManagementName: gateway.name, resourceGroupName: gateway.resourceGroupName };
    this.logger = new ApiManagementLogger(this, "logger", {
      ...at,
      name: apiName,
      resourceId: telemetry.applicationInsightsId,
      applicationInsights: { connectionString: telemetry.connectionString },
    });
    this.diagnostic = new ApiManagementApiDiagnostic(this, "diagnostic", {
      ...at,
      ...apiDiagnosticSettings,
      identifier: "applicationinsights",
      apiName,
      apiManagementLoggerId: this.logger.id,
    });
  }
}
