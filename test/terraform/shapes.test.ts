import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TerraformStack } from "cdktf";
import { sumOf } from "../access/simulator/agreement";
import type { Comparison } from "../access/simulator/play";
import type { ExpectedStack } from "../access-proof/examples";
import { expectAccess, expectChangedAccess, printCounts } from "../access-proof/proof";
import { shapes } from "../access-proof/shapes";
import { edited } from "../access-proof/stack-edits";
import { writeZip } from "../fixtures/function-packages";
import { hostingCases } from "../function/hosting/hosting-cases";
import { newStack, synthesize } from "../synthesis";
import { describeWithTerraform } from "./describe-with-terraform";
import type { ResourceChange } from "./plan-json";
import { addApis, addHostings, addPackage } from "./shapes";
import { runTerraformCycle, type StackPlans } from "./terraform-cycle";

const TIMEOUT = 300_000;

describeWithTerraform("the table of shapes, in one stack", () => {
  const comparisons: Comparison[] = [];

  afterAll(() => printCounts(`${comparisons.length} stacks of shapes, each with a change`, comparisons));

  /** Expects that those whom it is for reach it, in each plan and state of a stack. */
  async function expectReached(plans: StackPlans, expected: ExpectedStack): Promise<void> {
    const both = [expectAccess(plans, expected), await expectChangedAccess(plans, expected)];
    comparisons.push(sumOf(both));
    expect(both.flatMap(({ disagreements }) => disagreements)).toEqual([]);
  }

  it(
    "every hosting, slot and identity is planned, applied, planned again without a change, and destroyed",
    async () => {
      const json = jsonOf(newStack(), addHostings);
      const plans = await runTerraformCycle(json, edited(json, shapes.hostings.change.edit));
      const apps = plans.firstPlan.resource_changes?.filter(({ type }) => type.includes("function_app"));
      expect(apps).toHaveLength(
        hostingCases.length * 2 + hostingCases.filter(([, { slots }]) => slots).length * 2,
      );
      await expectReached(plans, shapes.hostings);
    },
    TIMEOUT,
  );

  it(
    "the API surface is planned, applied, planned again without a change, and destroyed",
    async () => {
      const json = jsonOf(newStack(), addApis);
      const plans = await runTerraformCycle(json, edited(json, shapes.apis.change.edit));
      const policies = plans.firstPlan.resource_changes?.filter(({ type }) => type.endsWith("_policy"));
      expect(policies).toHaveLength(5);
      await expectReached(plans, shapes.apis);
    },
    TIMEOUT,
  );

  it(
    "a package is uploaded before the Function App and its slot run it, and replaced when its content changes",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "package-"));
      const files = (version: string) => ({ "host.json": `{"version":"${version}"}` });
      const [first, second] = await Promise.all(
        ["1.0", "2.0"].map((version) => writeZip(join(folder, `${version}.zip`), files(version))),
      );
      const plans = await runTerraformCycle(withPackage(first), withPackage(second));
      // The app and its slot get the other blob's URL before the former blob is deleted.
      const changes = plans.change?.plan.resource_changes ?? [];
      expect(changes.flatMap(actionsOf).sort()).toEqual([
        "azurerm_linux_function_app update",
        "azurerm_linux_function_app_slot update",
        "azurerm_storage_blob create,delete",
      ]);
      await expectReached(plans, shapes.package);
      rmSync(folder, { recursive: true });
    },
    TIMEOUT,
  );
});

function actionsOf({ type, change }: ResourceChange): string[] {
  return change.actions.join() === "no-op" ? [] : [`${type} ${change.actions}`];
}

function jsonOf(stack: TerraformStack, add: (stack: TerraformStack) => void): string {
  add(stack);
  return JSON.stringify(synthesize(stack));
}

function withPackage(file: string): string {
  return jsonOf(newStack({ storageUseAzuread: true }), (stack) => addPackage(stack, file));
}
