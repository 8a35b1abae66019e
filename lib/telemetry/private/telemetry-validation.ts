import { Token } from "cdktf";
import { validateResourceName } from "../../support/names";
import { validateResourceId } from "../../support/resource-ids";
import { validateExclusive, validationError } from "../../support/validation";
import type { TelemetryProps } from "../telemetry-props";
import { validateTelemetryAdoption } from "./adopted-telemetry";

/** What Azure does not accept of a workspace and its Application Insights. */
export function validateTelemetry(props: TelemetryProps): string[] {
  return [
    ...validateWorkspaceChoice(props),
    ...(props.workspaceId === undefined
      ? []
      : validateResourceId("logAnalyticsWorkspace", props.workspaceId)),
    ...validateResourceName("applicationInsights", props.applicationInsightsName),
    ...validateRetention(props.retentionInDays),
    ...validateTelemetryAdoption(props),
  ];
}

function validateWorkspaceChoice({ workspaceName, workspaceId, retentionInDays }: TelemetryProps): string[] {
  if (workspaceId === undefined) return validateResourceName("logAnalyticsWorkspace", workspaceName ?? "");
  return validateExclusive("workspaceId", "a workspace", { workspaceName, retentionInDays });
}

function validateRetention(days: number | undefined): string[] {
  if (days === undefined || Token.isUnresolved(days)) return [];
  if (Number.isInteger(days) && days >= 30 && days <= 730) return [];
  return [
    validationError(
      `A retention of ${days} days was given`,
      "A Log Analytics workspace keeps data for 30 to 730 whole days",
      "Set `retentionInDays` within these",
    ),
  ];
}
