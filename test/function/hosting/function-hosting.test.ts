import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { FunctionApp } from "../../../lib/function/function-app";
import type { FunctionAppProps } from "../../../lib/function/function-app-props";
import { FunctionIdentity } from "../../../lib/function/function-identity";
import { FunctionHosting } from "../../../lib/function/hosting/function-hosting";
import { FunctionRuntime } from "../../../lib/function/runtime/function-runtime";
import { functionAppProps } from "../../fixtures/constructs";
import { all, messageOf, newStack, only, synthesize } from "../../synthesis";
import { expectGated, functionApps } from "../private/easy-auth-assertions";
import { hostingCases } from "./hosting-cases";

function host(props: Partial<FunctionAppProps>) {
  const stack = newStack();
  return { stack, function: new FunctionApp(stack, "function", { ...functionAppProps, ...props }) };
}
const json = (props: Partial<FunctionAppProps>) => synthesize(host(props).stack);
const refused = (props: Partial<FunctionAppProps>) => messageOf(() => host(props));

describe.each(hostingCases)("on %s", (_name, hosting, storageKeyInState) => {
  it("rules 2 to 9 and 34 to 37: the gate and the hardening are the same", () => {
    const synthesized = json({ hosting, storageKeyInState });
    expect(functionApps(synthesized)).toHaveLength(1);
    expectGated(synthesized);
  });

  it("the plan is what was asked for", () => {
    expect(only(json({ hosting, storageKeyInState }), "azurerm_service_plan")).toMatchObject({
      sku_name: hosting.skuName,
      os_type: hosting.operatingSystem,
    });
  });

  it("rules 30 and 31, T13: a storage key is only where it was asked for", () => {
    const synthesized = json({ hosting, storageKeyInState });
    expect(only(synthesized, "azurerm_storage_account").shared_access_key_enabled).toBe(storageKeyInState);
    expect(JSON.stringify(synthesized).includes("primary_access_key")).toBe(storageKeyInState);
  });
});

describe("storage without a key", () => {
  it("rule 30: is reached by identity alone on Elastic Premium and Consumption", () => {
    for (const hosting of [FunctionHosting.elasticPremium(), FunctionHosting.consumption()]) {
      const app = only(json({ hosting }), "azurerm_linux_function_app");
      expect(app.storage_uses_managed_identity).toBe(true);
      // azurerm never reads it back: it would be a change on every plan.
      expect(app).not.toHaveProperty("content_share_force_disabled");
    }
  });

  it("rule 30: cannot be given up on a dedicated plan, whose host needs no key", () => {
    expect(refused({ storageKeyInState: true })).toContain(
      "`storageKeyInState` was set on a dedicated Linux plan. Its host needs no key (rule 30).",
    );
  });
});

describe("Flex Consumption", () => {
  const flex = (options = {}) => json({ hosting: FunctionHosting.flexConsumption(options) });

  it("rule 31: deploys by identity, and gives the host the key that was asked for", () => {
    const withKey = json({ hosting: FunctionHosting.flexConsumption(), storageKeyInState: true });
    expect(all(withKey, "azurerm_resource_group_template_deployment")).toEqual([]);
    const app = only(withKey, "azurerm_function_app_flex_consumption");
    expect(app).toMatchObject({
      storage_container_type: "blobContainer",
      storage_authentication_type: "SystemAssignedIdentity",
      storage_access_key: expect.stringMatching(/^\$\{azurerm_storage_account\..+\.primary_access_key\}$/),
      runtime_name: "node",
      runtime_version: "22",
    });
    expect(app.storage_container_endpoint).toMatch(
      /primary_blob_endpoint\}\$\{azurerm_storage_container\..+\.name\}$/,
    );
    expect(app).not.toHaveProperty("app_settings");
  });

  it.each([
    ["Node.js", FunctionRuntime.node()],
    ["Python", FunctionRuntime.python()],
    [".NET", FunctionRuntime.dotnetIsolated()],
    ["Java", FunctionRuntime.java()],
    ["PowerShell", FunctionRuntime.powershell("7.4")],
    ["a custom handler", FunctionRuntime.custom()],
  ])(
    "rules 30 and 31, T13: %s has no key anywhere, with either identity, in a virtual network",
    (_name, runtime) => {
      for (const kind of ["system", "user"]) {
        const stack = newStack();
        const resource = new UserAssignedIdentity(stack, "identity", {
          name: "id-orders",
          resourceGroupName: "rg-orders",
          location: "westeurope",
        });
        new FunctionApp(stack, "function", {
          ...functionAppProps,
          hosting: FunctionHosting.flexConsumption(),
          runtime,
          identity:
            kind === "user" ? FunctionIdentity.userAssigned(resource) : FunctionIdentity.systemAssigned(),
          storageQueues: true,
          storageTables: true,
          publicNetworkAccessEnabled: false,
          storagePublicNetworkAccessEnabled: false,
          virtualNetworkSubnetId:
            "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/f",
        });
        const synthesized = synthesize(stack);
        expect(all(synthesized, "azurerm_resource_group_template_deployment")).toHaveLength(1);
        expect(JSON.stringify(synthesized)).not.toMatch(
          /(?<!shared_)access_key|AccountKey|account_key|connection_string/,
        );
        expectGated(synthesized);
      }
    },
  );

  it("rule 32: is not told to be always on", () => {
    const { site_config } = only(flex(), "azurerm_function_app_flex_consumption");
    expect(site_config).not.toHaveProperty("always_on");
  });

  it("makes its container with the management plane", () => {
    expect(only(flex(), "azurerm_storage_container")).toMatchObject({
      storage_account_id: expect.stringMatching(/\.id\}$/),
      container_access_type: "private",
    });
  });

  it("rule 32: scales as it is told", () => {
    expect(
      only(
        flex({ instanceMemoryInMb: 4096, maximumInstanceCount: 1000 }),
        "azurerm_function_app_flex_consumption",
      ),
    ).toMatchObject({ instance_memory_in_mb: 4096, maximum_instance_count: 1000 });
  });

  it.each([
    [
      { maximumInstanceCount: 0 },
      "`maximumInstanceCount` was given as 0. Flex Consumption allows 1 to 1000 instances.",
    ],
    [{ maximumInstanceCount: 1001 }, "`maximumInstanceCount` was given as 1001."],
    [
      { instanceMemoryInMb: 1024 },
      "`instanceMemoryInMb` was given as 1024. Flex Consumption allows 512, 2048, 4096 MB.",
    ],
  ])("rule 32: is rejected with %j", (options, message) => {
    expect(messageOf(() => flex(options))).toContain(message);
  });
});

describe("a language", () => {
  it.each([
    [FunctionRuntime.node("20"), { node_version: "~20" }],
    [FunctionRuntime.dotnetIsolated("8.0"), { dotnet_version: "v8.0", use_dotnet_isolated_runtime: true }],
    [FunctionRuntime.java("8"), { java_version: "1.8" }],
    [FunctionRuntime.powershell("7.4"), { powershell_core_version: "7.4" }],
    [FunctionRuntime.custom(), { use_custom_runtime: true }],
  ])("is named as Windows names it (%#)", (runtime, stack) => {
    const { site_config } = only(
      json({ hosting: FunctionHosting.dedicatedWindows(), runtime }),
      "azurerm_windows_function_app",
    );
    expect(site_config.application_stack).toEqual(stack);
  });

  it("that Windows does not run is rejected there", () => {
    expect(
      refused({ hosting: FunctionHosting.dedicatedWindows(), runtime: FunctionRuntime.python() }),
    ).toContain(
      "Python was given as the runtime on a dedicated Windows plan. Windows does not run it. Choose a kind of `FunctionHosting` with Linux.",
    );
  });

  it("in a version that Flex Consumption does not run is rejected there", () => {
    expect(
      refused({
        hosting: FunctionHosting.flexConsumption(),
        storageKeyInState: true,
        runtime: FunctionRuntime.node("18"),
      }),
    ).toContain(
      'Node.js "18" was given as the runtime. Allowed on a Flex Consumption plan are "24", "22", "20".',
    );
  });

  it.each([
    [FunctionRuntime.node("24"), 'are "22", "20", "18".'],
    [FunctionRuntime.python(), 'are "3.12", "3.11", "3.10", "3.9".'],
    [FunctionRuntime.dotnetIsolated(), 'are "9.0", "8.0".'],
    [FunctionRuntime.java("25"), 'are "21", "17", "11", "8".'],
  ])(
    "in a version that came after the last of the Consumption plan on Linux is rejected there (%#)",
    (runtime, allowed) => {
      const hosting = FunctionHosting.consumption();
      expect(refused({ hosting, runtime })).toContain(`Allowed on a Consumption Linux plan ${allowed}`);
    },
  );
});

describe("a network that the plan cannot be in", () => {
  it("is rejected: a private endpoint on Consumption", () => {
    expect(refused({ hosting: FunctionHosting.consumption(), publicNetworkAccessEnabled: false })).toContain(
      "`publicNetworkAccessEnabled: false` was given on a Consumption Linux plan. It does not let a Function have a private endpoint.",
    );
  });

  it("is rejected: calls into a virtual network on Consumption", () => {
    const virtualNetworkSubnetId =
      "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/f";
    expect(refused({ hosting: FunctionHosting.consumption(), virtualNetworkSubnetId })).toContain(
      "It does not let a Function call into a virtual network. Choose",
    );
    const app = only(json({ virtualNetworkSubnetId }), "azurerm_linux_function_app");
    expect(app.virtual_network_subnet_id).toBe(virtualNetworkSubnetId);
    expect(app.site_config.vnet_route_all_enabled).toBe(true);
  });

  it("is rejected by an id of something that is not a subnet", () => {
    expect(refused({ virtualNetworkSubnetId: "snet-functions" })).toContain(
      'The subnet id "snet-functions" was given. Allowed is /subscriptions/',
    );
  });
});

it("a Function without a network of its own has neither a subnet nor routes", () => {
  const app = only(json({}), "azurerm_linux_function_app");
  expect(app).not.toHaveProperty("virtual_network_subnet_id");
  expect(app.site_config).not.toHaveProperty("vnet_route_all_enabled");
  expect(all(json({}), "azurerm_storage_account")[0]).not.toHaveProperty("public_network_access_enabled");
});
