import { availableParallelism } from "node:os";
import { startAtMost } from "./at-most";
import { describeWithTerraform } from "./describe-with-terraform";
import { deployments, exampleStacks } from "./example-stacks";
import type { PlanJson } from "./plan-json";
import { plannedValues } from "./planned-values";
import { runTerraformCycles } from "./terraform-cycle";

const realProviders = process.env.REAL_PROVIDERS === "1";
const MINUTES = 60_000;

describeWithTerraform("every example, from init to destroy", () => {
  const stacks = exampleStacks();
  const plans = new Map<string, Promise<PlanJson | undefined>>();

  beforeAll(() => {
    const groups = deployments(stacks);
    const cycles = startAtMost(
      Math.min(4, availableParallelism()),
      groups.map((group) => () => runTerraformCycles(group, { realProviders })),
    );
    groups.forEach((group, index) => {
      for (const { name } of group) {
        const plan = cycles[index].then((done) => done.get(name));
        plan.catch(() => undefined);
        plans.set(name, plan);
      }
    });
  });

  it.each(stacks.map(({ name }) => name))(
    "%s is planned, applied, planned again without a change, and destroyed",
    async (name) => {
      const plan = await plans.get(name);
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
