import { Telemetry } from "../../lib/telemetry/telemetry";
import { messageOf, newStack, only, synthesize } from "../synthesis";

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
