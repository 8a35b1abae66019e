import { availableParallelism } from "node:os";
import { exampleStacks } from "../fixtures/examples";
import { startAtMost } from "./at-most";
import { deployments } from "./deployments";
import { describeWithTerraform } from "./describe-with-terraform";
import { AZURERM_VERSIONS, installedProvider } from "./facts/facts-files";
import { applyStacks } from "./terraform-cycle";

const MINUTES = 60_000;
const bindings = installedProvider("azurerm").version;
const newer = AZURERM_VERSIONS.filter((version) => version !== bindings);

jest.setTimeout(5 * MINUTES);

describeWithTerraform("every example, with the newer versions of azurerm that the docs name", () => {
  const runs = newer.flatMap((version) =>
    deployments(exampleStacks(version)).map((stacks) => ({
      version,
      stacks,
      title: stacks.map(({ name }) => name).join(" and "),
    })),
  );
  let applied: Promise<void>[];

  beforeAll(() => {
    const tasks = runs.map(
      ({ stacks }) =>
        () =>
          applyStacks(stacks),
    );
    applied = startAtMost(Math.min(4, availableParallelism()), tasks);
    for (const run of applied) run.catch(() => undefined);
  });

  it.each(runs.map((run, index) => ({ ...run, index })))(
    "$version: $title is valid, applied, and then planned without a change",
    async ({ version, stacks, index }) => {
      for (const { json } of stacks) {
        expect(JSON.parse(json).terraform.required_providers.azurerm.version).toBe(version);
      }
      await expect(applied[index]).resolves.toBeUndefined();
    },
  );
});
