import { execFileSync } from "node:child_process";
import { join } from "node:path";
import Ajv from "ajv";
import { jsonText } from "../../../../cli/review/output/json/json";
import { jsonOf } from "../../../../cli/text/json";
import schema from "../../../../schema/access-report.schema.json";
import { hostileNames, hostileReport, outcomeOf } from "../../fixtures/outcomes";
import { closedReport, openedReport, unknownReport } from "../../fixtures/reports";

const isReport = new Ajv({ strict: false }).compile(withoutOtherProperties(schema) as object);

/** The schema lets later versions say more; this one says nothing that it does not describe. */
function withoutOtherProperties(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOtherProperties);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withoutOtherProperties(item)]);
  return {
    ...Object.fromEntries(entries),
    ...("properties" in value ? { additionalProperties: false } : {}),
  };
}

describe("the review in JSON", () => {
  it("is the report, with what the command made of it", () => {
    const acceptance = { ...openedReport.findings[0], reason: "A drill.", until: "2026-12-31" };
    const problems = [{ ...openedReport.findings[0], acceptance }];
    const outcome = outcomeOf(openedReport, { problems, notices: ["A note."] });
    const { findings: _, ...report } = openedReport;
    expect(JSON.parse(jsonText(outcome))).toEqual({
      $schema: schema.$id,
      ...report,
      tool: { name: "secure-function-behind-apim", version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      source: "plan.json",
      passed: true,
      failOn: "high",
      notices: ["A note."],
      findings: problems,
    });
  });

  it("says that it failed", () => {
    expect(JSON.parse(jsonText(outcomeOf(openedReport))).passed).toBe(false);
  });

  it.each(hostileNames)("keeps %j as it is, and prints nothing that a screen obeys", (name) => {
    const report = hostileReport(name);
    const text = jsonText({ source: name, report, problems: report.findings, notices: [], failOn: "high" });
    expect(JSON.parse(text).functions[0].label).toBe(name);
    expect(text.replace(/\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
  });

  it("escapes what lies beyond the basic plane as a pair", () => {
    expect(jsonOf("\u{e0041}")).toBe('"\\udb40\\udc41"');
  });

  it("is valid by its published schema", () => {
    const { rule, address } = openedReport.findings[0];
    const acceptance = { rule, address, reason: "A drill.", until: "2026-12-31" };
    const problems = [{ ...openedReport.findings[0], acceptance }];
    const outcomes = [
      outcomeOf(closedReport, { failOn: "never" }),
      outcomeOf(openedReport, { problems }),
      outcomeOf(unknownReport, { notices: ["A note."] }),
      outcomeOf(hostileReport("x")),
    ];
    for (const outcome of outcomes) {
      isReport(JSON.parse(jsonText(outcome)));
      expect(isReport.errors ?? []).toEqual([]);
    }
    expect(isReport({ ...JSON.parse(jsonText(outcomes[0])), passed: "yes" })).toBe(false);
  });

  it("has a published schema that its types say", () => {
    const check = ["--import", "tsx", "tools/report-schema.ts", "--check"];
    expect(() =>
      execFileSync(process.execPath, check, { cwd: join(__dirname, "../../../.."), stdio: "pipe" }),
    ).not.toThrow();
  }, 30_000);
});
