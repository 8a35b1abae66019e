import { newAccessFindings } from "../../../../cli/review/judgement/new-access";
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
