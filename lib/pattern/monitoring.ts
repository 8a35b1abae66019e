import type { Construct } from "constructs";
import type { FunctionHost } from "../function/function-host";
import type { Gateway } from "../gateway/gateway";
import { hasResourceLogs } from "../gateway/gateway-sku";
import { refusal } from "../support/refusal";
import { Alerts } from "../telemetry/alerts";
import { alertsRefusals } from "../telemetry/alerts-checks";
import { DiagnosticLogs } from "../telemetry/diagnostic-logs";
import type { ITelemetry } from "../telemetry/telemetry-interface";
import type { Placement } from "./placement";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

/** What is watched. */
export interface Monitored {
  readonly functionHost: FunctionHost;
  readonly telemetry: ITelemetry;
  /** A gateway of the Function's own; a shared one has an owner who watches it. */
  readonly newGateway?: Gateway;
}

/** Makes the alerts and the logs that were asked for. */
export function monitor(
  scope: Construct,
  { alerts, diagnosticLogs, tags }: SecureFunctionBehindApimProps,
  placement: Placement,
  { functionHost, telemetry, newGateway }: Monitored,
): void {
  const functionAppId = functionHost.id;
  const gatewayId = newGateway?.service.id;
  if (alerts) {
    const { resourceGroupName } = placement;
    new Alerts(scope, "alerts", {
      ...alerts,
      name: functionHost.name,
      resourceGroupName,
      functionAppId,
      gatewayId,
      tags,
    });
  }
  if (diagnosticLogs) {
    new DiagnosticLogs(scope, "logs", {
      // Refused without one.
      workspaceId: telemetry.workspaceId as string,
      functionAppId,
      gatewayId: hasResourceLogs(newGateway?.skuName ?? "") ? gatewayId : undefined,
    });
  }
}

/** Refuses alerts that Azure refuses, and logs that have nowhere to go. */
export function monitoringRefusals(props: SecureFunctionBehindApimProps): string[] {
  return [
    ...(props.alerts ? [...alertsRefusals(props.alerts), ...flexConsumptionRefusals(props)] : []),
    ...(props.diagnosticLogs ? workspaceRefusals(props) : []),
  ];
}

function flexConsumptionRefusals({ plan, hosting }: SecureFunctionBehindApimProps): string[] {
  if ((plan?.hosting ?? hosting)?._app !== "flexConsumption") return [];
  return [
    refusal(
      "`alerts` was given on a Flex Consumption plan",
      "Its Function Apps do not count 401, 403 and 5xx",
      "Leave `alerts` out, and alert on the requests in Application Insights",
    ),
  ];
}

function workspaceRefusals({ telemetry }: SecureFunctionBehindApimProps): string[] {
  if (!telemetry || telemetry.workspaceId !== undefined) return [];
  return [
    refusal(
      "`diagnosticLogs` was set with telemetry of which no workspace is known",
      "Logs are sent to a Log Analytics workspace",
      "Give `Telemetry.fromAttributes` its `workspaceId`",
    ),
  ];
}
