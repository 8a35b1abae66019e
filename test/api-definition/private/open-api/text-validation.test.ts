import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Token } from "cdktf";
import { ApiDefinition } from "../../../../lib/api-definition/api-definition";

const document = (schema: object = {}, title = "Orders") => ({
  openapi: "3.0.3",
  info: { title, version: "1" },
  paths: {
    "/orders": {
      get: { responses: { 200: { description: "Fine", content: { "application/json": { schema } } } } },
    },
  },
});

function errorsOf(definition: ApiDefinition): string {
  return definition._load().errors.join("\n");
}

describe("T23: text of a document is never evaluated", () => {
  const key = Token.asString({ resolve: () => "secret", creationStack: [] });
  it.each([
    ["a token in the title", document({}, `Orders ${key}`), "#/info/title"],
    ["a token as a name", document({ properties: { [key]: { type: "string" } } }), "/schema/properties"],
    ["a token of a list", document({ example: "#{TfToken[TOKEN.1]}" }), "/schema/example"],
    ["a token that cdktf does not know", document({ example: "${TfToken[x]}" }), "/schema/example"],
    [
      "a number that is a token",
      document({ example: Token.asNumber({ resolve: () => 1, creationStack: [] }) }),
      "/schema/example",
    ],
    [
      "a token of a number in a text",
      document({ example: `about ${Token.asNumber({ resolve: () => 1, creationStack: [] })}` }),
      "/schema/example",
    ],
  ])("rejects %s", (_what, given, place) => {
    const errors = errorsOf(ApiDefinition.fromOpenApi(given));
    expect(errors).toContain("A document was given that contains a cdktf token at #");
    expect(errors).toContain(place);
  });

  it("accepts numbers and text that only look alike", () => {
    const given = document({ example: "TfToken[1] and 6e23, ${a} %{b}", default: -1.5e300 });
    expect(errorsOf(ApiDefinition.fromOpenApi(given))).toBe("");
  });
});

describe("T23: a document refers only to files in its folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "documents-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (path: string, content: object) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
    return join(folder, path);
  };
  const secret = file("secrets/key.json", { description: "a secret" });
  const outside = "which is outside of the document's folder";

  it.each([
    ["above it", "../secrets/key.json"],
    ["by an absolute path", secret],
    ["by a percent-encoded path", "%2E%2E/secrets/key.json"],
  ])("rejects a file %s", (_where, $ref) => {
    expect(errorsOf(ApiDefinition.fromOpenApiFile(file("api/orders.json", document({ $ref }))))).toContain(
      outside,
    );
  });

  it("rejects a file behind a link in the folder", () => {
    const path = file("linked/orders.json", document({ $ref: "key.json" }));
    symlinkSync(secret, join(folder, "linked/key.json"));
    expect(errorsOf(ApiDefinition.fromOpenApiFile(path))).toContain(outside);
  });

  it("accepts a file in another folder below a root directory that is given", () => {
    const path = file("api/orders.json", document({ $ref: "../secrets/key.json" }));
    expect(errorsOf(ApiDefinition.fromOpenApiFile(path, { rootDirectory: folder }))).toBe("");
  });

  it("accepts a folder below whose name starts with two periods", () => {
    file("api/..shared/key.json", { type: "string" });
    expect(
      errorsOf(
        ApiDefinition.fromOpenApiFile(file("api/orders.json", document({ $ref: "..shared/key.json" }))),
      ),
    ).toBe("");
  });

  it("takes ~1 in the name of a file as it is: only pointers have such escapes", () => {
    file("api/a~1b.json", { type: "string" });
    expect(
      errorsOf(ApiDefinition.fromOpenApiFile(file("api/orders.json", document({ $ref: "a~1b.json" })))),
    ).toBe("");
  });
});

describe("a document that no person wrote", () => {
  it("is rejected when it is nested too deep", () => {
    const nested = (depth: number): object => (depth === 0 ? {} : { not: nested(depth - 1) });
    expect(() => ApiDefinition.fromOpenApi(document(nested(1000)))).toThrow(
      "more than 100 levels of nesting",
    );
    expect(errorsOf(ApiDefinition.fromOpenApi(document(nested(80))))).toBe("");
  });

  it("is rejected when it contains itself, however often", () => {
    const schema: Record<string, unknown> = {};
    schema.not = schema;
    schema.allOf = [schema, schema];
    expect(() => ApiDefinition.fromOpenApi(document(schema))).toThrow("an object that contains itself");
  });

  it.each(["#/toString", "#/constructor/name", "#/__proto__", "#/paths/length"])(
    "is rejected when it refers to %s, which is part of JavaScript and not of the document",
    ($ref) => {
      expect(errorsOf(ApiDefinition.fromOpenApi(document({ $ref })))).toContain(
        `"${$ref}" was given, which does not exist`,
      );
    },
  );

  it("may name schemas like parts of JavaScript", () => {
    const schemas = JSON.parse('{ "toString": { "type": "string" }, "__proto__": { "type": "string" } }');
    const given = { ...document({ $ref: "#/components/schemas/toString" }), components: { schemas } };
    expect(errorsOf(ApiDefinition.fromOpenApi(given))).toBe("");
  });
});
