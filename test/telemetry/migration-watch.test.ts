import { GateMigration, MigrationWatch, Telemetry } from "cdktf-secure-function-behind-apim";
import { newPattern, patternProps } from "../fixtures/constructs";
import { all, messageOf, newStack, only, synthesize } from "../synthesis";

const subscription =
  "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-platform/providers";
const workspaceId = `${subscription}/Microsoft.OperationalInsights/workspaces/log-platform`;
const actionGroupIds = [`${subscription}/Microsoft.Insights/actionGroups/ag-api`];
const props = {
  functionAppName: "func-orders",
  workspaceId,
  resourceGroupName: "rg-orders",
  location: "westeurope",
};
const search = "azurerm_log_analytics_saved_search";
const alert = "azurerm_monitor_scheduled_query_rules_alert_v2";

function watched(more: object = {}) {
  const stack = newStack();
  const watch = new MigrationWatch(stack, "watch", { ...props, ...more });
  for (const name of ["orders", "orders-v2"]) watch.addApi(name);
  return synthesize(stack);
}

describe("a migration is watched", () => {
  it("by a saved query over the calls that came through none of the Function's APIs, by caller", () => {
    const { query, log_analytics_workspace_id } = only(watched(), search);
    expect(log_analytics_workspace_id).toBe(workspaceId);
    expect(query.split("\n")).toEqual([
      "let gateway = AppRequests",
      '| where tostring(Properties["Service Type"]) == "API Management"',
      '| summarize Api = take_any(tostring(Properties["API Name"])) by OperationId;',
      "AppRequests",
      '| where AppRoleName =~ "func-orders"',
      "| join kind=leftouter gateway on OperationId",
      '| where Api !in ("orders", "orders-v2")',
      '| extend Caller = iff(isempty(Api), strcat_delim(" ", ClientIP, ClientCity, ClientCountryOrRegion), strcat("API ", Api))',
      "| summarize Calls = sum(ItemCount), LastCall = max(TimeGenerated), Functions = make_set(Name, 20) by Caller",
    ]);
  });

  it("without an alert, unless somebody is to be told", () => {
    expect(watched().resource).not.toHaveProperty(alert);
  });

  it("with an alert on each caller, of calls that are no longer under way", () => {
    const json = watched({ actionGroupIds });
    const { action, criteria, scopes } = only(json, alert);
    const time = "| where TimeGenerated between (ago(75m) .. ago(15m))\n";
    expect(scopes).toEqual([workspaceId]);
    expect(action.action_groups).toEqual(actionGroupIds);
    expect(criteria[0].dimension).toEqual([{ name: "Caller", operator: "Include", values: ["*"] }]);
    expect(criteria[0].query.replace(time, "")).toBe(only(json, search).query);
  });

  it("not with ids of something else", () => {
    expect(messageOf(() => watched({ workspaceId: "log" }))).toContain('`workspaceId` was given as "log"');
    expect(messageOf(() => watched({ actionGroupIds: ["a"] }))).toContain('The action group id "a"');
  });
});

describe("a pattern whose gate is open", () => {
  const reason = "Partners move to the gateway";
  const observing = GateMigration.observe({ reason, until: "2027-02-28", actionGroupIds });

  it("is watched, with each of its APIs as a way that is meant", () => {
    const { stack, orders } = newPattern({ migration: observing });
    const { apiDefinition, callers } = patternProps;
    orders.addApi("more", { name: "more", path: "more", apiDefinition, callers });
    const json = synthesize(stack);
    expect(only(json, search).query).toContain('| where Api !in ("orders", "more")');
    expect(all(json, alert)).toHaveLength(1);
  });

  it("needs telemetry whose workspace is known", () => {
    const telemetry = Telemetry.fromTelemetryAttributes(newStack(), "telemetry", {
      applicationInsightsId: `${subscription}/Microsoft.Insights/components/appi-shop`,
      connectionString: "InstrumentationKey=a",
    });
    expect(messageOf(() => newPattern({ migration: observing, telemetry }))).toContain(
      "`GateMigration.observe` was given with telemetry of which no workspace is known.",
    );
  });

  it("is watched no more when it is closed", () => {
    const { stack, orders } = newPattern();
    expect(orders.migrationWatch).toBeUndefined();
    expect(synthesize(stack).resource).not.toHaveProperty(search);
  });
});
