import { busyStack } from "../access/busy-stack";
import { comparisonsOfUnknowns } from "../access/simulator/unknowns";
import { stackVariants } from "./stack-variants";

const TIMEOUT = 300_000;

describe("with any one value unknown, what is decided holds and nobody is left out", () => {
  it.each([["by everything at once", busyStack()] as const, ...stackVariants])(
    "in the stack that is decided %s",
    (name, stack) => {
      const comparisons = comparisonsOfUnknowns(stack);
      const agreed = comparisons.reduce((sum, comparison) => sum + comparison.agreed, 0);
      process.stdout.write(`${name}: ${comparisons.length} unknown values, ${agreed} verdicts agreed\n`);
      expect(comparisons.flatMap(({ disagreements }) => disagreements)).toEqual([]);
      expect(comparisons.flatMap(({ silent }) => silent)).toEqual([]);
    },
    TIMEOUT,
  );
});
