import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiDefinition } from "../../../../lib/api-definition/api-definition";

describe("a document of several files", () => {
  const { errors, openApiJson = "" } = ApiDefinition.fromOpenApiFile(
    join(__dirname, "shop", "openapi.yaml"),
  )._load();
  const bundled = JSON.parse(openApiJson);
  const { get } = bundled.paths["/orders"];

  it("is one document that refers to itself alone", () => {
    expect(errors).toEqual([]);
    const references = [...openApiJson.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(references.filter((reference) => !reference.startsWith("#/components/schemas/"))).toEqual([
      // An example is data.
      "not-a-reference.yaml",
    ]);
  });

  it("has paths, parameters and responses where they are referred to", () => {
    expect(get.operationId).toBe("listOrders");
    expect(get.parameters).toEqual([{ in: "query", name: "page", schema: { type: "integer" } }]);
    expect(get.responses[404].description).toBe("Nothing");
  });

  it("has schemas as components, once, under the name that they have or the file's", () => {
    expect(Object.keys(bundled.components.schemas)).toEqual(["Line", "Money", "Money2", "Order", "problem"]);
    expect(get.responses[200].content["application/json"].schema.items).toEqual({
      $ref: "#/components/schemas/Order",
    });
    const { Order, Line, Money2 } = bundled.components.schemas;
    expect(Order.properties).toEqual({
      $ref: { type: "string" },
      line: { $ref: "#/components/schemas/Line" },
      parent: { $ref: "#/components/schemas/Order" },
      total: { $ref: "#/components/schemas/Money" },
    });
    expect(Line.properties.of).toEqual({ $ref: "#/components/schemas/Money2" });
    expect(Money2).toEqual({ type: "string" });
  });

  it("has a discriminator's files as components too", () => {
    expect(bundled.components.schemas.problem.discriminator.mapping).toEqual({
      order: "#/components/schemas/Order",
      plain: "Money",
    });
  });
});

describe("a reference of a file", () => {
  const errorsOf = (reference: string, others: Record<string, string> = {}) => {
    const folder = mkdtempSync(join(tmpdir(), "openapi-"));
    try {
      const path = join(folder, "openapi.json");
      const response = { $ref: reference };
      const paths = { "/a": { get: { responses: { 200: response } } } };
      writeFileSync(path, JSON.stringify({ openapi: "3.0.3", info: { title: "T", version: "1" }, paths }));
      for (const [name, text] of Object.entries(others)) writeFileSync(join(folder, name), text);
      const errors = ApiDefinition.fromOpenApiFile(path)._load().errors.join("\n");
      expect(errors).not.toContain(folder);
      return errors;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it.each<[string, string, Record<string, string>, string]>([
    [
      "that is missing",
      "other.yaml#/a",
      {},
      'The OpenAPI file "other.yaml" was given, and it cannot be read.',
    ],
    ["to nothing", "other.yaml#/a/b", { "other.yaml": "a: {}" }, "which does not exist"],
    [
      "in a circle",
      "other.yaml#/a",
      { "other.yaml": "a: {$ref: '#/b'}\nb: {$ref: '#/a'}" },
      "which refers to itself",
    ],
    ["on the network", "https://a.example/b.yaml", {}, "which is not a local file"],
    [
      "that is broken",
      "other.yaml",
      { "other.yaml": "a: [" },
      "other.yaml was given, which is neither JSON nor YAML",
    ],
  ])("%s is refused", (_what, reference, others, message) => {
    expect(errorsOf(reference, others)).toContain(message);
  });

  it("to a whole file is taken", () => {
    expect(errorsOf("other.yaml", { "other.yaml": "description: Fine" })).toBe("");
  });
});
