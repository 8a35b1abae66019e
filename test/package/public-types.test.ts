import type { Assembly, AssemblyType, TypeReference } from "../../tools/jsii-assembly";
import { publicTypesSource } from "../../tools/public-types";

const string: TypeReference = { primitive: "string" };
const scope = { name: "scope", type: { fqn: "constructs.Construct" } };
const id = { name: "id", type: string };

function own(name: string): TypeReference {
  return { fqn: `library.${name}` };
}

function assembly(types: Record<string, Partial<AssemblyType>>): Assembly {
  const named = Object.entries(types).map(([name, type]) => [
    `library.${name}`,
    { name, fqn: `library.${name}`, ...type },
  ]);
  return { name: "library", types: Object.fromEntries(named) };
}

function sourceOf(types: Record<string, Partial<AssemblyType>>): string[] {
  return publicTypesSource(assembly(types), [], (name) => ({ ANY: `${name} any` })).split("\n");
}

describe("the description of the public types", () => {
  it("has constructors, static factories and methods that have parameters", () => {
    const source = sourceOf({
      Policy: {
        kind: "class",
        initializer: {},
        methods: [
          { name: "empty" },
          { name: "hidden", protected: true, parameters: [{ name: "text", type: string }] },
          { name: "quota", parameters: [{ name: "calls", type: { primitive: "number" }, optional: true }] },
        ],
      },
    });
    expect(source.filter((line) => line.includes("Policy"))).toEqual([
      '  "Policy.quota": { calls: "number?" },',
    ]);
  });

  it("tells an id under which a construct is made from one under which it may be made", () => {
    const source = sourceOf({
      Gateway: {
        kind: "class",
        base: "constructs.Construct",
        initializer: { parameters: [scope, id] },
        methods: [
          { name: "fromGatewayName", static: true, parameters: [scope, id] },
          { name: "addApi", parameters: [id], returns: { type: own("Gateway") } },
          { name: "grant", parameters: [id] },
          { name: "assign", parameters: [scope, id] },
        ],
      },
      Plan: { kind: "class", methods: [{ name: "fromId", static: true, parameters: [id] }] },
    });
    expect(source).toEqual(
      expect.arrayContaining([
        '  "Gateway": { scope: "scope", id: "new id" },',
        '  "Gateway.fromGatewayName": { scope: "scope", id: "new id" },',
        '  "Gateway.addApi": { id: "new id" },',
        '  "Gateway.grant": { id: "id" },',
        '  "Gateway.assign": { scope: "scope", id: "id" },',
        '  "Plan.fromId": { id: "string" },',
      ]),
    );
  });

  it("has the types that come in, with what they inherit, and no others", () => {
    const source = sourceOf({
      Api: {
        kind: "class",
        initializer: { parameters: [{ name: "props", type: own("ApiProps") }] },
        methods: [{ name: "state", returns: { type: own("ApiState") } }],
      },
      ApiState: { kind: "interface", datatype: true, properties: [{ name: "text", type: string }] },
      Named: { kind: "interface", datatype: true, properties: [{ name: "name", type: string }] },
      ApiProps: {
        kind: "interface",
        datatype: true,
        interfaces: ["library.Named"],
        properties: [
          {
            name: "tags",
            type: { collection: { kind: "map", elementtype: string } },
            optional: true,
            docs: { custom: { wholeToken: "true" } },
          },
          { name: "owners", type: { collection: { kind: "array", elementtype: own("IOwner") } } },
          { name: "match", type: own("Match") },
        ],
      },
      IOwner: {
        kind: "interface",
        interfaces: ["constructs.IConstruct"],
        properties: [{ name: "ownerId", type: string }],
        methods: [{ name: "own", returns: { type: string } }],
      },
      Owner: {
        kind: "class",
        interfaces: ["library.IOwner"],
        initializer: {},
        methods: [{ name: "fromId", static: true, returns: { type: own("IOwner") } }],
      },
      Match: { kind: "enum" },
    });
    expect(source).toEqual(
      expect.arrayContaining([
        '  "ApiProps": { tags: "string{} or token?", owners: "IOwner[]", match: "Match", name: "string" },',
        '  "IOwner": { construct: true, members: { ownerId: "string", own: "method" }, from: ["new Owner","Owner.fromId"] },',
        '  "IOwner.own": "string",',
        '  "Match": { ANY: "Match any" },',
      ]),
    );
    expect(source.join()).not.toContain("ApiState");
  });

  it.each<[string, TypeReference]>([
    ["any", { primitive: "any" }],
    ["any[]", { collection: { kind: "array", elementtype: { primitive: "any" } } }],
    ["of a type that is not known", { fqn: "elsewhere.Type" }],
  ])("cannot be made for a parameter that is %s", (type, reference) => {
    const policy: Partial<AssemblyType> = {
      kind: "class",
      initializer: { parameters: [{ name: "given", type: reference }] },
    };
    expect(() => sourceOf({ Policy: policy })).toThrow(`There is no check for given, which is ${type}.`);
  });
});
