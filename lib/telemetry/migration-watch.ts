import type { LogAnalyticsSavedSearch } from "@cdktf/provider-azurerm/lib/log-analytics-saved-search";
import type { MonitorScheduledQueryRulesAlertV2 } from "@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { lazy } from "../support/lazy";
import { validateResourceName } from "../support/names";
import { validateResourceId } from "../support/resource-ids";
import { checked } from "../support/shape/checked";
import { terraformTexts } from "../support/terraform-text";
import { throwIfInvalid } from "../support/validation";
import type { MigrationWatchProps } from "./migration-watch-props";
import { callersQuery } from "./private/callers-query";

/**
 * Who still calls a Function without coming through its APIs: a saved query by caller, and an alert on each.
 *
 * It reads the traces of the Function and of its gateways, which the W3C trace context joins. Requests that the host
 * samples away are counted, and who made them is not known: leave requests out of sampling in host.json.
 *
 * @example
 * const watch = new MigrationWatch(this, "watch", {
 *   functionAppName: "func-orders",
 *   workspaceId: "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-platform/providers/Microsoft.OperationalInsights/workspaces/log-platform",
 *   resourceGroupName: "rg-orders",
 *   location: "westeurope",
 *   actionGroupIds: ["/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-platform/providers/Microsoft.Insights/actionGroups/ag-api"],
 * });
 * watch.addApi("orders");
 */
export class MigrationWatch extends Construct {
  /** The `azurerm_log_analytics_saved_search`. */
  public readonly savedSearch: LogAnalyticsSavedSearch;
  /** The `azurerm_monitor_scheduled_query_rules_alert_v2`; none without action groups. */
  public readonly alert?: MonitorScheduledQueryRulesAlertV2;
  private readonly apiNames: string[] = [];

  /** @throws when Azure does not accept a name or an id. */
  constructor(scope: Construct, id: string, props: MigrationWatchProps) {
    [scope, id, props] = checked("MigrationWatch", [scope, id, props]);
    super(scope, id);
    const { functionAppName, workspaceId, actionGroupIds = [] } = props;
    throwIfInvalid(this, [
      ...validateResourceName("functionApp", functionAppName),
      ...validateResourceId("logAnalyticsWorkspace", workspaceId, "workspaceId"),
      ...actionGroupIds.flatMap((actionGroupId) => validateResourceId("actionGroup", actionGroupId)),
    ]);
    this.savedSearch = this.newSavedSearch(props);
    this.alert = actionGroupIds.length > 0 ? this.newAlert(props, actionGroupIds) : undefined;
  }

  /**
   * Notes an API of the Function: who comes through it is not told.
   *
   * @param apiName name of the API on its gateway
   */
  public addApi(apiName: string): void {
    [apiName] = checked("MigrationWatch.addApi", [apiName], this);
    this.apiNames.push(apiName);
  }

  private newSavedSearch({ functionAppName, workspaceId, provider }: MigrationWatchProps) {
    const { LogAnalyticsSavedSearch: SavedSearch } = lazy.savedSearch();
    return new SavedSearch(this, "query", {
      name: `callers-around-gateway-${functionAppName}`,
      displayName: `Who calls ${functionAppName} around its gateway`,
      category: "Migration to identity",
      logAnalyticsWorkspaceId: workspaceId,
      query: this.query(functionAppName),
      provider,
    });
  }

  private newAlert(props: MigrationWatchProps, actionGroups: string[]) {
    const { functionAppName, workspaceId, resourceGroupName, location, tags, provider } = props;
    const { MonitorScheduledQueryRulesAlertV2: Alert } = lazy.scheduledQueryAlert();
    return new Alert(this, "alert", {
      name: `alert-${functionAppName}-around-gateway`,
      resourceGroupName,
      location,
      scopes: [workspaceId],
      severity: 3,
      evaluationFrequency: "PT1H",
      windowDuration: "PT1H",
      queryTimeRangeOverride: "PT2H",
      // Until the first trace arrives, a new workspace does not know the table.
      skipQueryValidation: true,
      criteria: [
        {
          // Older than what is still under way, so that a call and its trace at the gateway are both there.
          query: this.query(functionAppName, "TimeGenerated between (ago(75m) .. ago(15m))"),
          timeAggregationMethod: "Count",
          operator: "GreaterThan",
          threshold: 0,
          dimension: [{ name: "Caller", operator: "Include", values: ["*"] }],
        },
      ],
      action: { actionGroups },
      tags: tags && terraformTexts(tags),
      provider,
    });
  }

  private query(functionAppName: string, time?: string): string {
    return Lazy.stringValue({ produce: () => callersQuery(functionAppName, this.apiNames, time) });
  }
}
