import { Token } from "cdktf";
import { resourceNameRefusals } from "../support/names";
import { refusal } from "../support/refusal";
import type { TelemetryProps } from "./telemetry-props";

/** Everything that Azure would refuse of a workspace and its Application Insights. */
export function telemetryRefusals(props: TelemetryProps): string[] {
  return [
    ...resourceNameRefusals("logAnalyticsWorkspace", props.workspaceName),
    ...resourceNameRefusals("applicationInsights", props.applicationInsightsName),
    ...retentionRefusals(props.retentionInDays),
  ];
}

function retentionRefusals(days: number | undefined): string[] {
  if (days === undefined || Token.isUnresolved(days)) return [];
  if (Number.isInteger(days) && days >= 30 && days <= 730) return [];
  return [
    refusal(
      `A retention of ${days} days was given`,
      "A Log Analytics workspace keeps data for 30 to 730 whole days",
      "Set `retentionInDays` within these",
    ),
  ];
}
