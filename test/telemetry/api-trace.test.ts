import { TerraformVariable } from "cdktf";
import {
  ApiTrace,
  type IGateway,
  type ITelemetry,
  SecureFunctionBehindApim,
  Telemetry,
} from "cdktf-secure-function-behind-apim";
import { patternProps } from "../fixtures/constructs";
import { existingGateway } from "../fixtures/existing-parts";
import { all, newStack, only, synthesize } from "../synthesis";

const gateway = existingGateway();
const applicationInsightsId =
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/components/appi shop (prod)";

function newTelemetry(stack = newStack(), id = "telemetry", name = applicationInsightsId): ITelemetry {
  const connectionString = "InstrumentationKey=1";
  return Telemetry.fromTelemetryAttributes(stack, id, { applicationInsightsId: name, connectionString });
}

/** The loggers of a stack in which each API, by its name, is on a gateway and sends to a component. */
function loggers(apis: Record<string, [IGateway, ITelemetry]>, stack = newStack()) {
  for (const [apiName, [on, telemetry]] of Object.entries(apis)) {
    new ApiTrace(stack, apiName, { gateway: on, apiName, telemetry });
  }
  const json = synthesize(stack);
  const used = all(json, "azurerm_api_management_api_diagnostic").map(
    ({ api_management_logger_id }) => api_management_logger_id,
  );
  expect(used).toHaveLength(Object.keys(apis).length);
  return {
    names: all(json, "azurerm_api_management_logger").map(({ name }) => name),
    used: new Set(used).size,
  };
}

describe("the logger of a gateway", () => {
  it("is one for all APIs that send to the same component, named after the component", () => {
    const telemetry = newTelemetry();
    expect(loggers({ a: [gateway, telemetry], b: [gateway, telemetry], c: [gateway, telemetry] })).toEqual({
      names: [expect.stringMatching(/^appi-shop-prod-[0-9a-f]{6}$/)],
      used: 1,
    });
  });

  it("is one where the same gateway and component are given as several objects", () => {
    const others: [IGateway, ITelemetry] = [existingGateway(), newTelemetry()];
    expect(loggers({ a: [gateway, newTelemetry()], b: others }).names).toHaveLength(1);
  });

  it("is another one for each gateway and each component, with a name of its own", () => {
    const other = existingGateway({ name: "apim-other" });
    const telemetry = newTelemetry();
    const another = newTelemetry(newStack(), "telemetry", `${applicationInsightsId} 2`);
    const { names, used } = loggers({
      a: [gateway, telemetry],
      b: [other, telemetry],
      c: [gateway, another],
    });
    expect([new Set(names).size, used]).toEqual([3, 3]);
  });

  it("keeps its name and its place when the API that was first is removed", () => {
    const telemetry = newTelemetry();
    const both = loggers({ a: [gateway, telemetry], b: [gateway, telemetry] });
    expect(loggers({ b: [gateway, telemetry] })).toEqual(both);
  });

  it("is named as it is where Terraform knows the component's name later", () => {
    const stack = newStack();
    const environment = new TerraformVariable(stack, "environment", {});
    new SecureFunctionBehindApim(stack, "orders", {
      ...patternProps,
      names: { applicationInsights: `appi-${environment.stringValue}` },
    });
    expect(only(synthesize(stack), "azurerm_api_management_logger").name).toMatch(
      /^appi-\$\{var\.environment\}-[0-9a-f]{6}$/,
    );
  });
});
