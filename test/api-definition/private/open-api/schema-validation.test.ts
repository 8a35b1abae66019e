import { validateSchema } from "../../../../lib/api-definition/private/open-api/schema-validation";
import { responses } from "../../../fixtures/open-api";

function errors(openapi: string, operation: object): string {
  return validateSchema({
    openapi,
    info: { title: "T", version: "1" },
    paths: { "/orders/{id}": { get: operation } },
  }).join("\n");
}

describe.each(["3.0.3", "3.1.0"])("an OpenAPI %s document", (openapi) => {
  it("is taken when it is valid", () => {
    expect(errors(openapi, { responses })).toBe("");
    const schema = { type: "object", properties: { a: { type: "string" } } };
    expect(errors(openapi, { responses, parameters: [{ name: "a", in: "query", schema }] })).toBe("");
  });

  it.each([
    [
      "a parameter without a name",
      { responses, parameters: [{ in: "query", schema: {} }] },
      "get/parameters/0: it must have required property 'name'",
    ],
    [
      "a name that is a number",
      { responses, parameters: [{ name: 1, in: "query", schema: {} }] },
      "get/parameters/0/name: it must be string",
    ],
    ["responses that are a list", { responses: [] }, "get/responses: it must be object"],
    ["a name that OpenAPI has not", { responses, sumary: "Orders" }, "(sumary)"],
  ])("is refused with %s, and says where", (_what, operation, message) => {
    expect(errors(openapi, operation)).toContain("#/paths/~1orders~1{id}/get");
    expect(errors(openapi, operation)).toContain(message);
    // Of the alternatives that the author did not mean nothing is said.
    expect(errors(openapi, operation).split("\n")).toHaveLength(1);
  });
});

it("an operation says how it answers in OpenAPI 3.0, and may leave it open in 3.1", () => {
  expect(errors("3.0.3", {})).toContain("it must have required property 'responses'");
  expect(errors("3.1.0", {})).toBe("");
});

it("the place is the deepest one, however many alternatives are around it", () => {
  const schema = { properties: { lines: { items: { type: 5 } } } };
  const found = errors("3.0.3", {
    responses,
    requestBody: { content: { "application/json": { schema } } },
  });
  expect(found.split("\n")).toHaveLength(1);
  expect(found).toContain("/schema/properties/lines/items/type: it must be string");
});
