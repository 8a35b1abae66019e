import { Testing } from "cdktf";
import { QuickstartStack } from "../../../examples/quickstart/quickstart-stack";
import { Intake } from "../../../lib/support/shape/intake";

describe("the cost of checking the quickstart", () => {
  it("is a few hundred values, each looked at once in an entrance", () => {
    const take = jest.spyOn(Intake.prototype, "take");
    new QuickstartStack(Testing.app(), "quickstart");
    expect(take.mock.calls.length).toBeGreaterThan(100);
    expect(take.mock.calls.length).toBeLessThan(400);
  });
});
