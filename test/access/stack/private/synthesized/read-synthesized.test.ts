import { readInput } from "../../../../../lib/access/stack/read-input";
import { argumentOf } from "../../shown";

const APP = "azurerm_linux_function_app.app";

const read = (json: object) =>
  readInput({ name: "cdk.tf.json", content: Buffer.from(JSON.stringify({ terraform: {}, ...json })) });

/** What an expression of a local comes to as an argument. */
const evaluated = (expression: unknown, more: object = {}) =>
  argumentOf(
    read({
      locals: { it: expression, ids: ["a", "b"], names: { x: "1", y: "2" } },
      variable: {
        caller: { type: "string" },
        count: { default: 2 },
        password: { default: "p", sensitive: true },
      },
      resource: {
        azurerm_subnet: {
          one: { name: "snet" },
          many: { for_each: "${toset(local.ids)}", name: "${each.key}" },
        },
        terraform_data: { kept: { input: "${lower(azurerm_subnet.one.id)}" } },
        azurerm_linux_function_app: { app: { given: "${local.it}" } },
      },
      ...more,
    }).after.resources,
    APP,
    "given",
  );

describe("an expression of a synthesized stack", () => {
  it.each([
    ["a text", "plain", "plain"],
    ["an escaped interpolation", "$${azurerm_subnet.one.id} %%{if}", "${azurerm_subnet.one.id} %{if}"],
    ["an attribute that the stack gives", "${azurerm_subnet.one.name}", "snet"],
    ["an attribute that Azure decides", "${azurerm_subnet.one.id}", "<azurerm_subnet.one.id>"],
    ["an attribute whose value is not known", "${terraform_data.kept.input}", "<terraform_data.kept.input>"],
    ["the same in parentheses", "${(azurerm_subnet.one.id)}", "<azurerm_subnet.one.id>"],
    ["an index of a text", '${azurerm_subnet.many["a"].id}', '<azurerm_subnet.many["a"].id>'],
    [
      "an index that is a reference",
      "${azurerm_subnet.many[local.ids[1]].id}",
      '<azurerm_subnet.many["b"].id>',
    ],
    [
      "an attribute in a block that Azure adds",
      "${azurerm_subnet.one.identity[0].principal_id}",
      "<azurerm_subnet.one.identity.0.principal_id>",
    ],
    [
      "an index as cdktf once wrote it",
      "${azurerm_subnet.one.identity.0.principal_id}",
      "<azurerm_subnet.one.identity.0.principal_id>",
    ],
    [
      "a text with references",
      "https://${azurerm_subnet.one.id}/${local.ids[0]}",
      "https://<azurerm_subnet.one.id>/a",
    ],
    ["a variable without a value", "${var.caller}", "<var.caller>"],
    ["a variable with one", "${var.count}", 2],
    ["a hidden variable", "${var.password}", "(sensitive)"],
    ["a text in a text", '${"a-${local.ids[0]}"}', "a-a"],
    ["a list", "${[azurerm_subnet.one.id, local.ids[0]]}", ["<azurerm_subnet.one.id>", "a"]],
    [
      "all of a resource's instances",
      "${values(azurerm_subnet.many)[*].id}",
      ['<azurerm_subnet.many["a"].id>', '<azurerm_subnet.many["b"].id>'],
    ],
    [
      "a list of a for",
      '${[for key, subnet in azurerm_subnet.many : subnet.id if key != "a"]}',
      ['<azurerm_subnet.many["b"].id>'],
    ],
    [
      "an object of a for",
      "${{ for id in local.ids : id => azurerm_subnet.many[id].name }}",
      { a: "a", b: "b" },
    ],
    ["a condition that is known", '${length(local.ids) == 2 && var.count > 1 ? "yes" : "no"}', "yes"],
    [
      "a condition that is not",
      '${var.caller == "x" ? "yes" : "no"}',
      "? a condition that is known after apply",
    ],
    ["whether something has an id", '${azurerm_subnet.one.id != null ? "yes" : "no"}', "yes"],
    [
      "a condition without a difference",
      '${var.caller == "x" ? azurerm_subnet.one.id : azurerm_subnet.one.id}',
      "<azurerm_subnet.one.id>",
    ],
    [
      "concat, toset and flatten",
      "${concat(toset(local.ids), flatten([[var.caller], []]))}",
      ["a", "b", "<var.caller>"],
    ],
    ["concat", "${concat(local.ids, [var.caller])}", ["a", "b", "<var.caller>"]],
    ["join", '${join(",", [azurerm_subnet.one.id, "x"])}', "<azurerm_subnet.one.id>,x"],
    ["format", '${format("api://%s", azurerm_subnet.one.id)}', "api://<azurerm_subnet.one.id>"],
    ["merge and lookup", '${lookup(merge(local.names, {z = var.caller}), "z", "")}', "<var.caller>"],
    ["lower of a text", '${lower("ABC")}', "abc"],
    ["lower of what is not known", "${lower(azurerm_subnet.one.id)}", "? the result of lower(…)"],
    ["a function that is not known", '${fileexists("x")}', "? the result of fileexists(…)"],
    ["arithmetic", "${(1 + 2) * 3 - 4 / 2}", 7],
    ["a template with a choice", "a%{ if 1 > 2 }b%{ else ~} c%{ endif }d", "acd"],
    [
      "a template for each of a list",
      "%{ for key, item in [var.caller, 2] ~}\n${key}=${item};%{ endfor }",
      "0=<var.caller>;1=2;",
    ],
    [
      "a template whose choice has no end",
      "%{ if true }a",
      '? the expression "%{ if true }a": %{ if } without %{ endif }',
    ],
    ["no expression", "${azurerm_subnet.one.", '? the expression "${azurerm_subnet.one.": it has no end'],
  ])("may be %s", (_what, expression, expected) => {
    expect(evaluated(expression)).toEqual(expected);
  });

  it("may refer to itself, and is then unknown", () => {
    expect(evaluated("${local.it}")).toBe("? local.it refers to itself");
  });
});

describe("a synthesized stack", () => {
  it("has blocks as lists, maps as maps, and no arguments of Terraform's own", () => {
    const body = {
      "//": { metadata: { path: "stack/api/function", uniqueId: "app" } },
      app_settings: { A: "1" },
      depends_on: ["azurerm_subnet.one"],
      lifecycle: { ignore_changes: ["tags"] },
      provider: "azurerm.hub",
      site_config: { cors: { allowed_origins: ["*"] }, ip_restriction: [{ name: "a" }, { name: "b" }] },
      tags: null,
    };
    const { after } = read({ resource: { azurerm_x: { app: body } } });
    expect(argumentOf(after.resources, "azurerm_x.app")).toEqual({
      app_settings: { A: "1" },
      site_config: [{ cors: [{ allowed_origins: ["*"] }], ip_restriction: [{ name: "a" }, { name: "b" }] }],
    });
    expect(after.resources[0]).toMatchObject({
      constructPath: "stack/api/function",
      provider: "azurerm.hub",
    });
  });

  it("has an instance for each key, and one where only a plan knows how many there are", () => {
    const { after, warnings } = read({
      variable: { regions: {} },
      resource: {
        azurerm_subnet: {
          counted: { count: 2, name: "snet-${count.index}" },
          keyed: { for_each: { eu: "westeurope" }, name: "${each.key}-${each.value}" },
          unknown: { for_each: "${var.regions}", name: "x" },
          all: { for_each: "${azurerm_subnet.keyed}", name: "${each.value.name}" },
        },
      },
    });
    expect(
      after.resources.map(({ address }) => [address, argumentOf(after.resources, address, "name")]),
    ).toEqual([
      ["azurerm_subnet.counted[0]", "snet-0"],
      ["azurerm_subnet.counted[1]", "snet-1"],
      ['azurerm_subnet.keyed["eu"]', "eu-westeurope"],
      ["azurerm_subnet.unknown", "x"],
      ['azurerm_subnet.all["eu"]', "eu-westeurope"],
    ]);
    expect(warnings).toEqual([
      "How often azurerm_subnet.unknown is made is known only to a plan: it is reviewed as one.",
    ]);
  });

  it("has the blocks of a dynamic block", () => {
    const { after } = read({
      locals: { roles: ["Read", "Write"] },
      resource: {
        azuread_application: {
          api: {
            dynamic: {
              app_role: { for_each: "${local.roles}", content: { value: "${app_role.value}" } },
              optional_claims: { for_each: "${var.claims}", content: {} },
            },
          },
        },
      },
      variable: { claims: {} },
    });
    expect(argumentOf(after.resources, "azuread_application.api")).toMatchObject({
      app_role: [
        { value: "Read", enabled: true },
        { value: "Write", enabled: true },
      ],
      optional_claims: "? a block for each of what is known after apply",
    });
  });

  it("has what the provider takes for arguments that it leaves out, in the blocks that are there", () => {
    const { after } = read({
      resource: { azurerm_linux_function_app: { app: { auth_settings_v2: { login: {} } } } },
    });
    expect(argumentOf(after.resources, APP)).toMatchObject({
      auth_settings_v2: [
        { unauthenticated_action: "RedirectToLoginPage", login: [{ token_store_enabled: false }] },
      ],
      webdeploy_publish_basic_authentication_enabled: true,
    });
    expect(argumentOf(after.resources, APP)).not.toHaveProperty("site_config");
  });

  it("has its providers by their aliases, with their sources and versions", () => {
    const { after } = read({
      terraform: {
        required_providers: {
          azuread: { source: "azuread", version: "3.7.0" },
          azurerm: { source: "hashicorp/azurerm" },
          other: { source: "example.com/a/other" },
        },
      },
      provider: { azurerm: [{ features: [{}] }, { alias: "hub", features: [{}] }], azuread: [{}], other: {} },
    });
    expect(after.providers.map(({ key, name, versionConstraint }) => [key, name, versionConstraint])).toEqual(
      [
        ["azurerm", "registry.terraform.io/hashicorp/azurerm", undefined],
        ["azurerm.hub", "registry.terraform.io/hashicorp/azurerm", undefined],
        ["azuread", "registry.terraform.io/hashicorp/azuread", "3.7.0"],
        ["other", "example.com/a/other", undefined],
      ],
    );
  });

  it("warns of modules, which lie elsewhere", () => {
    const { warnings } = read({ module: { hub: { source: "./hub" } } });
    expect(warnings).toEqual([
      "The resources of module.hub are not in a synthesized stack: review a plan of it.",
    ]);
  });

  it("warns of what is not written to a resource that is there", () => {
    const app = (ignore_changes: unknown) => ({ name: "app", lifecycle: { ignore_changes } });
    const { warnings } = read({
      resource: {
        azurerm_linux_function_app: {
          gate: app(["tags", "auth_settings_v2"]),
          all: { ...app("all"), lifecycle: [{ ignore_changes: "all" }] },
          tags: app(["tags", 'app_settings["A"]']),
          none: { name: "app" },
        },
        azurerm_storage_account: { other: app("all") },
      },
    });
    expect(warnings).toEqual([
      "azurerm_linux_function_app.gate ignores changes of auth_settings_v2: what is deployed may be another.",
      "azurerm_linux_function_app.all ignores changes of all: what is deployed may be another.",
    ]);
  });
});
