import { deviationsFrom } from "../../../../cli/review/judgement/deviations";
import { expectationsText, readExpectations } from "../../../../cli/review/judgement/expectations";
import type { AccessReport } from "../../../../lib/access/report";
import { hostileNames, hostileReport } from "../../fixtures/outcomes";
import { closedReport, openedReport, unknownReport } from "../../fixtures/reports";

const PORTAL = "application 11111111-2222-4333-8444-555555555555";
const read = (text: string) => readExpectations({ name: "access.yaml", text });
const deviations = (text: string, report: AccessReport) =>
  deviationsFrom(read(text), report).map(({ rule, message }) => `${rule}: ${message}`);

describe("a file of expectations, as --write-expect writes it", () => {
  it("says who reaches what, alike entrances together", () => {
    expect(expectationsText(unknownReport)).toMatchSnapshot();
  });

  it.each([closedReport, openedReport, unknownReport])("expects what the report says", (report) => {
    expect(deviations(expectationsText(report), report)).toEqual([]);
  });

  it.each(hostileNames)("expects what the report says, where everything is called %j", (name) => {
    const report = hostileReport(name);
    expect(deviations(expectationsText(report), report)).toEqual([]);
  });

  it("names what has the label of another by its id", () => {
    const entrances = closedReport.entrances.map((entrance) => ({ ...entrance, label: "same" }));
    expect(
      read(expectationsText({ ...closedReport, entrances }))
        .access.flatMap(({ to }) => to)
        .sort(),
    ).toEqual(["host", "list", "read", "scm", "slot-host"]);
  });

  it("does not expect what another report says", () => {
    expect(deviations(expectationsText(closedReport), openedReport)).toEqual([
      "unexpected-access: anyone on the internet reaches host of func-orders (slot staging), unlike access.yaml says.",
    ]);
    expect(deviations(expectationsText(openedReport), closedReport)).toEqual([
      "missing-access: anyone on the internet does not reach host of func-orders (slot staging), unlike access.yaml says.",
    ]);
    expect(deviations(expectationsText(closedReport), unknownReport)).toEqual([
      "undecided-access: anyone on the internet may or may not reach SCM site of func-orders, unlike access.yaml says.",
    ]);
    expect(deviations(expectationsText(unknownReport), closedReport)).toEqual([]);
  });
});

describe("expectations", () => {
  const api = `to: ["* of API orders on apim-orders"], reaches: ["${PORTAL}"]`;

  it("may name entrances by a pattern, and leave out the others", () => {
    expect(deviations(`{access: [{${api}}], no-other-entrance: false}`, closedReport)).toEqual([]);
  });

  it("know no other entrance, unless they say so", () => {
    expect(deviations(`{access: [{${api}}]}`, closedReport)).toEqual([
      "unexpected-access: the gateway's identity id-orders reaches host of func-orders, unlike access.yaml says.",
      "unexpected-access: the gateway's identity id-orders reaches host of func-orders (slot staging), unlike access.yaml says.",
    ]);
  });

  it("know nobody else, unless they say so", () => {
    const item = `to: [host of func-orders], reaches: []`;
    const at = (rest: string) =>
      deviations(`{access: [{${item}${rest}}], no-other-entrance: false}`, closedReport);
    expect(at("")).toHaveLength(1);
    expect(at(", nobody-else: true")).toHaveLength(1);
    expect(at(", nobody-else: false")).toEqual([]);
  });

  it("find a caller unknown who is expected, even where others may reach it", () => {
    const item = "to: [SCM site of func-orders], reaches: [anyone on the internet], nobody-else: false";
    expect(deviations(`{access: [{${item}}], no-other-entrance: false}`, unknownReport)).toEqual([
      expect.stringContaining("undecided-access: anyone on the internet may or may not reach"),
    ]);
  });

  it("miss callers and entrances that the stack does not know", () => {
    const text = `
access:
  - to: [host of func-orders]
    reaches: [the gateway's identity id-orders, application gone]
  - to: [GET /gone of API orders on apim-orders]
    reaches: [${PORTAL}]
no-other-entrance: false`;
    expect(deviations(text, closedReport)).toEqual([
      "missing-access: There is no GET /gone of API orders on apim-orders, unlike access.yaml says: nobody reaches it.",
      "missing-access: application gone does not reach host of func-orders, unlike access.yaml says: nothing in the stack is called so.",
    ]);
  });

  it("are those of the item that names the entrance, before those of a pattern", () => {
    const text = `{access: [{to: ["*"], reaches: []}, {to: [host of func-orders], reaches: ["the gateway's identity id-orders"]}]}`;
    const found = deviations(text, closedReport).filter((message) =>
      message.includes("host of func-orders,"),
    );
    expect(found).toEqual([]);
  });

  it("are found as findings of the entrance's resource, the same in each run", () => {
    const text = expectationsText(closedReport);
    const [finding] = deviationsFrom(read(text), openedReport);
    expect(finding).toMatchObject({
      severity: "high",
      address: "azurerm_linux_function_app_slot.staging",
      proof: [{ argument: "auth_settings_v2" }],
    });
    expect(deviationsFrom(read(text), openedReport)[0].fingerprint).toBe(finding.fingerprint);
  });

  it.each([
    ["[]", "access.yaml must be a map of access"],
    ["{}", "access.yaml lacks access"],
    ["access: {}", "access.yaml: access must be a list"],
    ["access: [{to: [a]}]", "access.yaml: access[0] lacks reaches"],
    ["access: [{to: a, reaches: []}]", "access.yaml: access[0].to must be a list"],
    ["access: [{to: [a], reaches: [1]}]", "access.yaml: access[0].reaches[0] must be a text"],
    ["access: [{to: [a], reaches: [], nobody-else: yes}]", "nobody-else must be true or false"],
    [
      "access: [{to: [a], reaches: [], nobody_else: true}]",
      "has nobody_else; allowed are to, reaches, unknown, nobody-else",
    ],
    ["{access: [], nobody-else: true}", "access.yaml has nobody-else; allowed are access, no-other-entrance"],
  ])("are refused when they are %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("are refused when two items are about one entrance", () => {
    const item = "{to: [host of func-orders], reaches: []}";
    expect(() => deviations(`{access: [${item}, ${item}]}`, closedReport)).toThrow(
      "access.yaml: two items of access are about host of func-orders. Leave one of them.",
    );
  });
});
