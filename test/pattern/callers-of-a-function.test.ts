import { newPattern } from "../fixtures/constructs";
import { otherIdentity } from "../fixtures/ids";
import { entraSettings } from "../function/private/easy-auth-assertions";
import { all, messageOf, synthesize } from "../synthesis";

describe("one more identity that may call a Function", () => {
  it("rules 4, 5 and 12: is in both allow-lists, and Entra issues it tokens", () => {
    const { stack, orders } = newPattern();
    orders.grantInvoke("batch-role", otherIdentity);
    const json = synthesize(stack);
    expect(entraSettings(json).allowed_applications).toEqual([expect.any(String), otherIdentity.clientId]);
    expect(entraSettings(json).allowed_identities).toEqual([expect.any(String), otherIdentity.principalId]);
    expect(
      all(json, "azuread_app_role_assignment").map(({ principal_object_id }) => principal_object_id),
    ).toContain(otherIdentity.principalId);
  });

  it("is let in once, however often it is granted", () => {
    const { stack, orders } = newPattern();
    orders.grantInvoke("batch-role", otherIdentity);
    orders.grantInvoke("again", { ...otherIdentity });
    const json = synthesize(stack);
    expect(entraSettings(json).allowed_identities).toHaveLength(2);
    expect(all(json, "azuread_app_role_assignment")).toHaveLength(2);
  });

  it("rules 4 and 5: is refused without two GUIDs", () => {
    const { orders } = newPattern();
    expect(
      messageOf(() => orders.grantInvoke("batch-role", { ...otherIdentity, clientId: "batch" })),
    ).toContain(
      'stack/orders/batch-role: invalid input.\n  - `allowedIdentities[0].clientId` was given as "batch".',
    );
  });
});
