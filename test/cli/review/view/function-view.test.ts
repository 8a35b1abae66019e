import { functionViews } from "../../../../cli/review/view/function-view";
import { cellText, passageText } from "../../../../cli/review/view/words";
import { closedReport, unknownReport } from "../../fixtures/reports";

describe("a Function of a report", () => {
  const [app, slot] = functionViews(closedReport);

  it("has the entrances that lead to it, and no other's", () => {
    const entrancesOf = ({ matrix }: typeof app) =>
      matrix.columns.flatMap(({ entrances }) => entrances.map(({ id }) => id));
    expect(entrancesOf(app)).toEqual(["list", "read", "host", "scm"]);
    expect(entrancesOf(slot)).toEqual(["slot-host"]);
  });

  it("puts entrances that are alike to every caller into one column", () => {
    expect(app.matrix.columns.map(({ name }) => name)).toEqual(["API", "host", "SCM"]);
  });

  it("puts entrances with another answer into columns of their own, by number", () => {
    const verdicts = closedReport.verdicts.map((verdict) =>
      verdict.entrance === "read" && verdict.caller === "internet"
        ? ({ ...verdict, access: "reaches" } as const)
        : verdict,
    );
    const [{ matrix }] = functionViews({ ...closedReport, verdicts });
    expect(matrix.columns.map(({ name }) => name)).toEqual(["API 1", "API 2", "host", "SCM"]);
  });

  it("has a row for each caller with a verdict on it", () => {
    expect(app.matrix.callers).toHaveLength(4);
    expect(slot.matrix.callers.map(({ id }) => id)).toEqual(["internet", "gateway"]);
  });

  it("says on each way who reaches it, and where it is not everywhere", () => {
    const partly = closedReport.verdicts.filter(
      ({ entrance, caller }) => entrance !== "read" || caller === "internet",
    );
    const [{ ways }] = functionViews({ ...closedReport, verdicts: partly });
    expect(
      ways.map((way) => [way.way.name, ...way.reaching.map((passage) => passageText(passage, way))]),
    ).toEqual([
      [
        "through API Management",
        "application 11111111-2222-4333-8444-555555555555: GET /orders of API orders on apim-orders",
      ],
      ["directly", "the gateway's identity id-orders"],
      ["by deploying code"],
    ]);
  });

  it("keeps unknown apart from refused and from no verdict", () => {
    const [{ matrix, ways }] = functionViews(unknownReport);
    const scm = matrix.columns[2];
    expect(matrix.callers.map(({ id }) => cellText(scm.verdicts.get(id)))).toEqual([
      "unknown",
      "–",
      "–",
      "–",
    ]);
    expect(ways[2].unknown.map(({ caller }) => caller.id)).toEqual(["internet"]);
  });
});
