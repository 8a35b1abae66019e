import { newAccessFindings } from "../../../../cli/review/judgement/new-access";
import { changeViews } from "../../../../cli/review/view/changes";
import type { AccessChange } from "../../../../lib/access/report";
import { closedReport, gain, openedReport, openSlot } from "../../fixtures/reports";

const LIST = "GET /orders of API orders on apim-orders";
const READ = "GET /orders/{id} of API orders on apim-orders";
const atOperation = (entrance: string, label: string, changes: Partial<AccessChange> = {}): AccessChange => ({
  entrance,
  caller: "policy:portal",
  change: "gains",
  severity: "info",
  sentence: `This plan lets the portal reach ${label}: it is new`,
  ...changes,
});
const viewsOf = (changes: readonly AccessChange[]) =>
  changeViews({ report: { ...closedReport, changes }, problems: [] });

describe("what changes", () => {
  it("is said once for entrances that are alike", () => {
    expect(viewsOf([atOperation("list", LIST), atOperation("read", READ)])).toEqual([
      {
        severity: "info",
        sentence: `This plan lets the portal reach ${LIST} and ${READ}: it is new`,
        alike: [],
        proof: [],
      },
    ]);
  });

  it.each<Partial<AccessChange>>([
    { caller: "internet" },
    { severity: "low" },
    { change: "loses" },
    { sentence: `This plan lets the portal reach ${READ}: for another reason` },
  ])("is said apart where it is another change: %j", (changes) => {
    expect(viewsOf([atOperation("list", LIST), atOperation("read", READ, changes)])).toHaveLength(2);
  });

  it("is said of one caller, where it is the same for others", () => {
    const ofCaller = (caller: string, label: string) => [
      atOperation("list", LIST, { caller, sentence: `This plan lets ${label} reach ${LIST}: it is new` }),
      atOperation("read", READ, { caller, sentence: `This plan lets ${label} reach ${READ}: it is new` }),
    ];
    const [view, ...others] = viewsOf([
      ...ofCaller("internet", "anyone on the internet"),
      ...ofCaller("tenant-application", "any application of the tenant"),
      ...ofCaller("gateway", "the gateway's identity id-orders").slice(1),
    ]);
    expect(view.sentence).toBe(`This plan lets anyone on the internet reach ${LIST} and ${READ}: it is new`);
    expect(view.alike).toEqual(["any application of the tenant"]);
    expect(others).toHaveLength(1);
  });

  it("has the worst first", () => {
    const views = viewsOf([
      atOperation("list", LIST),
      { ...gain, caller: "gateway", severity: "high" },
      gain,
    ]);
    expect(views.map(({ severity }) => severity)).toEqual(["critical", "high", "info"]);
  });

  it("has the severity and the acceptance of its finding", () => {
    const changes = [atOperation("list", LIST), atOperation("read", READ)];
    const report = { ...closedReport, changes };
    const [first, second] = newAccessFindings(report, true);
    const acceptance = {
      rule: first.rule,
      address: first.address,
      reason: "A partner.",
      until: "2026-12-31",
    };
    const views = changeViews({ report, problems: [{ ...first, acceptance }, second] });
    expect(views.map(({ severity, acceptance: accepted }) => [severity, accepted?.reason])).toEqual([
      ["high", "A partner."],
      ["high", undefined],
    ]);
  });

  it("shows why, where nobody may overlook it", () => {
    const [view] = changeViews({ report: openedReport, problems: [] });
    expect(view.proof).toEqual(openSlot.proof);
  });
});
