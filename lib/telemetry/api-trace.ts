import { ApiManagementApiDiagnostic } from "@cdktf/provider-azurerm/lib/api-management-api-diagnostic";
import type { ApiManagementLogger } from "@cdktf/provider-azurerm/lib/api-management-logger";
import { Construct } from "constructs";
import type { IGateway } from "../gateway/gateway-props";
import { onGateway, validateOnGateway } from "../gateway/on-gateway";
import { checked } from "../support/shape/checked";
import { throwIfInvalid } from "../support/validation";
import { apiDiagnosticSettings } from "./private/api-diagnostic-settings";
import { loggerOf } from "./private/logger";
import type { ITelemetry } from "./telemetry-props";

/** What a trace of an API is made from. */
export interface ApiTraceProps {
  /** The gateway that serves the API. */
  readonly gateway: IGateway;
  /** Name of the API on that gateway. */
  readonly apiName: string;
  /** Where the traces are sent. */
  readonly telemetry: ITelemetry;
}

/**
 * A trace of every call of an API, correlated with the Function's own by the W3C trace context. No body and no
 * header is written down.
 */
export class ApiTrace extends Construct {
  /** The `azurerm_api_management_logger`: one in a stack for all APIs of a gateway that send to the same component. */
  public readonly logger: ApiManagementLogger;
  /** The `azurerm_api_management_api_diagnostic`. */
  public readonly diagnostic: ApiManagementApiDiagnostic;

  constructor(scope: Construct, id: string, props: ApiTraceProps) {
    [scope, id, props] = checked("ApiTrace", [scope, id, props]);
    super(scope, id);
    const { gateway, apiName, telemetry } = props;
    throwIfInvalid(this, validateOnGateway(this, gateway));
    this.logger = loggerOf(this, gateway, telemetry);
    this.diagnostic = new ApiManagementApiDiagnostic(this, "diagnostic", {
      ...onGateway(this, gateway),
      ...apiDiagnosticSettings,
      identifier: "applicationinsights",
      apiName,
      apiManagementLoggerId: this.logger.id,
    });
  }
}
