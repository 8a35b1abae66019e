import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { TerraformStack } from "cdktf";
import { FunctionHost } from "../../lib/function/function-host";
import { FunctionIdentity } from "../../lib/function/function-identity";
import { Registration } from "../../lib/registration/registration";
import { hostingCases } from "../function/hosting-cases";
import { newStack, synthesize } from "../synthesis";
import { describeWithTerraform } from "./describe-with-terraform";
import { runTerraformCycle } from "./terraform-cycle";

const MINUTE = 60_000;
const placed = { resourceGroupName: "rg-shapes", location: "westeurope" };

/** Every hosting, with slots where it has them, once with each kind of identity of the Function. */
function addHostings(stack: TerraformStack): void {
  const registration = new Registration(stack, "registration", { displayName: "Shapes" });
  const caller = new UserAssignedIdentity(stack, "caller", { ...placed, name: "id-caller" });
  registration.assignRole(stack, "role", caller);
  const userAssigned = FunctionIdentity.userAssigned(
    new UserAssignedIdentity(stack, "identity", { ...placed, name: "id-function" }),
  );
  for (const [index, [, hosting, storageKeyInState]] of hostingCases.entries()) {
    for (const [kind, identity] of Object.entries({
      system: FunctionIdentity.systemAssigned(),
      user: userAssigned,
    })) {
      const id = `${kind}-${index}`;
      const host = new FunctionHost(stack, id, {
        ...placed,
        name: `func-${id}`,
        servicePlanName: `asp-${id}`,
        storageAccountName: `st${kind}${index}`,
        hosting,
        storageKeyInState,
        identity,
        registration,
        callers: [caller],
      });
      if (hosting.slots) host.addSlot("staging", { name: "staging" });
    }
  }
}

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
});
