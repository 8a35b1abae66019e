import {
  FunctionApp,
  type FunctionAppProps,
  FunctionHosting,
  FunctionRuntime,
  Gateway,
} from "cdktf-secure-function-behind-apim";
import { functionDefaults } from "../../lib/function/private/function-defaults";
import { languages } from "../../lib/function/runtime/private/languages";
import { defaultSkuName } from "../../lib/gateway/private/gateway-defaults";
import { tierName } from "../../lib/gateway/sku";
import {
  allLifeCycles,
  describeEnd,
  gatewayLifeCycle,
  isEnding,
  type LifeCycle,
  lifeCyclesIn,
  planLifeCycle,
  reviewedOn,
  runtimeLifeCycle,
} from "../../lib/support/life-cycles";
import { functionAppProps } from "../fixtures/constructs";
import { type Json, newStack, synthesize, warningsOf } from "../synthesis";
import { GATEWAY_SKUS } from "../terraform/allowed-values/every-variant";

const subjects = (lifeCycles: readonly LifeCycle[]) => lifeCycles.map(({ subject }) => subject);

describe("the table of life cycles", () => {
  it("knows every version of every language that the library offers", () => {
    const offered = Object.values(languages)
      .filter(({ id }) => id !== "custom")
      .flatMap(({ id, versions }) =>
        Object.values(versions)
          .flat()
          .map((version) => ({ id, version })),
      );
    expect(offered.length).toBeGreaterThan(30);
    expect(offered.filter(({ id, version }) => !runtimeLifeCycle(id, version))).toEqual([]);
  });

  it("knows every tier of API Management, and no other", () => {
    expect(GATEWAY_SKUS.filter((sku) => !gatewayLifeCycle(tierName(sku)))).toEqual([]);
    expect(gatewayLifeCycle("Isolated")).toBeUndefined();
  });

  it("names a real day and a public page, and says when it was looked at", () => {
    const days = [reviewedOn, ...allLifeCycles().flatMap(({ endOfSupport }) => endOfSupport ?? [])];
    expect(days.length).toBeGreaterThan(20);
    for (const day of days) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
    for (const { source } of allLifeCycles()) expect(source).toMatch(/^https:\/\/[\w./#-]+\/?$/);
  });

  it("has no default whose support ended before it was looked at", () => {
    const defaults = [
      FunctionRuntime.node(),
      FunctionRuntime.python(),
      FunctionRuntime.dotnetIsolated(),
      FunctionRuntime.java(),
      functionDefaults.runtime,
    ].map(({ _lifeCycle }) => _lifeCycle);
    const all = [...defaults, planLifeCycle("Linux", "B1"), gatewayLifeCycle(tierName(defaultSkuName))];
    const ended = all.filter((lifeCycle) => lifeCycle?.endOfSupport && lifeCycle.endOfSupport < reviewedOn);
    expect(defaults.every((lifeCycle) => lifeCycle?.endOfSupport)).toBe(true);
    expect(ended).toEqual([]);
    expect(functionDefaults.hosting._lifeCycle).toBeUndefined();
  });
});

describe("an end is", () => {
  const ending = (endOfSupport: string | undefined, noticeInMonths: number): boolean =>
    isEnding({ subject: "it", endOfSupport, noticeInMonths, source: "" });

  // Reviewed on 2026-11-25.
  it.each([
    ["2020-01-01", 3, true],
    ["2026-11-25", 3, true],
    ["2027-02-25", 3, true],
    ["2027-02-26", 3, false],
    ["2028-09-30", 24, true],
    [undefined, 24, false],
  ])("near on %s with %i months of notice: %s", (day, months, expected) => {
    expect(ending(day, months)).toBe(expected);
  });

  it("told with its day, whether it is past, its source, and what comes after it", () => {
    const text = (name: string, version: string) => describeEnd(runtimeLifeCycle(name, version) as LifeCycle);
    expect(text("node", "20")).toBe(
      "Support of Node.js 20 ended on 2026-04-30 (https://github.com/nodejs/release#release-schedule, as of 2026-11-25). Move to Node.js 22 or 24.",
    );
    expect(text("python", "3.14")).toContain("Support of Python 3.14 ends on 2030-10-31 (");
    expect(text("python", "3.14")).not.toContain("Move to");
  });
});

describe("at synth", () => {
  const warnings = (props: Partial<FunctionAppProps>): string[] => {
    const stack = newStack();
    new FunctionApp(stack, "function", { ...functionAppProps, ...props });
    synthesize(stack);
    return warningsOf(stack);
  };

  it("a version whose support ended is a warning", () => {
    expect(warnings({ runtime: FunctionRuntime.dotnetIsolated("8.0") })).toEqual([
      "Support of .NET 8.0 ended on 2026-11-10 (https://learn.microsoft.com/azure/azure-functions/supported-languages, as of 2026-11-25). Move to .NET 10.0.",
    ]);
  });

  it("the Consumption plan on Linux is a warning", () => {
    expect(warnings({ hosting: FunctionHosting.consumption() })).toEqual([
      expect.stringContaining("Support of the Consumption plan on Linux ends on 2028-09-30 ("),
    ]);
  });

  it("what is supported for longer, or of no known version, is none", () => {
    expect(warnings({})).toEqual([]);
    expect(warnings({ hosting: FunctionHosting.consumptionWindows() })).toEqual([]);
    expect(warnings({ runtime: FunctionRuntime.custom() })).toEqual([]);
    const stack = newStack();
    const publisher = { name: "Contoso", email: "api@contoso.com" };
    new Gateway(stack, "gateway", {
      name: "apim-x",
      resourceGroupName: "rg",
      location: "westeurope",
      publisher,
    });
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe("in the arguments of a resource", () => {
  const app = (application_stack: Json) => ({ site_config: [{ application_stack: [application_stack] }] });

  it.each<[string, Json, string[]]>([
    ["azurerm_linux_function_app", app({ node_version: "20" }), ["Node.js 20"]],
    ["azurerm_linux_function_app_slot", app({ python_version: "3.9" }), ["Python 3.9"]],
    ["azurerm_windows_function_app", app({ node_version: "~22" }), ["Node.js 22"]],
    ["azurerm_windows_function_app", app({ dotnet_version: "v8.0" }), [".NET 8.0"]],
    ["azurerm_windows_function_app_slot", app({ java_version: "1.8" }), ["Java 8"]],
    ["azurerm_windows_function_app", app({ powershell_core_version: "7.4" }), ["PowerShell 7.4"]],
    ["azurerm_linux_function_app", app({ node_version: "", python_version: null }), []],
    ["azurerm_linux_function_app", app({ node_version: "${var.version}" }), []],
    [
      "azurerm_linux_function_app",
      { site_config: { application_stack: { java_version: "21" } } },
      ["Java 21"],
    ],
    ["azurerm_linux_function_app", {}, []],
    [
      "azurerm_function_app_flex_consumption",
      { runtime_name: "node", runtime_version: "20" },
      ["Node.js 20"],
    ],
    ["azurerm_function_app_flex_consumption", { runtime_name: "custom", runtime_version: "1.0" }, []],
    ["azurerm_service_plan", { os_type: "Linux", sku_name: "Y1" }, ["the Consumption plan on Linux"]],
    ["azurerm_service_plan", { os_type: "Windows", sku_name: "Y1" }, []],
    ["azurerm_api_management", { sku_name: "Consumption_0" }, ["the tier Consumption of API Management"]],
    ["azurerm_storage_account", { sku_name: "Consumption_0" }, []],
  ])("%s %j", (type, resource, expected) => {
    expect(subjects(lifeCyclesIn(type, resource))).toEqual(expected);
  });
});
