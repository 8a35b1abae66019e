import { jsonOf, jsonText } from "../../../cli/output/json/json";
import { hostileNames, hostileReport, outcomeOf } from "../fixtures/outcomes";
import { openedReport } from "../fixtures/reports";

describe("the review in JSON", () => {
  it("is the report, with what the command made of it", () => {
    const acceptance = { ...openedReport.findings[0], reason: "A drill.", until: "2026-12-31" };
    const problems = [{ ...openedReport.findings[0], acceptance }];
    const outcome = outcomeOf(openedReport, { problems, notices: ["A note."] });
    const { findings: _, ...report } = openedReport;
    expect(JSON.parse(jsonText(outcome))).toEqual({
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
});
