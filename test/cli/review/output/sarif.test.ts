import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import type { Log, Result } from "sarif";
import type { ReviewOutcome } from "../../../../cli/review/outcome";
import { sarifText } from "../../../../cli/review/output/sarif/sarif";
import { findSourceIn } from "../../../../cli/review/output/sarif/source-locations";
import { expectationRules } from "../../../../cli/review/rules";
import type { ReviewRule } from "../../../../lib/access/rules";
import { hostileNames, hostileReport, outcomeOf } from "../../fixtures/outcomes";
import { closedReport, openedReport } from "../../fixtures/reports";

const schema = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  JSON.parse(readFileSync(schema, "utf8")),
);

const openHost: ReviewRule = {
  id: "open-host",
  title: "A host is open",
  severity: "critical",
  what: "Anybody calls {0} it.",
  inTerraform: "auth_settings_v2 {}",
  withConstruct: "It writes it.",
  sources: ["https://learn.microsoft.com/azure/app-service/overview-authentication-authorization"],
  reviewedOn: "2026-11-25",
  opensGate: true,
};
const rules = [...expectationRules, openHost];

function logOf(outcome: ReviewOutcome, sources = findSourceIn([], "plan.json")): Log {
  const log: Log = JSON.parse(sarifText(outcome, rules, sources));
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  return log;
}

function onlyResult(log: Log): Result {
  expect(log.runs[0].results).toHaveLength(1);
  return log.runs[0].results?.[0] as Result;
}

describe("the review in SARIF", () => {
  it("is valid without findings", () => {
    expect(logOf(outcomeOf(closedReport)).runs[0].results).toEqual([]);
  });

  it("says of a finding what, how bad, and where", () => {
    const result = onlyResult(logOf(outcomeOf(openedReport)));
    expect(result).toMatchObject({
      ruleId: "open-host",
      level: "error",
      properties: { "security-severity": "9.5" },
    });
    expect(result.message.text).toBe(
      "Anyone on the internet reaches func-orders (slot staging) without a token.\n" +
        "- azurerm_linux_function_app_slot.staging: auth_settings_v2 = absent (every call is let in)",
    );
    expect(result.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: "plan.json" }, region: { startLine: 1 } },
        logicalLocations: [
          { fullyQualifiedName: "azurerm_linux_function_app_slot.staging", kind: "resource" },
        ],
      },
    ]);
  });

  it("names the construct, where one wrote the resource", () => {
    const [finding] = openedReport.findings;
    const problems = [{ ...finding, constructPath: "shop/orders" }];
    const [location] = onlyResult(logOf(outcomeOf(openedReport, { problems }))).locations ?? [];
    expect(location.logicalLocations).toContainEqual({
      fullyQualifiedName: "shop/orders",
      kind: "construct",
    });
  });

  it("describes every rule, with help and a severity that code scanning knows", () => {
    const { driver } = logOf(outcomeOf(openedReport)).runs[0].tool;
    expect(driver.rules?.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    const [rule] = driver.rules?.filter(({ id }) => id === "open-host") ?? [];
    expect(rule.properties?.["security-severity"]).toBe("9.5");
    expect(rule.helpUri).toMatch(/\/docs\/rules\/open-host\.md$/);
    expect(rule.help?.markdown).toContain("```hcl\nauth_settings_v2 {}\n```");
    const result = onlyResult(logOf(outcomeOf(openedReport)));
    expect(driver.rules?.[result.ruleIndex as number].id).toBe("open-host");
  });

  it("has the finding's fingerprint, the same whatever else changes", () => {
    const [finding] = openedReport.findings;
    const other = { ...finding, fingerprint: "other", severity: "high" as const };
    const fingerprints = (problems: ReviewOutcome["problems"]) =>
      logOf(outcomeOf(openedReport, { problems })).runs[0].results?.map(
        ({ partialFingerprints }) => partialFingerprints,
      );
    const expected = { "accessReview/v1": "open-host:slot", primaryLocationLineHash: "open-host:slot" };
    expect(fingerprints([finding])).toEqual([expected]);
    expect(fingerprints([other, finding])?.[1]).toEqual(expected);
  });

  it("suppresses what is accepted, with the reason", () => {
    const [finding] = openedReport.findings;
    const acceptance = { ...finding, reason: "A drill.", until: "2026-12-31" };
    const log = logOf(outcomeOf(openedReport, { problems: [{ ...finding, acceptance }] }));
    expect(onlyResult(log).suppressions).toEqual([
      { kind: "external", status: "accepted", justification: "A drill." },
    ]);
  });

  it("tells the reviews of several inputs apart, and passes notices on", () => {
    const [run] = logOf(outcomeOf(closedReport, { source: "hub.json", notices: ["A note."] })).runs;
    expect(run.automationDetails?.id).toBe("access-review/hub.json/");
    expect(run.invocations?.[0].toolExecutionNotifications?.[0].message.text).toBe("A note.");
  });

  it("takes no placeholder and no link from a text", () => {
    const log = logOf(outcomeOf(hostileReport("{0} {id} [link](1) [0]")));
    expect(onlyResult(log).message.text).toContain("{{0}} {id} \\[link](1) [0]");
  });

  it.each(hostileNames)("stays valid with %j", (name) => {
    const text = sarifText(outcomeOf(hostileReport(name)), rules, findSourceIn([], name));
    expect(isSarif(JSON.parse(text))).toBe(true);
    expect(text.replace(/\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
  });
});

describe("where a finding is shown", () => {
  const json = {
    name: "out/my stack/cdk.tf.json",
    text: JSON.stringify(
      {
        data: { azurerm_client_config: { current: {} } },
        resource: {
          azurerm_linux_function_app: { other: {}, orders: { name: "f" } },
          azurerm_service_plan: { orders: { name: "p" } },
        },
        module: { hub: { source: "./hub" } },
      },
      null,
      2,
    ),
  };
  const hcl = {
    name: "main.tf",
    text: [
      '# resource "azurerm_linux_function_app" "orders" {',
      'resource "azurerm_linux_function_app" "orders_v2" {',
      "}",
      'resource   "azurerm_linux_function_app"   "orders"   {',
      "}",
      'data "azurerm_client_config" "current" {}',
      'module "hub" {',
      "}",
    ].join("\n"),
  };

  it.each([
    ["azurerm_linux_function_app.orders", '"orders": {', "azurerm_linux_function_app"],
    ["azurerm_service_plan.orders[0]", '"orders": {', "azurerm_service_plan"],
    ["data.azurerm_client_config.current", '"current": {}', "azurerm_client_config"],
    ['module.hub["eu.west"].azurerm_api_management.this', '"hub": {', "module"],
  ])("is the line of %s in a synthesized stack", (address, line, beneath) => {
    const { uri, line: number } = findSourceIn([json], "plan.json")(address);
    const lines = json.text.split("\n");
    expect(uri).toBe("out/my%20stack/cdk.tf.json");
    expect(lines[number - 1].trim()).toContain(line);
    const above = lines.slice(0, number - 1).join("\n");
    expect(above.lastIndexOf(`"${beneath}"`)).toBeGreaterThan(above.lastIndexOf('"azurerm_x'));
    expect(above).toContain(`"${beneath}": {`);
  });

  it.each([
    ["azurerm_linux_function_app.orders", 4],
    ["data.azurerm_client_config.current", 6],
    ["module.hub.azurerm_api_management.this[0]", 7],
  ])("is the line of %s in HCL", (address, line) => {
    expect(findSourceIn([json, hcl].slice(1), "plan.json")(address)).toEqual({ uri: "main.tf", line });
  });

  it("is the input's first line, where no file has it", () => {
    for (const address of ["azurerm_key_vault.none", "", "no address", "azurerm_linux_function_app.(.*)"]) {
      expect(findSourceIn([json, hcl], "out/plan.json")(address)).toEqual({ uri: "out/plan.json", line: 1 });
    }
  });
});
