import stringWidth from "string-width";
import { type TerminalOptions, terminalText } from "../../../../cli/review/output/terminal/terminal";
import { hostileNames, hostileReport, outcomeOf } from "../../fixtures/outcomes";
import { closedReport, openedReport, unknownReport } from "../../fixtures/reports";

const plain: TerminalOptions = { width: 100, color: false };

describe("the review on a terminal", () => {
  it("says first what changes, then who reaches what, then what is wrong", () => {
    expect(terminalText(outcomeOf(openedReport, { notices: ["A note."] }), plain)).toMatchSnapshot();
  });

  it("shows what is unknown as unknown", () => {
    const text = terminalText(outcomeOf(unknownReport), plain);
    expect(text).toContain("by deploying code       nobody; unknown: anyone on the internet");
    expect(text).toMatch(/anyone on the internet +401 +401 +unknown/);
    expect(text).toContain("Passed: nothing is high or worse. 1 verdict unknown.");
  });

  it("says until when a finding is accepted, and passes", () => {
    const [finding] = openedReport.findings;
    const acceptance = { ...finding, reason: "A drill.", until: "2026-12-31" };
    const text = terminalText(outcomeOf(openedReport, { problems: [{ ...finding, acceptance }] }), plain);
    expect(text).toContain("accepted until 2026-12-31: A drill.");
    expect(text).toContain("Passed: nothing is high or worse.");
  });

  it("counts what fails, by severity", () => {
    const [finding] = openedReport.findings;
    const problems = [finding, finding, { ...finding, severity: "low" as const }];
    expect(terminalText(outcomeOf(openedReport, { problems }), plain)).toMatch(/^Failed: 2 critical\.$/m);
    expect(terminalText(outcomeOf(openedReport, { problems, failOn: "low" }), plain)).toMatch(
      /^Failed: 2 critical and 1 low\.$/m,
    );
  });

  it("has colors only if it is told so", () => {
    const outcome = outcomeOf(openedReport);
    const colorful = terminalText(outcome, { ...plain, color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are control characters.
    const colors = /\u001b\[\d+m/g;
    expect(colorful).toMatch(colors);
    expect(colorful.replace(colors, "")).toBe(terminalText(outcome, plain));
  });

  it.each([60, 80, 100, 200])("fits into %d columns", (width) => {
    for (const report of [
      openedReport,
      unknownReport,
      hostileReport("東京".repeat(40)),
      hostileReport("x".repeat(300)),
    ]) {
      const lines = terminalText(outcomeOf(report), { width, color: false }).split("\n");
      expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
    }
  });

  it("breaks a matrix that is too wide into several beneath each other, with every column", () => {
    const entrances = Array.from({ length: 30 }, (_, index) => ({
      id: `e${index}`,
      kind: "operation" as const,
      functions: [closedReport.functions[0].id],
      label: `operation ${index}`,
      address: "a",
    }));
    // Each has its own column: the answers spell the entrance's number.
    const verdicts = entrances.flatMap(({ id }, index) =>
      closedReport.callers.map((caller, bit) => ({
        entrance: id,
        caller: caller.id,
        access: "refused" as const,
        answer: (["401", "403", "404"] as const)[Math.floor(index / 3 ** bit) % 3],
        proof: [],
      })),
    );
    const text = terminalText(outcomeOf({ ...closedReport, entrances, verdicts }), {
      width: 80,
      color: false,
    });
    const headers = text.split("\n").filter((line) => /^ +API \d+/.test(line));
    expect(headers.length).toBeGreaterThan(2);
    expect(headers.join(" ").match(/API \d+/g)).toEqual(entrances.map((_, index) => `API ${index + 1}`));
  });

  it("shows ten Functions, and says how many there are besides", () => {
    const functions = Array.from({ length: 13 }, (_, index) => ({ id: `f${index}`, label: `func-${index}` }));
    const text = terminalText(outcomeOf({ ...closedReport, functions }), plain);
    expect(text.match(/^Who can reach func-/gm)).toHaveLength(10);
    expect(text).toContain("3 more Functions: --format json, markdown and html list all of them.");
  });

  it.each(hostileNames)("obeys nothing of %j", (name) => {
    const text = terminalText(outcomeOf(hostileReport(name)), plain);
    expect(text.replace(/\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
    expect(text).not.toMatch(/^error: forged/m);
  });
});
