import {
  FunctionHosting,
  type SecureFunctionBehindApimProps,
  Telemetry,
} from "cdktf-secure-function-behind-apim";
import { newPattern, onExistingGateway } from "../fixtures/constructs";
import { all, anotherStack, messageOf, only, synthesize } from "../synthesis";

const actionGroup = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Insights/actionGroups/ag";

const json = (props: Partial<SecureFunctionBehindApimProps>) => synthesize(newPattern(props).stack);
const refused = (props: Partial<SecureFunctionBehindApimProps>) => messageOf(() => json(props));

describe("telemetry and alerts: alerts", () => {
  it("are not there unless they are asked for", () => {
    expect(all(json({}), "azurerm_monitor_metric_alert")).toEqual([]);
  });

  it("count 401, 403 and 5xx of the Function and of its own gateway", () => {
    const alerts = all(
      json({ alerts: { emailAddresses: ["api@contoso.com"] } }),
      "azurerm_monitor_metric_alert",
    );
    const counted = alerts.map(({ criteria: [{ metric_name, dimension, threshold }], window_size }) => [
      metric_name,
      dimension?.[0].values ?? [],
      threshold,
      window_size,
    ]);
    expect(new Set(counted.map((row) => JSON.stringify(row)))).toEqual(
      new Set(
        [
          ["Http401", [], 20, "PT5M"],
          ["Http403", [], 20, "PT5M"],
          ["Http5xx", [], 20, "PT5M"],
          ["Requests", ["401", "403"], 20, "PT5M"],
          ["Requests", ["5xx"], 20, "PT5M"],
        ].map((row) => JSON.stringify(row)),
      ),
    );
  });

  it("leave a shared gateway to its owner", () => {
    const alerts = all(
      json({ ...onExistingGateway(), alerts: { actionGroupIds: [actionGroup] } }),
      "azurerm_monitor_metric_alert",
    );
    expect(alerts).toHaveLength(3);
    expect(alerts[0].action).toEqual([{ action_group_id: actionGroup }]);
  });

  it("tell a new action group", () => {
    const synthesized = json({
      alerts: { emailAddresses: ["a@b.c", "d@e.f"], threshold: 0, windowInMinutes: 60 },
    });
    expect(only(synthesized, "azurerm_monitor_action_group").email_receiver).toMatchObject([
      { email_address: "a@b.c" },
      { email_address: "d@e.f" },
    ]);
    expect(all(synthesized, "azurerm_monitor_metric_alert")[0]).toMatchObject({
      window_size: "PT1H",
      action: [{ action_group_id: expect.stringMatching(/^\$\{azurerm_monitor_action_group\./) }],
      criteria: [expect.objectContaining({ threshold: 0 })],
    });
  });

  it.each<[SecureFunctionBehindApimProps["alerts"], string]>([
    [{}, "`alerts` was given without a receiver. An alert notifies action groups or e-mail addresses."],
    [
      { emailAddresses: ["ops"] },
      'The e-mail address "ops" was given. Allowed is an address like api@contoso.com.',
    ],
    [{ actionGroupIds: ["ag"] }, 'The action group id "ag" was given. Allowed is /subscriptions/'],
    [{ emailAddresses: ["a@b.c"], threshold: -1 }, "A threshold of -1 was given. Allowed is 0 or more."],
    [
      { emailAddresses: ["a@b.c"], windowInMinutes: 10 },
      "A window of 10 minutes was given. Azure has 1, 5, 15, 30, 60, 360, 720, 1440 minutes.",
    ],
  ])("are refused with %j", (alerts, message) => {
    expect(refused({ alerts })).toContain(message);
  });

  it("are refused on Flex Consumption, which does not count", () => {
    expect(
      refused({
        alerts: { emailAddresses: ["a@b.c"] },
        hosting: FunctionHosting.flexConsumption(),
        storageKeyInState: true,
      }),
    ).toContain("`alerts` was given on a Flex Consumption plan.");
  });
});

describe("diagnostic logs", () => {
  it("are sent to the workspace: who the Function refused, and what the gateway did", () => {
    const settings = all(
      json({ diagnosticLogs: true, skuName: "BasicV2_1" }),
      "azurerm_monitor_diagnostic_setting",
    );
    expect(
      settings.map(({ enabled_log }) => enabled_log.map(({ category }: { category: string }) => category)),
    ).toEqual([["FunctionAppLogs", "AppServiceAuthenticationLogs"], ["GatewayLogs"]]);
    for (const { log_analytics_workspace_id } of settings) {
      expect(log_analytics_workspace_id).toMatch(/^\$\{azurerm_log_analytics_workspace\..+\.id\}$/);
    }
  });

  it("of the gateway are left out on Consumption, which has none, and on a shared gateway", () => {
    expect(all(json({ diagnosticLogs: true }), "azurerm_monitor_diagnostic_setting")).toHaveLength(1);
    expect(
      all(json({ ...onExistingGateway(), diagnosticLogs: true }), "azurerm_monitor_diagnostic_setting"),
    ).toHaveLength(1);
  });

  it("are refused without a workspace to send them to", () => {
    const telemetry = Telemetry.fromTelemetryAttributes(anotherStack(), "existing", {
      applicationInsightsId:
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/components/appi",
      connectionString: "InstrumentationKey=1",
    });
    expect(refused({ telemetry, diagnosticLogs: true })).toContain(
      "`diagnosticLogs` was set with telemetry of which no workspace is known.",
    );
  });
});
