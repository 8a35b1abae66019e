import { join } from "node:path";
import fc from "fast-check";
import { ApiDefinition } from "../../lib/api-definition/api-definition";
import { operationIdOf, validateOperationId } from "../../lib/api-definition/private/operation-id";
import { responses } from "../fixtures/open-api";

const fixture = (name: string) => join(__dirname, "fixtures", name);

function document(paths: object, others: object = {}) {
  return { openapi: "3.0.3", info: { title: "T", version: "1" }, paths, ...others };
}

const errors = (definition: ApiDefinition) => definition._load().errors.join("\n");

describe("an API from an OpenAPI document", () => {
  it("is the same from YAML and from JSON", () => {
    const yaml = ApiDefinition.fromOpenApiFile(fixture("pets.yaml"))._load();
    expect(yaml.errors).toEqual([]);
    expect(yaml).toEqual(ApiDefinition.fromOpenApiFile(fixture("pets.json"))._load());
  });

  it("is inlined with the gateway's servers and security instead of its own", () => {
    const { openApiJson, title, description } = ApiDefinition.fromOpenApiFile(fixture("pets.yaml"))._load();
    expect(openApiJson).not.toMatch(/servers|security|elsewhere/);
    expect([title, description]).toEqual(["Pets", "Pets & ${owners}"]);
  });

  it("gives an operation without an id one that stays the same, and keeps those that are there", () => {
    const { paths } = JSON.parse(
      ApiDefinition.fromOpenApiFile(fixture("pets.yaml"))._load().openApiJson ?? "",
    );
    expect(paths["/pets/{petId}"].get.operationId).toBe("get-pets-petid");
    expect(paths["/pets/{petId}"].delete.operationId).toBe("remove-pet");
  });

  it("leaves the caller's object as it is", () => {
    const given = document({ "/a": { get: { responses } } }, { servers: [] });
    const before = JSON.stringify(given);
    ApiDefinition.fromOpenApi(given)._load();
    expect(JSON.stringify(given)).toBe(before);
  });

  it("may have paths among its components", () => {
    const { errors, openApiJson, operationIds } = ApiDefinition.fromOpenApi({
      ...document(
        { "/a": { $ref: "#/components/pathItems/a" }, "/b": { $ref: "#/components/pathItems/a" } },
        { openapi: "3.1.0" },
      ),
      components: { pathItems: { a: { get: { responses } } } },
    })._load();
    expect(errors).toEqual([]);
    expect(operationIds).toEqual(["get-a", "get-b"]);
    expect(JSON.parse(openApiJson ?? "").paths["/a"].get.operationId).toBe("get-a");
  });

  it("may be YAML with merged parts", () => {
    const { errors, openApiJson } = ApiDefinition.fromOpenApiFile(fixture("merged.yaml"))._load();
    expect(errors).toEqual([]);
    expect(JSON.parse(openApiJson ?? "").paths["/b"].get.responses).toEqual({
      200: { description: "Fine" },
      404: { description: "Nothing" },
    });
  });

  it("has names in one order, whatever the author's is", () => {
    const one = document({ "/a": { get: { responses } }, "/b": { get: { responses, summary: "B" } } });
    const other = document({ "/b": { get: { summary: "B", responses } }, "/a": { get: { responses } } });
    const written = (given: object) =>
      ApiDefinition.fromOpenApi(given as Record<string, unknown>)._load().openApiJson;
    expect(written(one)).toBe(written(other));
  });

  it("leaves names without a value out, but not examples of nothing", () => {
    const { errors, openApiJson } = ApiDefinition.fromOpenApi(
      document(
        { "/a": { get: { responses, summary: null, deprecated: null, "x-note": null } } },
        { tags: null },
      ),
    )._load();
    expect(errors).toEqual([]);
    expect(openApiJson).not.toMatch(/summary|deprecated|tags/);
    expect(openApiJson).toContain('"x-note":null');
  });

  it("has ids that API Management's import leaves as they are, by which its operations are found", () => {
    const { errors, operationIds, gatewayOperationIds, openApiJson } = ApiDefinition.fromOpenApi(
      document({ "/a": { get: { responses, operationId: "orders/list_all" } } }),
    )._load();
    expect(errors).toEqual([]);
    expect(operationIds).toEqual(["orders/list_all"]);
    expect(gatewayOperationIds?.get("orders/list_all")).toBe("orders-list-all");
    expect(JSON.parse(openApiJson ?? "").paths["/a"].get).toMatchObject({
      operationId: "orders-list-all",
      summary: "orders/list_all",
    });
  });

  it("gives operations of which the ids would be one different ones, that stay the same", () => {
    const ids = (paths: object) => ApiDefinition.fromOpenApi(document(paths))._load().operationIds;
    const one = { "/a/b": { get: { responses } } };
    const other = { "/a-b": { get: { responses } } };
    expect(ids({ ...one, ...other })).toEqual(ids({ ...other, ...one }));
    expect(new Set(ids({ ...one, ...other })).size).toBe(2);
    expect(ids(one)).toEqual(["get-a-b"]);
  });

  it.each([
    [
      "a file that is missing",
      ApiDefinition.fromOpenApiFile("missing.yaml"),
      'The OpenAPI file "missing.yaml" was given, and it cannot be read.',
    ],
    [
      "a file that is neither JSON nor YAML",
      ApiDefinition.fromOpenApiFile(fixture("broken.yaml")),
      "The OpenAPI file broken.yaml was given, which is neither JSON nor YAML:",
    ],
    ["the line at which it is broken", ApiDefinition.fromOpenApiFile(fixture("broken.yaml")), "at line 3"],
    [
      "Swagger 2",
      ApiDefinition.fromOpenApi({ swagger: "2.0" }),
      "A Swagger 2.0 document was given. Allowed is an OpenAPI 3.0 or 3.1 document.",
    ],
    [
      "another version",
      ApiDefinition.fromOpenApi({ openapi: "4.0.0" }),
      "A document with `openapi: 4.0.0` was given.",
    ],
    ["no version", ApiDefinition.fromOpenApi({}), "A document with `openapi: (nothing)` was given."],
    [
      "no info",
      ApiDefinition.fromOpenApi({ openapi: "3.0.0", paths: {} }),
      "A document without `info` was given.",
    ],
    [
      "no paths",
      ApiDefinition.fromOpenApi({ openapi: "3.1.0", info: {} }),
      "A document without `paths` was given.",
    ],
    ["no operation", ApiDefinition.fromOpenApi(document({})), "An API without an operation was given."],
    [
      "operations that match the same calls",
      ApiDefinition.fromOpenApi(
        document({
          "/a/{b}": {
            get: { responses, parameters: [{ name: "b", in: "path", required: true, schema: {} }] },
          },
          "/a/{c}": {
            get: { responses, parameters: [{ name: "c", in: "path", required: true, schema: {} }] },
          },
        }),
      ),
      "The operations GET /a/{b} (get-a-b) and GET /a/{c} (get-a-c) were given, which match the same calls.",
    ],
    [
      "operations of one id",
      ApiDefinition.fromOpenApi(
        document({
          "/a": { get: { responses, operationId: "X" } },
          "/b": { get: { responses, operationId: "x" } },
        }),
      ),
      "which have the same operation id.",
    ],
    [
      "an id that is no name",
      ApiDefinition.fromOpenApi(document({ "/a": { get: { responses, operationId: "€" } } })),
      'The operation id "" was given.',
    ],
    [
      "another file",
      ApiDefinition.fromOpenApi(
        document({ "/a": { get: { responses: { 200: { $ref: "common.yaml#/ok" } } } } }),
      ),
      'A document that refers to "common.yaml#/ok" was given.',
    ],
    [
      "more than 4 MiB",
      ApiDefinition.fromOpenApi(
        document({ "/a": { get: { responses, description: "x".repeat(4 * 1024 * 1024) } } }),
      ),
      "API Management imports at most 4194304 bytes (4 MiB) inline.",
    ],
    [
      "a path parameter that is not in the path",
      ApiDefinition.fromOpenApi(
        document({
          "/a": { get: { responses, parameters: [{ name: "b", in: "path", required: true, schema: {} }] } },
        }),
      ),
      'The operation at #/paths/~1a/get has the path parameter "b".',
    ],
    [
      "a name in the path and in the query",
      ApiDefinition.fromOpenApi(
        document({
          "/a/{b}": {
            parameters: [
              { name: "b", in: "path", required: true, schema: {} },
              { name: "b", in: "query", required: true, schema: {} },
            ],
            get: { responses },
          },
        }),
      ),
      'has "b" in its path, and requires it in the query.',
    ],
    [
      "a summary of 301 characters",
      ApiDefinition.fromOpenApi(document({ "/a": { get: { responses, summary: "x".repeat(301) } } })),
      "API Management takes 300.",
    ],
    [
      "paths that refer to each other",
      ApiDefinition.fromOpenApi(document({ "/a": { $ref: "#/paths/~1b" }, "/b": { $ref: "#/paths/~1a" } })),
      'The path "/a" refers to "#/paths/~1b".',
    ],
    [
      "a reference to nothing",
      ApiDefinition.fromOpenApi(
        document({ "/a": { get: { responses: { 200: { $ref: "#/components/responses/ok" } } } } }),
      ),
      'A document that refers to "#/components/responses/ok" was given, which does not exist.',
    ],
  ])("is refused with %s", (_what, definition, message) => {
    expect(errors(definition)).toContain(message);
  });

  it("is refused when it holds itself", () => {
    const itself: Record<string, unknown> = document({ "/a": { get: {} } });
    itself["x-self"] = itself;
    expect(() => ApiDefinition.fromOpenApi(itself)).toThrow(
      '`document["x-self"]` was given as an object that contains itself. Allowed is one that does not.',
    );
  });
});

describe("a document that is changed after it was given", () => {
  it("is the API that it was", () => {
    const given = document({ "/a": { get: { operationId: "a", responses } } });
    const definition = ApiDefinition.fromOpenApi(given);
    (given.paths as Record<string, unknown>)["/b"] = { get: { operationId: "b", responses } };
    expect(definition._load().operationIds).toEqual(["a"]);
  });
});

describe("an API from a list of operations", () => {
  it("R9: declares every parameter of a URL template", () => {
    const [operation] = ApiDefinition.fromOperations([
      { method: "get", urlTemplate: "/orders/{orderId}/lines/{line}" },
    ])._load().operations;
    expect(operation).toEqual({
      method: "GET",
      urlTemplate: "/orders/{orderId}/lines/{line}",
      operationId: "get-orders-orderid-lines-line",
      displayName: "GET /orders/{orderId}/lines/{line}",
      templateParameters: ["orderId", "line"],
    });
  });

  it.each([
    ["no operation", [], "An API without an operation was given."],
    [
      "a method that is none",
      [{ method: "FETCH", urlTemplate: "/" }],
      'The method "FETCH" was given. Allowed are GET, HEAD,',
    ],
    [
      "a template without a slash",
      [{ method: "GET", urlTemplate: "orders" }],
      'The URL template "orders" was given, and it does not start with a slash.',
    ],
    ["a brace without a partner", [{ method: "GET", urlTemplate: "/{a" }], "a brace has no partner."],
    [
      "a parameter that stands twice",
      [{ method: "GET", urlTemplate: "/{a}/{a}" }],
      "a parameter stands in it twice.",
    ],
    ["a query", [{ method: "GET", urlTemplate: "/a?b" }], "it holds a space, a query or a fragment."],
    [
      "the same operation twice",
      [
        { method: "GET", urlTemplate: "/a" },
        { method: "get", urlTemplate: "/A/" },
      ],
      "which match the same calls.",
    ],
  ])("is refused with %s", (_what, operations, message) => {
    expect(errors(ApiDefinition.fromOperations(operations))).toContain(message);
  });

  it("gives every method and template a legal id, the same each time", () => {
    fc.assert(
      fc.property(fc.constantFrom("GET", "POST"), fc.webPath(), (method, path) => {
        const id = operationIdOf(method, path);
        expect(validateOperationId(id)).toEqual([]);
        expect(operationIdOf(method, path)).toBe(id);
      }),
    );
  });
});

it("a pass-through takes every method at every path", () => {
  const { operations, errors } = ApiDefinition.passThrough()._load();
  expect(errors).toEqual([]);
  expect(operations.map(({ method, urlTemplate }) => `${method} ${urlTemplate}`)).toEqual(
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"].map((method) => `${method} /*`),
  );
});
