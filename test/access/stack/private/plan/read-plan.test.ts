import { argumentOf } from "../../shown";
import { planOf } from "./plans";

const APP = "azurerm_linux_function_app.app";
const change = (json: object) => ({ change: json });

describe("a plan", () => {
  it("has what there was and what there will be", () => {
    const input = planOf([
      {
        address: APP,
        more: change({
          actions: ["update"],
          before: { https_only: true, tags: null },
          after: { https_only: false, tags: null },
          after_unknown: {},
        }),
      },
    ]);
    expect(argumentOf(input.before?.resources ?? [], APP)).toEqual({ https_only: true });
    expect(argumentOf(input.after.resources, APP)).toEqual({ https_only: false });
    expect(input.after.resources[0]).toMatchObject({ actions: ["update"], provider: "azurerm" });
  });

  it("has nothing before, when it is the first one", () => {
    const input = planOf([{ address: APP, known: { name: "app" } }]);
    expect(input.before?.resources).toEqual([]);
  });

  it("says which arguments replace a resource, where it was moved from, and what is imported", () => {
    const [replaced, moved, imported] = planOf([
      {
        address: APP,
        more: change({
          actions: ["delete", "create"],
          before: {},
          replace_paths: [["name"], ["site_config", 0, "a"]],
        }),
      },
      {
        address: "azurerm_subnet.new",
        more: {
          previous_address: "azurerm_subnet.old",
          ...change({ actions: ["no-op"], before: { name: "s" } }),
        },
      },
      {
        address: "azurerm_subnet.found",
        more: change({ actions: ["no-op"], before: {}, importing: { id: "x" } }),
      },
    ]).after.resources;
    expect(replaced).toMatchObject({
      actions: ["delete", "create"],
      replacedBy: ["name", "site_config.0.a"],
    });
    expect(moved).toMatchObject({ actions: [], previousAddress: "azurerm_subnet.old" });
    expect(imported).toMatchObject({ actions: ["import"] });
  });

  it("keeps what Terraform only forgets, and drops what it deletes", () => {
    const before = { name: "app" };
    const addresses = planOf([
      { address: APP, more: change({ actions: ["forget"], before, after: null }) },
      { address: "azurerm_subnet.gone", more: change({ actions: ["delete"], before, after: null }) },
    ]).after.resources.map(({ address, actions }) => [address, actions]);
    expect(addresses).toEqual([[APP, ["forget"]]]);
  });

  it("has an object that waits for its deletion beside the one that took its place, before it", () => {
    const input = planOf([
      { address: APP, more: change({ actions: ["no-op"], before: { name: "new" }, after: { name: "new" } }) },
      {
        address: APP,
        more: { deposed: "ab12", ...change({ actions: ["delete"], before: { name: "old" }, after: null }) },
      },
    ]);
    expect(input.before?.resources.map(({ address }) => address)).toEqual([APP, `${APP} (deposed ab12)`]);
    expect(input.after.resources.map(({ address }) => address)).toEqual([APP]);
  });

  it("takes data sources and what it does not touch from the state", () => {
    const prior_state = {
      format_version: "1.0",
      values: {
        root_module: {
          resources: [
            {
              address: "data.azuread_client_config.me",
              mode: "data",
              type: "azuread_client_config",
              name: "me",
              values: { tenant_id: "t" },
            },
          ],
          child_modules: [
            {
              address: "module.hub",
              resources: [
                {
                  address: "module.hub.azurerm_subnet.a",
                  mode: "managed",
                  type: "azurerm_subnet",
                  name: "a",
                  values: { name: "a" },
                },
              ],
            },
          ],
        },
      },
    };
    const input = planOf([{ address: APP }], { prior_state, complete: false });
    expect(argumentOf(input.after.resources, "data.azuread_client_config.me", "tenant_id")).toBe("t");
    expect(input.after.resources.map(({ address }) => address)).toContain("module.hub.azurerm_subnet.a");
    expect(input.before?.resources.map(({ address }) => address)).toEqual([
      "data.azuread_client_config.me",
      "module.hub.azurerm_subnet.a",
    ]);
    expect(input.warnings).toEqual([expect.stringContaining("not the whole one")]);
  });

  it("hides what Terraform hides, in what it refers to and in what it makes of it too", () => {
    const secret = {
      constant_value: "${var.key}/${azurerm_subnet.a.id}",
      references: ["var.key", "azurerm_subnet.a.id", "azurerm_subnet.a"],
    };
    const input = planOf(
      [
        { address: "azurerm_subnet.a", unknown: { id: true } },
        {
          address: APP,
          unknown: { mixed: true },
          expressions: { mixed: secret },
          more: change({
            after: { key: "k", keys: ["k"], settings: { A: "k", B: "b" } },
            after_unknown: { mixed: true },
            after_sensitive: { key: true, keys: true, settings: { A: true } },
          }),
        },
      ],
      {
        variables: { key: { value: "k" } },
        configuration: {
          root_module: {
            variables: { key: { sensitive: true } },
            resources: [
              { mode: "managed", type: "azurerm_subnet", name: "a" },
              {
                mode: "managed",
                type: "azurerm_linux_function_app",
                name: "app",
                expressions: { mixed: secret },
              },
            ],
          },
        },
      },
    );
    expect(argumentOf(input.after.resources, APP)).toEqual({
      key: "(sensitive)",
      keys: ["(sensitive)"],
      settings: { A: "(sensitive)", B: "b" },
      mixed: "(sensitive)/<azurerm_subnet.a.id>",
    });
  });

  it("has its providers with their arguments", () => {
    const { after } = planOf([], {
      configuration: {
        provider_config: {
          "azurerm.hub": {
            name: "azurerm",
            full_name: "registry.terraform.io/hashicorp/azurerm",
            version_constraint: "~> 4.0",
            expressions: { features: [{}], storage_use_azuread: { constant_value: true } },
          },
        },
      },
    });
    expect(after.providers).toEqual([
      expect.objectContaining({
        key: "azurerm.hub",
        name: "registry.terraform.io/hashicorp/azurerm",
        versionConstraint: "~> 4.0",
      }),
    ]);
    expect(after.providers[0].values.entries.get("storage_use_azuread")).toEqual({
      kind: "literal",
      value: true,
    });
  });

  describe("with data sources that are read during the apply", () => {
    const KEYS = "data.azurerm_function_app_host_keys.keys";
    const keys = { address: KEYS, known: { name: "app" }, more: change({ actions: ["read"], before: null }) };

    it("has them before too: the prior state leaves them out, though they were there", () => {
      const app = { address: APP, more: change({ actions: ["update"], before: { name: "app" } }) };
      const { before } = planOf([app, keys]);
      expect(argumentOf(before?.resources ?? [], KEYS, "name")).toBe("app");
    });

    it("has none of them before the first apply", () => {
      expect(planOf([{ address: APP }, keys]).before?.resources).toEqual([]);
    });
  });

  it("warns of what Terraform forgets, and of what was changed outside of it", () => {
    const drift = (address: string, before: object, after: object | null) => ({
      address,
      mode: "managed",
      type: address.split(".")[0],
      name: "x",
      change: { actions: ["update"], before, after },
    });
    const { warnings } = planOf(
      [{ address: APP, more: change({ actions: ["forget"], before: { name: "app" }, after: null }) }],
      {
        resource_drift: [
          drift(APP, { auth_settings_v2: [{}], tags: {} }, { auth_settings_v2: [], tags: { a: "b" } }),
          drift("azurerm_linux_function_app.same", { tags: {} }, { tags: { a: "b" } }),
          drift("azuread_service_principal.gone", {}, null),
          drift("azurerm_subnet.other", { name: "a" }, { name: "b" }),
        ],
      },
    );
    expect(warnings).toEqual([
      expect.stringContaining(`forgets ${APP}: it stays`),
      expect.stringContaining(
        `${APP} was changed outside of Terraform since the last apply: auth_settings_v2.`,
      ),
      "azuread_service_principal.gone was removed outside of Terraform.",
    ]);
  });

  it("warns when Terraform ended it with errors, and of what it puts off", () => {
    const { warnings, after, isErrored } = planOf([], {
      errored: true,
      deferred_changes: [
        {
          reason: "instance_count_unknown",
          resource_change: {
            address: "azurerm_subnet.later[*]",
            mode: "managed",
            type: "azurerm_subnet",
            name: "later",
            change: { actions: ["create"], after: { name: "later" } },
          },
        },
      ],
    });
    expect(isErrored).toBe(true);
    expect(warnings).toEqual([
      expect.stringContaining("errors"),
      expect.stringContaining("azurerm_subnet.later[*] only later (instance_count_unknown)"),
    ]);
    expect(after.resources.map(({ address }) => address)).toEqual(["azurerm_subnet.later[*]"]);
  });
});
