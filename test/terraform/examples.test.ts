import { availableParallelism } from "node:os";
import { startAtMost } from "./at-most";
import { describeWithTerraform } from "./describe-with-terraform";
import { exampleStacks } from "./example-stacks";
import { plannedValues } from "./planned-values";
import { type PlanJson, runTerraformCycle } from "./terraform-cycle";

const realProviders = process.env.REAL_PROVIDERS === "1";
const MINUTES = 60_000;

describeWithTerraform("every example, from init to destroy", () => {
  const stacks = exampleStacks();
  const cycles = new Map<string, Promise<PlanJson | undefined>>();

  beforeAll(() => {
    const tasks = stacks.map(
      ({ json }) =>
        () =>
          runTerraformCycle(json, { realProviders }),
    );
    startAtMost(Math.min(4, availableParallelism()), tasks).forEach((cycle, index) => {
      cycle.catch(() => undefined);
      cycles.set(stacks[index]?.name ?? "", cycle);
    });
  });

  it.each(stacks.map(({ name }) => name))(
    "%s is planned, applied, planned again without a change, and destroyed",
    async (name) => {
      const plan = await cycles.get(name);
      if (realProviders || !plan) return;
      expect(readDuringApply(plan)).toEqual([]);
      expect(plannedValues(plan)).toMatchSnapshot();
    },
    5 * MINUTES,
  );
});

/** Data sources that wait for a resource which is not there yet: their values would be unknown to a review. */
function readDuringApply(plan: PlanJson): string[] {
  return (plan.resource_changes ?? []).filter(({ mode }) => mode === "data").map(({ address }) => address);
}
