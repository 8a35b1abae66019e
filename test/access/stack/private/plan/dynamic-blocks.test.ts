import { memoryFolder } from "../../memory-folder";
import { argumentOf } from "../../shown";
import { gatewayIdentity, gatewayIdentitySource, type PlannedPart, planOf } from "./plans";

const APP = "azurerm_linux_function_app.orders";
const clientId = "<azurerm_user_assigned_identity.gateway.client_id>";

interface Plan {
  /** Blocks of a plan: what is known of them, and what is not. */
  readonly known: readonly object[];
  readonly unknown: readonly object[];
  /** Those of its configuration that are not dynamic. */
  readonly written?: readonly object[];
  readonly variables?: object;
}

/** The blocks of a Function of which a plan does not know everything, with what stands in its source. */
function blocks({ known, unknown, written, variables = {} }: Plan, source: string, more = ""): unknown {
  const app: PlannedPart = {
    address: APP,
    known: { rule: known },
    unknown: { rule: unknown },
    expressions: written ? { rule: written } : {},
  };
  const text = `${gatewayIdentitySource}resource "azurerm_linux_function_app" "orders" {\n${source}\n}\n${more}`;
  const configuration = {
    root_module: {
      variables,
      resources: [gatewayIdentity, app].map(({ address, expressions }) => {
        const [type, name] = address.split(".");
        return { mode: "managed", type, name, provider_config_key: "azurerm", expressions };
      }),
    },
  };
  const input = planOf([gatewayIdentity, app], { configuration }, memoryFolder({ "main.tf": text }));
  return argumentOf(input.after.resources, APP, "rule");
}

const one = { known: [{ name: "a" }], unknown: [{ id: true }] };
const id = "azurerm_user_assigned_identity.gateway.client_id";

describe("dynamic blocks of a plan's source", () => {
  it.each([
    ["of a list", 'for_each = ["a"]', "rule.value"],
    ["of a map", "for_each = { a = 1 }", "rule.key"],
    ["with another iterator", 'for_each = ["a"]\n    iterator = each_one', "each_one.value"],
    [
      "of what is not null",
      "for_each = var.rule == null ? [] : [var.rule]",
      "rule.value.name",
      '{ name = "a" }',
    ],
  ])("tell what is not known in a block %s", (_, forEach, name, rule = "null") => {
    const source = `dynamic "rule" {\n    ${forEach}\n    content {\n      name = ${name}\n      id = ${id}\n    }\n  }`;
    const variables = { rule: { default: rule === "null" ? null : { name: "a" } } };
    expect(blocks({ ...one, variables }, source, `variable "rule" {\n  default = ${rule}\n}\n`)).toEqual([
      { name: "a", id: clientId },
    ]);
  });

  it("tell it in blocks of blocks", () => {
    const inner = `dynamic "inner" {\n for_each = [1]\n content {\n id = ${id}\n }\n }`;
    const plan = { known: [{ inner: [{}] }], unknown: [{ inner: [{ id: true }] }] };
    const source = `dynamic "rule" {\n for_each = [1]\n content {\n ${inner}\n }\n }`;
    expect(blocks(plan, source)).toEqual([{ inner: [{ id: clientId }] }]);
    const written = [{}];
    expect(blocks({ ...plan, written }, `rule {\n ${inner}\n }`)).toEqual([{ inner: [{ id: clientId }] }]);
  });

  it("tell it in a list, where it is one of the plan's length", () => {
    const source = (list: string) =>
      `dynamic "rule" {\n for_each = [1]\n content {\n name = "a"\n ids = ${list}\n }\n }`;
    const plan = { known: [{ name: "a", ids: ["x", null] }], unknown: [{ ids: [false, true] }] };
    expect(blocks(plan, source(`["x", ${id}]`))).toEqual([{ name: "a", ids: ["x", clientId] }]);
    expect(blocks(plan, source(`["x", ${id}, "y"]`))).toEqual([
      { name: "a", ids: ["x", expect.stringMatching(/^\? a dynamic block/)] },
    ]);
  });

  it("stand among others, by what the plan knows of each", () => {
    const source = `rule {\n name = "b"\n id = "known"\n }\n dynamic "rule" {\n for_each = ["c", "a"]\n content {\n name = rule.value\n id = rule.value == "a" ? ${id} : "other"\n }\n }`;
    const plan = {
      known: [{ name: "a" }, { name: "b", id: "known" }, { name: "c", id: "other" }],
      unknown: [{ id: true }, {}, {}],
      written: [{ name: { constant_value: "b" }, id: { constant_value: "known" } }],
    };
    expect(blocks(plan, source)).toEqual([
      { name: "a", id: clientId },
      { name: "b", id: "known" },
      { name: "c", id: "other" },
    ]);
  });

  it.each([
    ["another number of blocks", 'for_each = ["a", "b"]', "rule.value"],
    ["another value where the plan knows it", 'for_each = ["b"]', "rule.value"],
  ])("are not trusted with %s", (_, forEach, name) => {
    const source = `dynamic "rule" {\n ${forEach}\n content {\n name = ${name}\n id = ${id}\n }\n }`;
    expect(blocks(one, source)).toEqual([{ name: "a", id: expect.stringMatching(/^\? a dynamic block/) }]);
  });

  it("say what they are made for where that is not known", () => {
    const source = `dynamic "rule" {\n for_each = ${id} == "" ? [] : ["a"]\n content {\n name = rule.value\n id = ${id}\n }\n }`;
    expect(blocks(one, source)).toEqual([
      {
        name: "a",
        id: "? a dynamic block has rule.0.id, for a block for each of what is known after apply",
      },
    ]);
  });

  it("are not the plan's where something else in the source is not", () => {
    const source = `name = "changed"\n dynamic "rule" {\n for_each = ["a"]\n content {\n name = rule.value\n id = ${id}\n }\n }`;
    const changed = 'resource "azurerm_subnet" "new" {}\n';
    expect(blocks(one, source.slice(source.indexOf("dynamic")), changed)).toEqual([
      { name: "a", id: "? a dynamic block, which a plan's JSON leaves out, has rule.0.id" },
    ]);
  });
});

describe("variables of a plan's source", () => {
  const gate = (type: string, of: string) =>
    blocks(
      { ...one, variables: { gate: { default: { name: "a" } } } },
      `dynamic "rule" {\n for_each = ${of}\n content {\n name = rule.value\n id = ${id}\n }\n }`,
      `variable "gate" {\n type = ${type}\n default = { name = "a" }\n}\n`,
    );
  const decided = [{ name: "a", id: clientId }];
  const undecided = [{ name: "a", id: expect.stringMatching(/^\? a dynamic block/) }];

  it("have the attributes of their type that are left out, with their defaults", () => {
    const type = "object({ name = string, on = optional(bool, true), more = optional(string) })";
    expect(gate(type, "var.gate.on ? [var.gate.name] : []")).toEqual(decided);
    expect(gate(type, "var.gate.more == null ? [var.gate.name] : []")).toEqual(decided);
    expect(gate(type, 'try(var.gate.more, "x") == null ? [var.gate.name] : []')).toEqual(decided);
  });

  it("lack what their type lacks, so that try takes something else", () => {
    expect(gate("object({ name = string })", "try(var.gate.on, [var.gate.name])")).toEqual(decided);
  });

  it("are not known to lack anything without a type", () => {
    expect(gate("any", "try(var.gate.on, [var.gate.name])")).toEqual(undecided);
  });
});
