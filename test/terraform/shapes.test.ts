import { hostingCases } from "../function/hosting/hosting-cases";
import { newStack, synthesize } from "../synthesis";
import { describeWithTerraform } from "./describe-with-terraform";
import { addApis, addHostings } from "./shapes";
import { runTerraformCycle } from "./terraform-cycle";

const MINUTE = 60_000;

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
    MINUTE,
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
    MINUTE,
  );
});
