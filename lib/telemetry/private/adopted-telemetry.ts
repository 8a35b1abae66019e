import { keptUnlessGiven } from "../../adoption/adopt";
import { validateAdoption } from "../../adoption/import-ids";
import { validateExclusive, validationError } from "../../support/validation";
import type { TelemetryProps } from "../telemetry-props";

/** What an adopted workspace keeps. */
export function keptByWorkspace({ tags, retentionInDays }: TelemetryProps): string[] {
  return [
    "location",
    "allow_resource_only_permissions",
    "cmk_for_query_forced",
    "daily_quota_gb",
    "data_collection_rule_id",
    "identity",
    "immediate_data_purge_on_30_days_enabled",
    "reservation_capacity_in_gb_per_day",
    "sku",
    ...keptUnlessGiven({ tags, retention_in_days: retentionInDays }),
  ];
}

/** What an adopted Application Insights component keeps: its type too, whose change would replace it. */
export function keptByApplicationInsights({ tags }: TelemetryProps): string[] {
  return [
    "location",
    "application_type",
    "daily_data_cap_in_gb",
    "force_customer_storage_for_profiler",
    "internet_ingestion_enabled",
    "internet_query_enabled",
    "retention_in_days",
    "sampling_percentage",
    ...keptUnlessGiven({ tags }),
  ];
}

/** Rejects telemetry that the stack would replace, or take to another workspace without being told to. */
export function validateTelemetryAdoption(props: TelemetryProps): string[] {
  const { workspaceImportId, workspaceName, workspaceId } = props;
  const { applicationInsightsImportId, applicationInsightsName } = props;
  return [
    ...validateAdoption("logAnalyticsWorkspace", "workspaceImportId", workspaceImportId, {
      name: workspaceName,
    }),
    ...validateAdoption("applicationInsights", "applicationInsightsImportId", applicationInsightsImportId, {
      name: applicationInsightsName,
    }),
    ...(workspaceId === undefined
      ? []
      : validateExclusive("workspaceId", "a workspace", { workspaceImportId })),
    ...validateWorkspaceOfComponent(props),
  ];
}

function validateWorkspaceOfComponent({
  applicationInsightsImportId,
  workspaceImportId,
  workspaceId,
}: TelemetryProps): string[] {
  if (applicationInsightsImportId === undefined || workspaceImportId !== undefined) return [];
  if (workspaceId !== undefined) return [];
  return [
    validationError(
      "An Application Insights component that is there was given without its workspace",
      "It would send its traces to a new workspace",
      "Adopt its workspace too, or give the workspace's id: `az monitor app-insights component show --query workspaceResourceId`",
    ),
  ];
}
