import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { FunctionApp } from "../../lib/function/function-app";
import type { FunctionAppProps } from "../../lib/function/function-app-props";
import { FunctionIdentity } from "../../lib/function/function-identity";
import { FunctionHosting } from "../../lib/function/hosting/function-hosting";
import { functionAppProps } from "../fixtures/constructs";
import { otherIdentity } from "../fixtures/ids";
import { all, messageOf, newStack, only, synthesize } from "../synthesis";
import { hostingCases } from "./hosting/hosting-cases";
import { expectGated, functionApps } from "./private/easy-auth-assertions";

const minimal: FunctionAppProps = { ...functionAppProps, hosting: FunctionHosting.dedicated("S1") };

function withSlot(props: Partial<FunctionAppProps> = {}) {
  const stack = newStack();
  const host = new FunctionApp(stack, "function", { ...minimal, ...props });
  const slot = host.addSlot("staging", { name: "staging" });
  return { stack, host, slot };
}

describe("slots get the same gate: a slot", () => {
  it.each(hostingCases.filter(([, hosting]) => hosting.slots))(
    "rule 38, T12: on %s has the app's gate, storage and hardening, to the letter",
    (_name, hosting, storageKeyInState) => {
      const json = synthesize(withSlot({ hosting, storageKeyInState }).stack);
      const [[, app], [, slot]] = functionApps(json);
      expectGated(json);
      const { name: _a, location: _l, resource_group_name: _r, service_plan_id: _p, ...common } = app;
      const { name: _n, function_app_id, ...ofSlot } = slot;
      expect(function_app_id).toMatch(/\.id\}$/);
      expect(ofSlot).toEqual(common);
    },
  );

  it("rules 4 and 5: lets callers in that are added later, as the app does", () => {
    const { stack, host } = withSlot();
    host.allowIdentity(otherIdentity);
    const gates = functionApps(synthesize(stack)).map(([, app]) => app.auth_settings_v2.active_directory_v2);
    expect(gates[1]).toEqual(gates[0]);
    expect(gates[1].allowed_identities).toHaveLength(2);
  });

  it("rule 30: has a system-assigned identity of its own, which owns the host's blobs too", () => {
    const json = synthesize(withSlot().stack);
    expect(all(json, "azurerm_role_assignment").map(({ principal_id }) => principal_id)).toEqual([
      expect.stringContaining("azurerm_linux_function_app."),
      expect.stringContaining("azurerm_linux_function_app_slot."),
    ]);
  });

  it("shares the app's user-assigned identity and its rights", () => {
    const stack = newStack();
    const identity = new UserAssignedIdentity(stack, "identity", {
      name: "id-orders",
      resourceGroupName: "rg-orders",
      location: "westeurope",
    });
    new FunctionApp(stack, "function", {
      ...minimal,
      identity: FunctionIdentity.userAssigned(identity),
    }).addSlot("staging", { name: "staging" });
    expect(all(synthesize(stack), "azurerm_role_assignment")).toHaveLength(1);
  });

  it("has the app's settings unless it has its own", () => {
    const [[, app], [, slot]] = functionApps(synthesize(withSlot({ appSettings: { STAGE: "all" } }).stack));
    expect(slot.app_settings).toEqual({ STAGE: "all" });
    expect(slot.app_settings).toEqual(app.app_settings);
  });

  it("can have settings of its own", () => {
    const stack = newStack();
    const host = new FunctionApp(stack, "function", { ...minimal, appSettings: { STAGE: "production" } });
    host.addSlot("staging", { name: "staging", appSettings: { STAGE: "${staging}" } });
    expect(only(synthesize(stack), "azurerm_linux_function_app_slot").app_settings).toEqual({
      STAGE: "$${staging}",
    });
  });

  it.each([
    ["a dedicated Linux plan with the SKU B1", FunctionHosting.dedicated("B1"), false],
    ["a Flex Consumption plan with the SKU FC1", FunctionHosting.flexConsumption(), true],
    ["a Consumption Linux plan with the SKU Y1", FunctionHosting.consumption(), false],
  ])("is rejected on %s", (title, hosting, storageKeyInState) => {
    expect(messageOf(() => withSlot({ hosting, storageKeyInState }))).toContain(
      `stack/function/staging: invalid input.\n  - A slot was added on ${title}. Slots exist on dedicated service plans from S1,`,
    );
  });

  it.each(["s", "production", "Production", "-staging", "a_b", "x".repeat(60)])(
    "is rejected with the name %j",
    (name) => {
      const host = new FunctionApp(newStack(), "function", minimal);
      expect(messageOf(() => host.addSlot("slot", { name }))).toContain(
        `The name ${JSON.stringify(name)} was given to a slot. Azure allows 2 to 59`,
      );
      expect(host.node.tryFindChild("slot")).toBeUndefined();
    },
  );

  it("is rejected where the host could not tell it from the app", () => {
    expect(messageOf(() => withSlot({ name: `func-${"x".repeat(27)}` }))).toContain(
      "whose name has 32 characters. The host's id is the first 32 characters of its name",
    );
    expect(() => withSlot({ name: `func-${"x".repeat(26)}` })).not.toThrow();
  });

  it("is rejected with settings that would open the gate", () => {
    const host = new FunctionApp(newStack(), "function", minimal);
    expect(
      messageOf(() =>
        host.addSlot("slot", { name: "staging", appSettings: { WEBSITE_AUTH_ENABLED: "false" } }),
      ),
    ).toContain("The app setting `WEBSITE_AUTH_ENABLED` was given.");
  });
});
