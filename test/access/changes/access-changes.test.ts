import { reviewAccess } from "../../../lib/access/review";
import { type Arguments, closedStack, inbound, policy, shopClientId, tenantId } from "../closed-stack";
import { changePlan, firstPlan } from "../stack-input";

type Change = (resources: Arguments) => void;

const none: Change = () => {};

function changes(before: Change, after: Change): string[] {
  const report = reviewAccess(changePlan(closedStack(before), closedStack(after)));
  return report.changes.map(({ change, severity, sentence }) => `${change} ${severity}: ${sentence}`);
}

const slot =
  (auth: boolean): Change =>
  (resources) => {
    const { auth_settings_v2, ...rest } = resources.azurerm_linux_function_app.orders;
    resources.azurerm_linux_function_app_slot = {
      staging: {
        ...rest,
        name: "staging",
        function_app_id: "${azurerm_linux_function_app.orders.id}",
        ...(auth && { auth_settings_v2 }),
      },
    };
  };

/** A further API that calls the Function after these steps. */
const newApi =
  (steps: string): Change =>
  (resources) => {
    const names = { api_name: "all", api_management_name: "apim-shop" };
    resources.azurerm_api_management_api.all = {
      ...resources.azurerm_api_management_api.orders,
      name: "all",
    };
    resources.azurerm_api_management_api_operation.all = {
      ...names,
      operation_id: "all",
      method: "GET",
      url_template: "/all",
    };
    const { orders } = resources.azurerm_api_management_api_policy;
    const calls = inbound.replace(/<validate[\s\S]*<\/validate-azure-ad-token>/, steps);
    resources.azurerm_api_management_api_policy.all = { ...orders, ...names, xml_content: policy(calls) };
  };

/** How severe it is that a class of callers gains access. */
function gained(found: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    found.flatMap((one) => {
      const [, severity, who] = /^gains (\w+): This plan lets (any .*) reach /.exec(one) ?? [];
      return who ? [[who, severity]] : [];
    }),
  );
}

describe("what a plan changes", () => {
  it("is nothing where nothing changes", () => {
    expect(changes(none, none)).toEqual([]);
    expect(changes(slot(true), slot(true))).toEqual([]);
  });

  it("is who gains access, with what is removed, first and most severe", () => {
    expect(changes(slot(true), slot(false))[0]).toBe(
      "gains critical: This plan lets anyone on the internet reach func-orders (slot staging): auth_settings_v2 is removed",
    );
  });

  it("is every way in of a new Function that lets somebody in", () => {
    const all = reviewAccess(firstPlan(closedStack())).changes;
    expect(
      all.map(({ change, severity, caller }) => `${change} ${severity} ${caller.split(":")[0]}`).sort(),
    ).toEqual([
      "gains info gateway-identity",
      "gains info identity-operator",
      "gains info policy-caller",
      "gains info policy-writer",
    ]);
    const open = changes(none, slot(false));
    expect(open[0]).toMatch(
      /^gains critical: This plan lets anyone on the internet reach func-orders \(slot staging\): it is new/,
    );
  });

  it("is who loses access: callers break", () => {
    const change: Change = (resources) => delete resources.azuread_app_role_assignment;
    const found = changes(none, change);
    expect(found).toContain(
      "loses high: This plan keeps the gateway's identity id-gateway from func-orders, which it reached: azuread_app_role_assignment.gateway is removed",
    );
    expect(found.every((sentence) => sentence.startsWith("loses"))).toBe(true);
  });

  it("is what is not known any more", () => {
    const change: Change = (resources) =>
      (resources.azurerm_linux_function_app.orders.auth_settings_v2.config_file_path = "auth.json");
    expect(changes(none, change)).toContain(
      "becomes-unknown high: With this plan it is not known whether anyone on the internet reaches func-orders: auth_settings_v2.config_file_path is added",
    );
    expect(changes(change, none).find((one) => one.startsWith("becomes-known"))).toMatch(
      /^becomes-known info: With this plan it is known that anyone on the internet does not reach func-orders/,
    );
  });

  it("is an argument with both of its values", () => {
    const change: Change = (resources) =>
      (resources.azurerm_linux_function_app.orders.auth_settings_v2.require_authentication = false);
    expect(changes(none, change)[0]).toMatch(
      /: auth_settings_v2\.require_authentication changes from true to false$/,
    );
  });

  it("is no loss of a caller whom a policy no longer names and lets in all the same", () => {
    const change: Change = (resources) =>
      (resources.azurerm_api_management_api_policy.orders.xml_content = policy(
        inbound.replace(/<validate[\s\S]*<\/validate-azure-ad-token>/, ""),
      ));
    const found = changes(none, change);
    expect(found.filter((one) => one.includes(shopClientId))).toEqual([]);
    expect(found[0]).toBe(
      "gains critical: This plan lets anyone on the internet reach GET /orders of API orders on apim-shop: xml_content changes",
    );
  });

  it("is medium where the Function is as new as an API that is open to anyone", () => {
    const severities = reviewAccess(firstPlan(closedStack(newApi("")))).changes.flatMap(
      ({ entrance, caller, severity }) =>
        caller === "internet" && entrance.endsWith(":all") ? [severity] : [],
    );
    expect(severities).toEqual(["medium"]);
  });

  it("is critical where a new API is open to anyone on the internet", () => {
    const found = changes(none, newApi(""));
    expect(new Set(Object.values(gained(found)))).toEqual(new Set(["critical"]));
    expect(found[0]).toMatch(
      /^gains critical: This plan lets anyone on the internet reach GET \/all of API all on apim-shop: it is new/,
    );
  });

  it("is less where a new API asks for a token of the tenant, and more for one of any tenant", () => {
    const asking = (tenant: string) =>
      changes(none, newApi(`<validate-azure-ad-token tenant-id="${tenant}" />`));
    expect(gained(asking(tenantId))).toEqual({
      "any user of the tenant": "medium",
      "any application of the tenant": "medium",
    });
    expect(gained(asking("common"))).toMatchObject({ "any identity of another tenant": "high" });
  });

  it("is no gain of what is removed", () => {
    const found = changes(slot(false), none);
    expect(found.length).toBeGreaterThan(0);
    const isLost = (one: string) =>
      /^loses .*: azurerm_linux_function_app_slot\.staging is removed$/.test(one);
    expect(found.every(isLost)).toBe(true);
  });

  it("is that it is not known any more, of whom a policy named that is not known", () => {
    const unread: Change = (resources) => {
      resources.azurerm_api_management_api.orders.subscription_required = true;
      resources.azurerm_api_management_api_policy.orders.xml_content = "${data.x.y.policy}";
    };
    const withKey: Change = (resources) =>
      (resources.azurerm_api_management_api.orders.subscription_required = true);
    expect(changes(withKey, unread).filter((one) => one.includes(shopClientId))).toEqual([
      expect.stringMatching(/^becomes-unknown .*: xml_content changes$/),
    ]);
  });

  it("is of a new caller the list that it is on", () => {
    const added: Change = (resources) => {
      const provider = resources.azurerm_linux_function_app.orders.auth_settings_v2.active_directory_v2;
      provider.allowed_applications.push(shopClientId);
      provider.allowed_identities = [];
    };
    expect(changes(none, added).filter((one) => one.includes(shopClientId))).toEqual([
      expect.stringMatching(/: auth_settings_v2\.active_directory_v2\.allowed_applications changes/),
    ]);
  });

  it("is that what was known is not known, and not that it is removed", () => {
    const later: Change = (resources) =>
      (resources.azurerm_linux_function_app.orders.auth_settings_v2 = "${jsondecode(x)}");
    expect(changes(none, later)[0]).toMatch(/: auth_settings_v2 changes to what is not known$/);
  });

  it("is not told without a before", () => {
    const { changes: found, before } = reviewAccess({
      ...firstPlan(closedStack(slot(false))),
      before: undefined,
    });
    expect(found).toEqual([]);
    expect(before).toBeUndefined();
  });
});
