import { describeWithTerraform } from "./describe-with-terraform";
import { RESOURCE_GROUP, smallStack } from "./small-stack";
import { runTerraformCycle } from "./terraform-cycle";

jest.setTimeout(120_000);

describeWithTerraform("the cycle of a stack", () => {
  it("fails when a second plan changes something", async () => {
    const group = { ...RESOURCE_GROUP, tags: { at: "${timestamp()}" } };
    const stack = smallStack({ azurerm_resource_group: { group } });
    await expect(runTerraformCycle(stack)).rejects.toThrow(
      /terraform plan -input=false -out=plan.bin -detailed-exitcode failed:.*azurerm_resource_group\.group will be updated/s,
    );
  });

  it("fails when something cannot be destroyed", async () => {
    const group = { ...RESOURCE_GROUP, lifecycle: { prevent_destroy: true } };
    const stack = smallStack({ azurerm_resource_group: { group } });
    await expect(runTerraformCycle(stack)).rejects.toThrow(
      /terraform destroy -input=false -auto-approve failed:.*azurerm_resource_group\.group/s,
    );
  });
});
