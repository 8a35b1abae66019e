import { array, assert, constantFrom, property } from "fast-check";
import { busyStack } from "../access/busy-stack";
import { additionsTo } from "../access/simulator/additions";
import { agreementOnChanges, sumOf } from "../access/simulator/agreement";
import { type Mutation, mutationsOf } from "../access/simulator/mutations";
import type { Comparison } from "../access/simulator/play";

const TIMEOUT = 300_000;
const stack = busyStack();
const mutations = mutationsOf(stack);

describe("requests end as the review says in the busy stack", () => {
  it(
    "with any one change",
    () => {
      const comparison = agreementOnChanges(
        stack,
        mutations.map((mutation) => [mutation]),
      );
      print(`${mutations.length} changes`, comparison);
      expect(comparison.disagreements).toEqual([]);
      expect(comparison.notPlayed).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    "with any role or credential more",
    () => {
      const additions = additionsTo(stack);
      const comparison = agreementOnChanges(
        stack,
        additions.map((addition) => [addition]),
      );
      print(`${additions.length} additions`, comparison);
      expect(comparison.disagreements).toEqual([]);
      expect(comparison.notPlayed).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    "with some changes at once",
    () => {
      const comparisons: Comparison[] = [];
      const some = array(constantFrom<Mutation[]>(...mutations, ...additionsTo(stack)), {
        minLength: 2,
        maxLength: 4,
      });
      assert(
        property(some, (changes) => {
          const comparison = agreementOnChanges(stack, [changes]);
          comparisons.push(comparison);
          expect(comparison.disagreements).toEqual([]);
        }),
        { seed: 20261129, numRuns: 150 },
      );
      print(`${comparisons.length} sets of changes`, sumOf(comparisons));
    },
    TIMEOUT,
  );
});

function print(what: string, { agreed, unknown }: Comparison): void {
  process.stdout.write(`${what}: ${agreed} verdicts agreed with the requests, ${unknown} are unknown\n`);
}
