import type { Problem } from "../../../../cli/review/outcome";
import { functionViews } from "../../../../cli/review/view/function-view";
import { headline, matrixInThreeLines } from "../../../../cli/review/view/summary";
import type { AccessReport } from "../../../../lib/access/report";
import { checkedRules } from "../../../../lib/access/rules/review-rules";
import { closedReport, gain, openedReport, openHost, openSlot, unknownReport } from "../../fixtures/reports";

const other = (caller: string) => ({ ...gain, caller });
const headlineOf = (report: AccessReport, problems: readonly Problem[] = []) =>
  headline({ report, problems });
const reach = /func-orders can be reached by application 11111111.*, and by nobody else\.$/;
/** The same before the plan as after it. */
const changedReport = { ...closedReport, before: closedReport };
const finding = (rule: string, severity: Problem["severity"] = "critical") => ({
  ...openHost,
  rule,
  severity,
  message: `${rule} happens`,
});

describe("the first line of a review", () => {
  it("is the worst change", () => {
    expect(headlineOf(openedReport)).toBe(gain.sentence);
  });

  it("counts the other changes", () => {
    expect(headlineOf({ ...openedReport, changes: [gain, other("a"), other("b")] })).toBe(
      `${gain.sentence} (and 2 more changes)`,
    );
  });

  it("says so where a plan changes nobody's access", () => {
    expect(headlineOf(closedReport)).toMatch(
      /^This plan changes nobody's access\. func-orders can be reached by /,
    );
  });

  it("says who reaches what, where there is no before", () => {
    expect(headlineOf({ ...closedReport, before: undefined })).toBe(
      "func-orders can be reached by application 11111111-2222-4333-8444-555555555555 (through API Management)," +
        " the gateway's identity id-orders (directly), and by nobody else." +
        " func-orders (slot staging) can be reached by the gateway's identity id-orders (directly), and by nobody else.",
    );
  });

  it("does not say that nobody else reaches it while something is unknown", () => {
    const text = headlineOf({ ...unknownReport, before: undefined });
    expect(text).toContain("it is unknown whether by anyone on the internet (by deploying code).");
    expect(text.split(". ")[0]).not.toContain("nobody else");
  });

  it("says what changes and who reaches what, where nothing changes that somebody must see", () => {
    const meant = { ...gain, severity: "medium" as const };
    const text = headlineOf({ ...changedReport, changes: [meant, { ...meant, caller: "a" }] });
    expect(text.startsWith(`${gain.sentence} (and 1 more change). func-orders can be `)).toBe(true);
    expect(text).toMatch(reach);
  });

  it("says who reaches what, where all of it is new", () => {
    const meant = { ...gain, severity: "medium" as const };
    expect(headlineOf({ ...closedReport, changes: [meant] })).toMatch(/^func-orders can be reached by /);
  });

  it.each([
    ["gate-weakened", /^This plan weakens a control at azurerm_\S+: gate-weakened happens\. func-orders /],
    ["identity-replaced", /^This plan breaks callers: identity-replaced happens\. func-orders /],
    ["overwrite-on-apply", /^With this plan overwrite-on-apply happens\. func-orders /],
    ["plan-with-errors", /^plan-with-errors happens\. func-orders /],
  ])("says what a plan does besides, and that nobody's access changes is not all: %s", (rule, beginning) => {
    const text = headlineOf(changedReport, [finding(rule)]);
    expect(text).toMatch(beginning);
    expect(text).toMatch(reach);
    expect(checkedRules.map(({ id }) => id)).toContain(rule);
  });

  it("says the worse of a change of access and of what a plan does besides, and counts the other", () => {
    const lost = { ...gain, change: "loses" as const, severity: "high" as const };
    expect(headlineOf({ ...changedReport, changes: [lost] }, [finding("identity-replaced")])).toMatch(
      /^This plan breaks callers: identity-replaced happens \(and 1 more change\)\. /,
    );
    expect(headlineOf({ ...changedReport, changes: [gain] }, [finding("gate-weakened")])).toBe(gain.sentence);
    expect(headlineOf({ ...changedReport, changes: [lost] }, [finding("plan-with-errors", "high")])).toBe(
      `${gain.sentence} (and 1 more change)`,
    );
  });

  it("does not say what was accepted, nor what is wrong before the plan too", () => {
    const acceptance = { rule: "gate-weakened", address: "a", reason: "r", until: "2026-12-31" };
    const problems = [{ ...finding("gate-weakened"), acceptance }, finding("open-host")];
    expect(headlineOf(changedReport, problems)).toMatch(/^This plan changes nobody's access\. /);
  });

  it("says of many Functions which anyone on the internet can reach, and of which it is unknown", () => {
    const ids = Array.from({ length: 12 }, (_, number) => `f${number}`);
    const many = (accessOf: (number: number) => "reaches" | "refused" | "unknown"): AccessReport => ({
      ...closedReport,
      before: undefined,
      functions: ids.map((id) => ({ id, label: `func-${id}` })),
      entrances: ids.map((id) => ({
        id: `host:${id}`,
        kind: "host",
        functions: [id],
        label: id,
        address: id,
      })),
      verdicts: ids.map((id, number) => ({
        entrance: `host:${id}`,
        caller: "internet",
        access: accessOf(number),
        proof: [],
      })),
    });
    expect(headlineOf(many((number) => (number < 6 ? "reaches" : number < 8 ? "unknown" : "refused")))).toBe(
      "6 of 12 Functions can be reached by anyone on the internet: func-f0, func-f1, func-f2 and 3 more;" +
        " of 2 it is unknown: func-f6 and func-f7.",
    );
    expect(headlineOf(many(() => "refused"))).toBe(
      "None of 12 Functions can be reached by anyone on the internet.",
    );
  });

  it("says that there is no Function, and which the plan removes", () => {
    const none = { ...closedReport, functions: [] };
    expect(headlineOf(none)).toBe("There is no Function App here.");
    expect(headlineOf({ ...none, before: closedReport })).toBe(
      "This plan removes func-orders and func-orders (slot staging): no Function App is left here.",
    );
  });
});

describe("who reaches a Function on a way", () => {
  it("is said with the place, where it is not everywhere", () => {
    const open = { ...openSlot, entrance: "list" };
    const verdicts = closedReport.verdicts.map((verdict) =>
      verdict.entrance === "list" && verdict.caller === "internet" ? open : verdict,
    );
    expect(headlineOf({ ...closedReport, verdicts })).toContain(
      "anyone on the internet (through API Management, only at GET /orders of API orders on apim-orders)," +
        " application 11111111-2222-4333-8444-555555555555 (through API Management), the gateway's",
    );
  });
});

describe("the matrix in three lines", () => {
  const linesOf = (report: AccessReport) => matrixInThreeLines(functionViews(report)[0]);

  it("says who reaches a Function, and to whom it is closed", () => {
    expect(linesOf(closedReport)).toEqual([
      "reached by application 11111111-2222-4333-8444-555555555555 (through API Management), the gateway's identity id-orders (directly)",
      "closed to anyone on the internet and any application of the tenant",
      "unknown for nobody",
    ]);
  });

  it("is not closed to whom it is unknown for", () => {
    const [, closed, unknown] = linesOf(unknownReport);
    expect(closed).toBe("closed to any application of the tenant");
    expect(unknown).toBe("unknown for anyone on the internet (by deploying code)");
  });
});
