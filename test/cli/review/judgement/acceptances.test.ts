import { type AcceptanceRules, accept, readAcceptances } from "../../../../cli/review/judgement/acceptances";
import { openedReport, openHost } from "../../fixtures/reports";

const file = (text: string) => ({ name: "accepted.yaml", text });
const excluded = {
  ...openHost,
  rule: "open-path",
  severity: "high" as const,
  argument: "a",
  fingerprint: "1",
};
const acceptance = {
  rule: "open-path",
  address: openHost.address,
  reason: "A probe.",
  until: "2026-12-31",
};
const rules: AcceptanceRules = {
  today: "2026-11-25",
  acceptCritical: false,
  opensGate: (rule) => rule === "opens-gate",
};

describe("a file of accepted findings", () => {
  it("has for each its rule, address, reason and last day", () => {
    const text = `
- rule: open-path
  address: azurerm_linux_function_app_slot.staging
  reason: A probe.
  until: 2026-12-31
- { rule: a, address: b, argument: c, fingerprint: d, reason: e, until: "2027-01-01" }
`;
    expect(readAcceptances(file(text))).toEqual([
      acceptance,
      { rule: "a", address: "b", argument: "c", fingerprint: "d", reason: "e", until: "2027-01-01" },
    ]);
  });

  it("may be empty", () => {
    expect(readAcceptances(file("# none yet"))).toEqual([]);
  });

  it.each([
    ["rule: a", "accepted.yaml must be a list"],
    ["- open-path", 'accepted.yaml[0] must be a map of rule, address, reason, until, and is "open-path"'],
    ["- rule: a\n  address: b\n  until: 2026-12-31", "accepted.yaml[0] lacks reason"],
    ["- {rule: a, address: b, reason: ' ', until: 2026-12-31}", "accepted.yaml[0].reason must be a text"],
    ["- {rule: a, address: b, reason: c, until: 2026-02-30}", "accepted.yaml[0].until must be a day"],
    ["- {rule: a, address: b, reason: c, until: soon}", 'must be a day, as 2026-12-31, and is "soon"'],
    [
      "- {rule: a, address: b, reason: c, until: 2026-12-31, untill: x}",
      "accepted.yaml[0] has untill; allowed are",
    ],
    ["- {rule: a", "accepted.yaml is no YAML"],
  ])("is refused when it is %j", (text, message) => {
    expect(() => readAcceptances(file(text))).toThrow(message);
  });
});

describe("an acceptance", () => {
  const accepted = (
    findings: Parameters<typeof accept>[0],
    item: object = {},
    changes: Partial<AcceptanceRules> = {},
  ) => accept(findings, [{ ...acceptance, ...item }], { ...rules, ...changes });

  it("accepts the finding of its rule at its address", () => {
    const { problems, notices } = accepted([openHost, excluded]);
    expect(problems).toEqual([openHost, { ...excluded, acceptance }]);
    expect(notices).toEqual([]);
  });

  it.each([{ rule: "other" }, { address: "other" }, { argument: "other" }, { fingerprint: "other" }])(
    "accepts nothing with another %j, and says so",
    (item) => {
      const { problems, notices } = accepted([excluded], item);
      expect(problems).toEqual([excluded]);
      expect(notices).toEqual([expect.stringContaining("fits no finding: remove it.")]);
    },
  );

  it("holds on its last day, and not on the next", () => {
    expect(accepted([excluded], {}, { today: "2026-12-31" }).problems[0].acceptance).toBeDefined();
    const { problems, notices } = accepted([excluded], {}, { today: "2027-01-01" });
    expect(problems[0].acceptance).toBeUndefined();
    expect(notices[0]).toContain("ended on 2026-12-31.");
  });

  it("accepts one finding, never several at once", () => {
    const both = [excluded, { ...excluded, argument: "b", fingerprint: "2" }];
    const { problems, notices } = accepted(both);
    expect(problems).toEqual(both);
    expect(notices[0]).toContain(
      "fits 2 findings, and accepts none: give the argument, or the fingerprint (1, 2).",
    );
    expect(accepted(both, { argument: "b" }).problems[1].acceptance).toBeDefined();
    expect(accepted(both, { fingerprint: "1" }).problems[0].acceptance).toBeDefined();
  });

  it.each([
    ["a critical finding", { ...excluded, severity: "critical" as const }],
    ["one that opens a gate", { ...excluded, rule: "opens-gate" }],
  ])("accepts %s only with --accept-critical", (_, finding) => {
    const refused = accepted([finding], { rule: finding.rule });
    expect(refused.problems[0].acceptance).toBeUndefined();
    expect(refused.notices[0]).toContain("counts only with --accept-critical.");
    const allowed = accepted([finding], { rule: finding.rule }, { acceptCritical: true });
    expect(allowed.problems[0].acceptance).toBeDefined();
  });

  it("changes nothing of the report", () => {
    accepted(openedReport.findings, { rule: "open-host" }, { acceptCritical: true });
    expect(openedReport.findings[0]).not.toHaveProperty("acceptance");
  });
});
