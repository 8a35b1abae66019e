import {
  ApiDefinition,
  Callers,
  SecureFunctionBehindApim,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { all, messageOf, newStack, only, synthesize } from "../synthesis";

const minimal: SecureFunctionBehindApimProps = {
  name: "orders",
  location: "westeurope",
  publisher: { name: "Contoso", email: "api@contoso.com" },
  apiDefinition: ApiDefinition.passThrough(),
  callers: Callers.anonymous(),
};
const identity = {
  clientId: "aaaaaaaa-0000-4000-8000-000000000001",
  principalId: "bbbbbbbb-0000-4000-8000-000000000001",
};
function made() {
  const stack = newStack();
  return { stack, orders: new SecureFunctionBehindApim(stack, "orders", minimal) };
}

const pinned = (json: unknown) =>
  only(json, "azurerm_linux_function_app").auth_settings_v2.active_directory_v2;

describe("one more identity that may call a Function", () => {
  it("rules 4, 5 and 12: is in both allow-lists, and Entra issues it tokens", () => {
    const { stack, orders } = made();
    orders.grantInvoke("batch-role", identity);
    const json = synthesize(stack);
    expect(pinned(json).allowed_applications).toEqual([expect.any(String), identity.clientId]);
    expect(pinned(json).allowed_identities).toEqual([expect.any(String), identity.principalId]);
    expect(
      all(json, "azuread_app_role_assignment").map(({ principal_object_id }) => principal_object_id),
    ).toContain(identity.principalId);
  });

  it("is let in once, however often it is granted", () => {
    const { stack, orders } = made();
    orders.grantInvoke("batch-role", identity);
    orders.grantInvoke("again", { ...identity });
    const json = synthesize(stack);
    expect(pinned(json).allowed_identities).toHaveLength(2);
    expect(all(json, "azuread_app_role_assignment")).toHaveLength(2);
  });

  it("rules 4 and 5: is refused without two GUIDs", () => {
    const { orders } = made();
    expect(messageOf(() => orders.grantInvoke("batch-role", { ...identity, clientId: "batch" }))).toContain(
      'stack/orders/function: invalid input.\n  - `allowedIdentities[0].clientId` was given as "batch".',
    );
  });
});
