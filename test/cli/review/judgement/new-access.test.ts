import { readExpectations } from "../../../../cli/review/judgement/expectations";
import { newAccessFindings, withExpectedAsNews } from "../../../../cli/review/judgement/new-access";
import type { AccessChange } from "../../../../lib/access/report";
import { gain, openedReport } from "../../fixtures/reports";

const severitiesOf = (changes: readonly AccessChange[], noNewAccess = false) =>
  newAccessFindings({ ...openedReport, changes }, noNewAccess).map(({ severity }) => severity);

describe("new access", () => {
  it("is a finding at the entrance's resource, with the verdict's proof", () => {
    expect(newAccessFindings(openedReport, false)).toEqual([
      {
        rule: "new-access",
        severity: "critical",
        address: "azurerm_linux_function_app_slot.staging",
        message: `${gain.sentence}.`,
        proof: openedReport.findings[0].proof,
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        entrance: "slot-host",
        caller: "internet",
      },
    ]);
  });

  it("is access gained, or no longer known to be refused", () => {
    const changes = (["gains", "loses", "becomes-unknown", "becomes-known"] as const).map(
      (change, index) => ({
        ...gain,
        change,
        severity: (["critical", "critical", "medium", "critical"] as const)[index],
      }),
    );
    expect(severitiesOf(changes)).toEqual(["critical", "medium"]);
  });

  it("is news where it is meant, and a high finding where none is wanted", () => {
    const meant = { ...gain, severity: "info" as const };
    expect(severitiesOf([meant])).toEqual([]);
    expect(severitiesOf([meant, gain], true)).toEqual(["high", "critical"]);
  });
});

describe("new access that people expect", () => {
  const portal: AccessChange = {
    entrance: "host",
    caller: "policy:portal",
    change: "gains",
    severity: "medium",
    sentence:
      "This plan lets application 11111111-2222-4333-8444-555555555555 reach func-orders: it is listed",
  };
  const named = "application 11111111-2222-4333-8444-555555555555";
  const expecting = (item: string, ...changes: readonly AccessChange[]) =>
    withExpectedAsNews(
      readExpectations({ name: "access.yaml", text: `{access: [{${item}}], no-other-entrance: false}` }),
      { ...openedReport, changes },
    );
  const severitiesExpecting = (item: string, ...changes: readonly AccessChange[]) =>
    expecting(item, ...changes).changes.map(({ severity }) => severity);

  it.each([
    ["its label", `to: [host of func-orders], reaches: [${named}]`],
    ["its id", "to: [host], reaches: [policy:portal]"],
    ["its label, at a pattern of entrances", `to: ["host of *"], reaches: [${named}]`],
    ["its label, beside whom nobody names", `to: [host], reaches: [${named}], nobody-else: false`],
  ])("is news where the caller is named for the entrance by %s", (_, item) => {
    const report = expecting(item, portal);
    expect(report.changes).toEqual([{ ...portal, severity: "info" }]);
    expect(newAccessFindings(report, false)).toEqual([]);
  });

  it.each([
    ["another entrance", `to: [SCM site of func-orders], reaches: [${named}]`],
    ["nobody", "to: [host], reaches: [], nobody-else: false"],
    ["another caller", "to: [host], reaches: [the gateway's identity id-orders]"],
    ["it among those of whom nobody can tell", `to: [host], reaches: [], unknown: [${named}]`],
  ])("is a finding where the file names %s", (_, item) => {
    expect(severitiesExpecting(item, portal)).toEqual(["medium"]);
  });

  it("may be unknown, of a caller who is meant to reach it, or of whom people know that nobody can tell", () => {
    const unknown = { ...portal, change: "becomes-unknown", severity: "high" } as const;
    expect(severitiesExpecting(`to: [host], reaches: [${named}]`, unknown)).toEqual(["info"]);
    expect(severitiesExpecting(`to: [host], reaches: [], unknown: [${named}]`, unknown)).toEqual(["info"]);
    expect(severitiesExpecting("to: [host], reaches: []", unknown)).toEqual(["high"]);
  });

  it("stays critical where a gate opens", () => {
    expect(severitiesExpecting("to: [slot-host], reaches: [anyone on the internet]", gain)).toEqual([
      "critical",
    ]);
  });

  it("is a high finding where no new access is wanted at all", () => {
    const report = expecting(`to: [host], reaches: [${named}]`, portal);
    expect(newAccessFindings(report, true)).toMatchObject([{ severity: "high", caller: "policy:portal" }]);
  });

  it("says nothing of access that is lost", () => {
    const lost = { ...portal, change: "loses", severity: "high" } as const;
    expect(severitiesExpecting(`to: [host], reaches: [${named}]`, lost)).toEqual(["high"]);
  });

  it("stands behind what is worse", () => {
    const item = `to: [host], reaches: [${named}]`;
    const other = { ...portal, caller: "tenant-application" };
    expect(expecting(item, portal, other).changes.map(({ caller }) => caller)).toEqual([
      "tenant-application",
      "policy:portal",
    ]);
  });
});
