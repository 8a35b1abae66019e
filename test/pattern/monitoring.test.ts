import {
  Alerts,
  DiagnosticLogs,
  FunctionHosting,
  Gateway,
  type SecureFunctionBehindApimProps,
  Telemetry,
} from "cdktf-secure-function-behind-apim";
import { newPattern, onExistingGateway } from "../fixtures/constructs";
import { all, anotherStack, messageOf, newStack, only, synthesize } from "../synthesis";

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
      "A window of 10 minutes was given. Azure has 1, 5, 15, 30, 60, 360, 720, 1440 minutes",
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

describe("a gateway without a Function App", () => {
  const workspaceId =
    "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/log";

  function newGateway() {
    const stack = newStack();
    const gateway = new Gateway(stack, "gateway", {
      name: "apim-shared",
      resourceGroupName: "rg-shared",
      location: "westeurope",
      publisher: { name: "Contoso", email: "api@contoso.com" },
      skuName: "BasicV2_1",
    });
    return { stack, gatewayId: gateway.service.id };
  }

  it("has alerts", () => {
    const { stack, gatewayId } = newGateway();
    new Alerts(stack, "alerts", {
      name: "apim-shared",
      resourceGroupName: "rg-shared",
      gatewayId,
      actionGroupIds: [actionGroup],
    });
    const alerts = all(synthesize(stack), "azurerm_monitor_metric_alert");
    expect(alerts.map(({ name }) => name)).toEqual([
      "alert-apim-shared-gateway-401-403",
      "alert-apim-shared-gateway-5xx",
    ]);
  });

  it("has logs", () => {
    const { stack, gatewayId } = newGateway();
    new DiagnosticLogs(stack, "logs", { workspaceId, gatewayId });
    expect(only(synthesize(stack), "azurerm_monitor_diagnostic_setting").enabled_log).toEqual([
      { category: "GatewayLogs" },
    ]);
  });

  it("is asked for where nothing is watched", () => {
    const nothing = "Neither `functionAppId` nor `gatewayId` was given.";
    const props = { name: "orders", resourceGroupName: "rg-orders", actionGroupIds: [actionGroup] };
    expect(messageOf(() => new Alerts(newStack(), "alerts", props))).toContain(nothing);
    expect(messageOf(() => new DiagnosticLogs(newStack(), "logs", { workspaceId }))).toContain(nothing);
  });

  it("is not given by an id of something else", () => {
    const functionAppId = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Web/serverFarms/asp";
    const message = messageOf(
      () =>
        new DiagnosticLogs(newStack(), "logs", {
          workspaceId: "log",
          functionAppId,
          gatewayId: functionAppId,
        }),
    );
    expect(message).toContain('`workspaceId` was given as "log".');
    expect(message).toContain(`\`functionAppId\` was given as "${functionAppId}".`);
    expect(message).toContain(`\`gatewayId\` was given as "${functionAppId}".`);
  });
});
