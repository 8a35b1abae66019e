import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeZip } from "../fixtures/function-packages";
import { hostingCases } from "../function/hosting/hosting-cases";
import { newStack, synthesize } from "../synthesis";
import { describeWithTerraform } from "./describe-with-terraform";
import { addApis, addHostings, addPackage } from "./shapes";
import { runTerraformCycle } from "./terraform-cycle";
import { inStack } from "./workspace";

const TIMEOUT = 180_000;

describeWithTerraform("the table of shapes, in one stack", () => {
  it(
    "every hosting, slot and identity is planned, applied, planned again without a change, and destroyed",
    async () => {
      const stack = newStack();
      addHostings(stack);
      const plan = await runTerraformCycle(JSON.stringify(synthesize(stack)));
      const apps = plan?.resource_changes?.filter(({ type }) => type.includes("function_app"));
      expect(apps).toHaveLength(
        hostingCases.length * 2 + hostingCases.filter(([, { slots }]) => slots).length * 2,
      );
    },
    TIMEOUT,
  );

  it(
    "the API surface is planned, applied, planned again without a change, and destroyed",
    async () => {
      const stack = newStack();
      addApis(stack);
      const plan = await runTerraformCycle(JSON.stringify(synthesize(stack)));
      const policies = plan?.resource_changes?.filter(({ type }) => type.endsWith("_policy"));
      expect(policies).toHaveLength(5);
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
      await inStack(withPackage(first), async (terraform, stackFolder) => {
        const apply = () => terraform("apply", "-input=false", "-auto-approve");
        await terraform("init", "-input=false");
        expect(await apply()).toContain("Apply complete!");
        await terraform("plan", "-input=false", "-detailed-exitcode");
        writeFileSync(join(stackFolder, "cdk.tf.json"), withPackage(second));
        // The app and its slot get the other blob's URL before the former blob is deleted.
        expect(await apply()).toContain("Apply complete! Resources: 1 added, 2 changed, 1 destroyed.");
        await terraform("plan", "-input=false", "-detailed-exitcode");
        await terraform("destroy", "-input=false", "-auto-approve");
      });
      rmSync(folder, { recursive: true });
    },
    TIMEOUT,
  );
});

function withPackage(file: string): string {
  const stack = newStack({ storageUseAzuread: true });
  addPackage(stack, file);
  return JSON.stringify(synthesize(stack));
}
