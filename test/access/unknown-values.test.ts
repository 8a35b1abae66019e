import { closedStack } from "./closed-stack";
import { comparisonsOfUnknowns } from "./simulator/unknowns";

/**
 * A value that is not known may turn out to be any: what is decided without it holds with each of them, and whoever gets
 * in with one of them is in doubt before.
 */
describe("a stack of which any one value is not known", () => {
  const comparisons = comparisonsOfUnknowns(closedStack());

  it("decides nothing that a request can contradict, whatever the value turns out to be", () => {
    expect(comparisons.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    expect(comparisons.flatMap(({ notPlayed }) => notPlayed)).toEqual([]);
    expect(comparisons.reduce((sum, { agreed }) => sum + agreed, 0)).toBeGreaterThan(3000);
  });

  it("keeps silent about nobody who gets in with one of the values", () => {
    expect(comparisons.flatMap(({ silent }) => silent)).toEqual([]);
  });
});
