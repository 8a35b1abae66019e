import { Telemetry } from "../../lib/telemetry/telemetry";
import { anotherStack, messageOf, newStack, only, resolved, synthesize } from "../synthesis";

const minimal = {
  resourceGroupName: "rg-orders",
  location: "westeurope",
  workspaceName: "log-orders",
  applicationInsightsName: "appi-orders",
};

describe("telemetry", () => {
  it("keeps traces in a workspace, for 30 days", () => {
    const stack = newStack();
    new Telemetry(stack, "telemetry", minimal);
    const json = synthesize(stack);
    expect(only(json, "azurerm_log_analytics_workspace")).toMatchObject({
      name: "log-orders",
      retention_in_days: 30,
    });
    expect(only(json, "azurerm_application_insights").workspace_id).toMatch(
      /^\$\{azurerm_log_analytics_workspace\..+\.id\}$/,
    );
  });

  it.each([0, 29, 731, 30.5])("refuses a retention of %s days", (retentionInDays) => {
    expect(
      messageOf(() => new Telemetry(newStack(), "telemetry", { ...minimal, retentionInDays })),
    ).toContain(
      `A retention of ${retentionInDays} days was given. A Log Analytics workspace keeps data for 30 to 730 whole days.`,
    );
  });
});

describe("telemetry that is there", () => {
  it("is looked up by its name, so that a plan fails when it is not", () => {
    const stack = newStack();
    const { applicationInsightsId, connectionString, workspaceId } = Telemetry.fromTelemetryName(
      stack,
      "telemetry",
      {
        applicationInsightsName: "appi-shared",
        resourceGroupName: "rg-shared",
      },
    );
    expect(resolved(stack, { applicationInsightsId, connectionString, workspaceId })).toEqual({
      applicationInsightsId: "${data.azurerm_application_insights.telemetry.id}",
      connectionString: "${data.azurerm_application_insights.telemetry.connection_string}",
      workspaceId: "${data.azurerm_application_insights.telemetry.workspace_id}",
    });
  });

  it("is refused by ids that are none, all of them in one message", () => {
    const message = messageOf(() =>
      Telemetry.fromTelemetryAttributes(anotherStack(), "existing", {
        applicationInsightsId: "appi",
        connectionString: "secret",
        workspaceId: "log",
      }),
    );
    expect(message).toMatch(/^elsewhere\/existing: invalid input\./);
    expect(message).toContain('The Application Insights id "appi" was given. Allowed is /subscriptions/…');
    expect(message).toContain('The connection string "secret" was given. Allowed is InstrumentationKey=…');
    expect(message).toContain('The workspace id "log" was given. Allowed is /subscriptions/…');
  });

  it("a workspace together with the name of a new one is refused", () => {
    const workspaceId =
      "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w";
    expect(messageOf(() => new Telemetry(newStack(), "telemetry", { ...minimal, workspaceId }))).toContain(
      "`workspaceName` was given together with `workspaceId`.",
    );
  });
});
