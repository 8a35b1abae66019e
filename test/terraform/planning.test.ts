import { installedProvider, readFacts } from "./facts/facts-files";
import type { Fields } from "./facts/provider-facts";
import { planFields } from "./provider/planning";
import { replacingChanges } from "./provider/replacement";
import { type ObjectValue, UNKNOWN, type Value } from "./provider/values";

const text = { type: "String", optional: true } as const;
const decided = { ...text, computed: true } as const;

describe("the stand-in provider plans", () => {
  const fields: Fields = {
    name: { type: "String", required: true },
    level: { ...text, default: "Basic" },
    id: { type: "String", computed: true },
    size: decided,
    note: text,
    rules: {
      type: "List",
      optional: true,
      fields: { name: text, id: decided, mode: { ...text, default: "on" } },
    },
    scopes: {
      type: "Set",
      optional: true,
      fields: { name: text, id: decided, mode: { ...text, default: "on" } },
    },
    limits: { type: "List", optional: true, computed: true, fields: { calls: text } },
  };

  it("what the stack says, defaults, and what Azure decides as unknown, where nothing was before", () => {
    expect(planFields(fields, { name: "one", rules: [{ name: "a" }] }, undefined)).toEqual({
      name: "one",
      level: "Basic",
      id: UNKNOWN,
      size: UNKNOWN,
      note: null,
      rules: [{ name: "a", id: UNKNOWN, mode: "on" }],
      scopes: [],
      limits: UNKNOWN,
    });
  });

  it("what Azure decided before, unless the stack says something else", () => {
    const prior = { name: "one", id: "1", size: "S", level: "Basic", limits: [{ calls: "10" }] };
    const config = { name: "two", level: "High", limits: [] };
    expect(planFields(fields, config, prior)).toMatchObject({
      name: "two",
      level: "High",
      id: "1",
      size: "S",
      limits: [{ calls: "10" }],
    });
    expect(planFields(fields, { ...config, size: "L", limits: [{ calls: "5" }] }, prior)).toMatchObject({
      size: "L",
      limits: [{ calls: "5" }],
    });
  });

  it("blocks of a list by their place, and blocks of a set by what the stack says of them", () => {
    const prior = [
      { name: "a", id: "1", mode: "on" },
      { name: "b", id: "2", mode: "off" },
    ];
    const config: Value[] = [{ name: "b", mode: "off" }, { name: "b" }];
    const planned = planFields(fields, { rules: config, scopes: config }, { rules: prior, scopes: prior });
    expect(planned.rules).toEqual([
      { name: "b", id: "1", mode: "off" },
      { name: "b", id: "2", mode: "on" },
    ]);
    expect(planned.scopes).toEqual([
      { name: "b", id: "2", mode: "off" },
      { name: "b", id: UNKNOWN, mode: "on" },
    ]);
  });
});

describe("the stand-in provider replaces", () => {
  const { resources } = readFacts(installedProvider("azurerm"));
  const replacing = (type: string, prior: ObjectValue, planned: ObjectValue) =>
    replacingChanges(resources[type] ?? {}, prior, planned);

  it("for an argument that forces it, and for no other", () => {
    const before = { name: "one", os_type: "Linux", sku_name: "B1" };
    const after = { name: "one", os_type: "Windows", sku_name: "B2" };
    expect(replacing("azurerm_service_plan", before, after)).toEqual([["os_type"]]);
    expect(replacing("azurerm_service_plan", before, before)).toEqual([]);
  });

  it("for an argument that is known only after apply", () => {
    const before = { principal_id: "me" };
    expect(replacing("azurerm_role_assignment", before, { principal_id: UNKNOWN })).toEqual([
      ["principal_id"],
    ]);
  });

  it("for an argument in a block, with its place", () => {
    const service = (region: string) => ({
      private_service_connection: [{ name: region, is_manual_connection: false }],
    });
    expect(replacing("azurerm_private_endpoint", service("one"), service("two"))).toEqual([
      ["private_service_connection", 0, "name"],
    ]);
  });

  it("for a block that comes or goes where that forces it", () => {
    const before = { application_insights: [{ connection_string: "secret" }] };
    expect(replacing("azurerm_api_management_logger", before, { application_insights: [] })).toEqual([
      ["application_insights"],
    ]);
  });

  it("for a set of blocks in which something forces it", () => {
    const fields: Fields = {
      rules: { type: "Set", optional: true, fields: { name: { ...text, forceNew: true } } },
      notes: { type: "Set", optional: true, fields: { name: text } },
    };
    const blocks = (name: string) => ({ rules: [{ name }], notes: [{ name }] });
    expect(replacingChanges(fields, blocks("a"), blocks("b"))).toEqual([["rules"]]);
    expect(replacingChanges(fields, blocks("a"), blocks("a"))).toEqual([]);
  });
});
