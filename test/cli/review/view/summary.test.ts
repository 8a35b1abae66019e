import { functionViews } from "../../../../cli/review/view/function-view";
import { headline, matrixInThreeLines } from "../../../../cli/review/view/summary";
import type { AccessReport } from "../../../../lib/access/report";
import { closedReport, gain, openedReport, openSlot, unknownReport } from "../../fixtures/reports";

const other = (caller: string) => ({ ...gain, caller });
const headlineOf = (report: AccessReport) => headline({ report, problems: [] });

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

  it("says who reaches what, where nothing changes that somebody must see", () => {
    const meant = { ...gain, severity: "medium" as const };
    expect(headlineOf({ ...closedReport, changes: [meant] })).toMatch(/^func-orders can be reached by /);
  });

  it("says that there is no Function", () => {
    expect(headlineOf({ ...closedReport, functions: [] })).toBe("There is no Function App here.");
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
