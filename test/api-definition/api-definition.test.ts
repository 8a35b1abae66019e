import { join } from "node:path";
import fc from "fast-check";
import { ApiDefinition } from "../../lib/api-definition/api-definition";
import { operationIdOf, operationIdRefusals } from "../../lib/api-definition/operation-id";

const fixture = (name: string) => join(__dirname, "fixtures", name);

function document(paths: object, others: object = {}) {
  return { openapi: "3.0.3", info: { title: "T", version: "1" }, paths, ...others };
}

const refusals = (definition: ApiDefinition) => definition._load().refusals.join("\n");

describe("an API from an OpenAPI document", () => {
  it("is the same from YAML and from JSON", () => {
    const yaml = ApiDefinition.fromOpenApiFile(fixture("pets.yaml"))._load();
    expect(yaml.refusals).toEqual([]);
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
    const given = document({ "/a": { get: { responses: {} } } }, { servers: [] });
    const before = JSON.stringify(given);
    ApiDefinition.fromOpenApi(given)._load();
    expect(JSON.stringify(given)).toBe(before);
  });

  it("warns of what API Management leaves out", () => {
    const cookie = [{ name: "session", in: "cookie" }];
    const { warnings } = ApiDefinition.fromOpenApi(
      document({ "/a": { get: { callbacks: {}, parameters: cookie, responses: {} } } }, { webhooks: {} }),
    )._load();
    expect(warnings.map((warning) => /leaves (.+) out/.exec(warning)?.[1])).toEqual([
      "callbacks",
      "webhooks",
      "parameters in cookies",
    ]);
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
      ApiDefinition.fromOpenApi(document({ "/a/{b}": { get: {} }, "/a/{c}": { get: {} } })),
      "The operations GET /a/{b} (get-a-b) and GET /a/{c} (get-a-c) were given, which match the same calls.",
    ],
    [
      "operations of one id",
      ApiDefinition.fromOpenApi(
        document({ "/a": { get: { operationId: "X" } }, "/b": { get: { operationId: "x" } } }),
      ),
      "which have the same operation id.",
    ],
    [
      "an id that is no name",
      ApiDefinition.fromOpenApi(document({ "/a": { get: { operationId: "a/b" } } })),
      'The operation id "a/b" was given.',
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
      ApiDefinition.fromOpenApi(document({ "/a": { get: { description: "x".repeat(4 * 1024 * 1024) } } })),
      "API Management imports at most 4194304 bytes (4 MiB) inline.",
    ],
  ])("is refused with %s", (_what, definition, message) => {
    expect(refusals(definition)).toContain(message);
  });

  it("is refused when it holds itself", () => {
    const itself: Record<string, unknown> = document({ "/a": { get: {} } });
    itself["x-self"] = itself;
    expect(refusals(ApiDefinition.fromOpenApi(itself))).toContain("A document that holds itself");
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
    expect(refusals(ApiDefinition.fromOperations(operations))).toContain(message);
  });

  it("gives every method and template a legal id, the same each time", () => {
    fc.assert(
      fc.property(fc.constantFrom("GET", "POST"), fc.webPath(), (method, path) => {
        const id = operationIdOf(method, path);
        expect(operationIdRefusals(id)).toEqual([]);
        expect(operationIdOf(method, path)).toBe(id);
      }),
    );
  });
});

it("a pass-through takes every method at every path", () => {
  const { operations, refusals } = ApiDefinition.passThrough()._load();
  expect(refusals).toEqual([]);
  expect(operations.map(({ method, urlTemplate }) => `${method} ${urlTemplate}`)).toEqual(
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"].map((method) => `${method} /*`),
  );
});
