import { reviewAccess } from "../../../lib/access/review";
import { closedStack } from "../closed-stack";
import { firstPlan } from "../stack-input";

/** What the review calls those to whom a role on the Function is given. */
function publishersOf(principalId: string): string[] {
  const stack = closedStack((resources) => {
    resources.azurerm_user_assigned_identity.team = {
      name: "id-team",
      resource_group_name: "rg-orders",
      location: "westeurope",
    };
    resources.azurerm_role_assignment = {
      team: {
        scope: "${azurerm_linux_function_app.orders.id}",
        role_definition_name: "Website Contributor",
        principal_id: principalId,
      },
    };
  });
  return reviewAccess(firstPlan(stack))
    .callers.filter(({ kind }) => kind === "publisher")
    .map(({ label }) => label);
}

describe("whoever has a role", () => {
  it.each([
    [
      "an identity of the stack by its name",
      "${azurerm_user_assigned_identity.team.principal_id}",
      "identity id-team",
    ],
    [
      "somebody of elsewhere by the id",
      "bbbbbbbb-2222-4333-8444-555555555555",
      "bbbbbbbb-2222-4333-8444-555555555555",
    ],
  ])("is called %s", (_, principalId, name) => {
    expect(publishersOf(principalId)).toEqual([`${name} (Website Contributor)`]);
  });
});
