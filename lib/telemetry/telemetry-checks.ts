import { Token } from "cdktf";
import { resourceNameRefusals } from "../support/names";
import { refusal, togetherRefusals } from "../support/refusal";
import type { TelemetryProps } from "./telemetry-props";

/** Everything that Azure would refuse of a workspace and its Application Insights. */
export function telemetryRefusals(props: TelemetryProps): string[] {
  return [
    ...workspaceChoiceRefusals(props),
    ...workspaceIdRefusals(props.workspaceId),
    ...resourceNameRefusals("applicationInsights", props.applicationInsightsName),
    ...retentionRefusals(props.retentionInDays),
  ];
}

/** Refuses what is no id of a workspace. */
export function workspaceIdRefusals(id: string | undefined): string[] {
  if (id === undefined || Token.isUnresolved(id)) return [];
  if (/^\/subscriptions\/.+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/]+$/i.test(id))
    return [];
  return [
    refusal(
      `The workspace id ${JSON.stringify(id)} was given`,
      "Allowed is /subscriptions/…/resourceGroups/…/providers/Microsoft.OperationalInsights/workspaces/…",
      "Copy it with `az monitor log-analytics workspace show --query id`",
    ),
  ];
}

function workspaceChoiceRefusals({ workspaceName, workspaceId, retentionInDays }: TelemetryProps): string[] {
  if (workspaceId === undefined) return resourceNameRefusals("logAnalyticsWorkspace", workspaceName ?? "");
  return togetherRefusals("workspaceId", "a workspace", { workspaceName, retentionInDays });
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
