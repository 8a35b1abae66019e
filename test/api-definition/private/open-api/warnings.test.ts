import { operationsOf } from "../../../../lib/api-definition/private/open-api/operations";
import { openApiWarnings } from "../../../../lib/api-definition/private/open-api/warnings";
import { responses } from "../../../fixtures/open-api";

function warnings(operation: object, others: object = {}): string[] {
  const document = { openapi: "3.1.0", paths: { "/a": { get: { responses, ...operation } } }, ...others };
  return openApiWarnings(document, operationsOf(document));
}

const query = (others: object) => ({
  parameters: [{ name: "ids", in: "query", schema: { type: "string" }, ...others }],
});

describe("what API Management's import leaves out is a warning, with its place", () => {
  it.each<[string, string[], string]>([
    [
      "callbacks",
      warnings({ callbacks: { done: {} } }),
      "leaves callbacks out of the import; calls are not affected (#/paths/~1a/get).",
    ],
    ["webhooks", warnings({}, { webhooks: { done: {} } }), "leaves webhooks out of the import (#/webhooks)."],
    [
      "links",
      warnings({ responses: { 200: { description: "", links: { next: {} } } } }),
      "(#/paths/~1a/get/responses/200/links).",
    ],
    [
      "links to documentation",
      warnings({ externalDocs: { url: "https://a.example" } }),
      "(#/paths/~1a/get/externalDocs).",
    ],
    [
      "extensions",
      warnings({ "x-owner": "us" }, { "x-more": 1 }),
      "leaves extensions out of the import (#/paths/~1a/get/x-owner and 1 more).",
    ],
    [
      "parameters in cookies",
      warnings({ parameters: [{ name: "s", in: "cookie" }] }),
      "(#/paths/~1a/get/parameters/s).",
    ],
    [
      "a body of GET",
      warnings({ requestBody: { content: {} } }),
      "leaves the body out of GET, HEAD and OPTIONS (#/paths/~1a/get).",
    ],
    ["TRACE", warnings({}, { paths: { "/a": { trace: { responses } } } }), "(#/paths/~1a/trace)."],
    [
      "a required query parameter",
      warnings(query({ required: true })),
      "makes a required query parameter a part of the URL template",
    ],
    [
      "a list of another style",
      warnings(query({ style: "pipeDelimited", schema: { type: "array" } })),
      "`style: form`",
    ],
    [
      "a list that is not exploded",
      warnings(query({ explode: false, schema: { type: "array" } })),
      "`explode: true`",
    ],
    ["reserved characters", warnings(query({ allowReserved: true })), "leaves `allowReserved`"],
    [
      "schemas that refer to themselves",
      warnings(
        {},
        {
          components: {
            schemas: {
              Tree: { properties: { children: { items: { $ref: "#/components/schemas/Node" } } } },
              Node: { $ref: "#/components/schemas/Tree" },
              Leaf: { $ref: "#/components/schemas/Tree" },
            },
          },
        },
      ),
      "(#/components/schemas/Node and 1 more).",
    ],
  ])("%s", (_what, found, message) => {
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it("a shared parameter is looked up", () => {
    const shared = { parameters: [{ $ref: "#/components/parameters/session" }] };
    const components = { parameters: { session: { name: "s", in: "cookie" } } };
    expect(warnings(shared, { components })).toHaveLength(1);
  });
});

it("nothing else is a warning: names of properties and data of examples are the author's own", () => {
  const properties = { callbacks: {}, "x-own": {}, links: {}, externalDocs: {} };
  const example = { "x-own": 1, links: [] };
  expect(
    warnings(
      {
        ...query({ schema: { type: "array" } }),
        responses: { 200: { description: "", content: { a: { example } } } },
      },
      { components: { schemas: { A: { properties, example } } } },
    ),
  ).toEqual([]);
});
