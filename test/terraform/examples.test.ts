import { availableParallelism } from "node:os";
import type { Comparison } from "../access/simulator/play";
import { examples } from "../access-proof/examples";
import { expectAccess, expectChangedAccess, printCounts } from "../access-proof/proof";
import { edited } from "../access-proof/stack-edits";
import { type ExampleStack, exampleStacks } from "../fixtures/examples";
import { startAtMost } from "./at-most";
import { deployments } from "./deployments";
import { describeWithTerraform } from "./describe-with-terraform";
import { type PlannedArgument, plannedArguments } from "./planned-arguments";
import { reviewPlan } from "./reviewed-plan";
import { runTerraformCycles, type StackPlans, tryWithRealProviders } from "./terraform-cycle";

const realProviders = process.env.REAL_PROVIDERS === "1";
const MINUTES = 60_000;

/** References to what Azure or Entra decides during an apply. A plan knows everything else. */
const DECIDED_DURING_APPLY =
  /(?<!\$)\$\{(?!data\.)(?:jsonencode\(.+|[^}]+)\.(id|client_id|object_id|principal_id|default_hostname|connection_string|primary_blob_endpoint)\}/;
const REFERENCE = /(?<!\$)\$\{/;

jest.setTimeout(5 * MINUTES);

describeWithTerraform("every example, from init to destroy", () => {
  const stacks = exampleStacks();
  const plans = new Map<string, Promise<StackPlans | undefined>>();
  const comparisons: Comparison[] = [];

  beforeAll(() => {
    const groups = deployments(stacks);
    const cycles = startAtMost(
      Math.min(4, availableParallelism()),
      groups.map((group) => () => cycleOf(group)),
    );
    groups.forEach((group, index) => {
      for (const { name } of group) {
        const own = cycles[index].then((done) => done.get(name));
        own.catch(() => undefined);
        plans.set(name, own);
      }
    });
  });

  afterAll(() => {
    if (!realProviders) printCounts(`${stacks.length} stacks of examples, each with a change`, comparisons);
  });

  describe.each(stacks)("$name", ({ name, json }) => {
    it("is planned, applied, planned again without a change, and destroyed", async () => {
      const own = await plans.get(name);
      if (!realProviders) expect(own).toBeDefined();
    });

    if (realProviders) return;

    const plansOf = async () => (await plans.get(name)) as StackPlans;
    const resourceChanges = async () => (await plansOf()).firstPlan.resource_changes ?? [];
    const planned = async () => plannedArguments(JSON.parse(json), await resourceChanges());

    it("is made of new resources only, and reads none of them while they are made", async () => {
      const { resource } = JSON.parse(json);
      const addresses = Object.keys(resource).flatMap((type) =>
        Object.keys(resource[type]).map((id) => `${type}.${id} create`),
      );
      const changes = (await resourceChanges()).map(({ address, change }) => `${address} ${change.actions}`);
      expect(changes.sort()).toEqual(addresses.sort());
    });

    it("shows a reviewer every argument before the apply, but what Azure and Entra decide during it", async () => {
      const all = await planned();
      const places = (some: PlannedArgument[]) => some.map(({ place }) => place);
      expect(places(all.filter(({ isKnown }) => !isKnown))).toEqual(
        places(all.filter(({ given }) => DECIDED_DURING_APPLY.test(String(given)))),
      );
    });

    it("rule 21b: plans each text, number and switch as the stack says it", async () => {
      const constants = (await planned()).filter(({ given }) => !REFERENCE.test(String(given)));
      const meant = (given: unknown) =>
        typeof given === "string" ? given.replaceAll("$${", "${").replaceAll("%%{", "%{") : given;
      expect(constants.map(({ place, planned }) => [place, planned])).toEqual(
        constants.map(({ place, given }) => [place, meant(given)]),
      );
    });

    it("rules 4 and 5: lists as many identities, and other items, in the plan as in the stack", async () => {
      const lists = (await planned()).filter(({ given }) => Array.isArray(given));
      const sizes = (value: unknown) => (Array.isArray(value) ? value.length : value);
      expect(lists.map(({ place, planned }) => [place, sizes(planned)])).toEqual(
        lists.map(({ place, given }) => [place, sizes(given)]),
      );
    });

    it("passes the review that docs/plan-review.md gives a pipeline", async () => {
      const { status, output } = await reviewPlan(JSON.stringify((await plansOf()).firstPlan));
      expect(output).toMatch(/^Passed: nothing is high or worse\./m);
      expect(status).toBe(0);
    });

    it("is reached by those whom it is for, in the first plan, the state and the second plan", async () => {
      const comparison = expectAccess(await plansOf(), examples[name]);
      comparisons.push(comparison);
      expect(comparison.disagreements).toEqual([]);
    });

    it("is reached by those whom a change lets in, and the review says so first", async () => {
      const comparison = await expectChangedAccess(await plansOf(), examples[name]);
      comparisons.push(comparison);
      expect(comparison.disagreements).toEqual([]);
    });
  });
});

async function cycleOf(group: readonly ExampleStack[]): Promise<ReadonlyMap<string, StackPlans>> {
  if (!realProviders)
    return runTerraformCycles(
      group.map(({ name, json }) => {
        const { change, deployer } = examples[name];
        return { name, json, changedJson: edited(json, change.edit), deployer };
      }),
    );
  await tryWithRealProviders(group);
  return new Map();
}
