import { reviewAccess } from "../../../../lib/access/review";
import { closedStack } from "../../closed-stack";
import { firstPlan } from "../../stack-input";

describe("an API of which it is not known on which gateway it is", () => {
  const report = reviewAccess(
    firstPlan(
      closedStack((resources) => {
        for (const type of Object.keys(resources).filter((name) =>
          /^azurerm_api_management_api/.test(name),
        )) {
          for (const one of Object.values<{ api_management_name?: string }>(resources[type]))
            one.api_management_name = "${lower(var.gateway)}";
        }
      }),
    ),
  );
  const operations = report.entrances.filter(({ kind }) => kind === "operation");

  it("is an entrance to each Function, since its policies may lead anywhere", () => {
    expect(operations.map(({ functions }) => functions)).not.toEqual([]);
    for (const { functions } of operations) expect(functions).toEqual(report.functions.map(({ id }) => id));
  });

  it("is unknown for everyone, and closed to nobody", () => {
    const verdicts = report.verdicts.filter(({ entrance }) => operations.some(({ id }) => id === entrance));
    expect(new Set(verdicts.map(({ access }) => access))).toEqual(new Set(["unknown"]));
  });
});
