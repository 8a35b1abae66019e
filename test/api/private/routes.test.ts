import {
  ApiDefinition,
  type ApiOperation,
  Callers,
  type GatewayApiProps,
} from "cdktf-secure-function-behind-apim";
import { mayMatchTheSameCall } from "../../../lib/api/private/routes";
import { newGatewayApi } from "../../fixtures/constructs";
import { entraCallers } from "../../fixtures/policies";
import { messageOf, newStack, synthesize } from "../../synthesis";

const operation = (operationId: string, urlTemplate: string, method = "GET"): ApiOperation => ({
  operationId,
  urlTemplate,
  method,
});

const list = operation("list", "/orders");

/** An API of operations, of which one is open. */
function opened(operations: ApiOperation[], callers = Callers.anonymous()): Partial<GatewayApiProps> {
  return {
    apiDefinition: ApiDefinition.fromOperations(operations),
    callers: entraCallers().exceptFor({ operationIds: ["open"], callers }),
  };
}

const accepts = (props: Partial<GatewayApiProps>) => {
  const stack = newStack();
  newGatewayApi(stack, "orders", props);
  synthesize(stack);
};
const rejection = (props: Partial<GatewayApiProps>) =>
  messageOf(() => newGatewayApi(newStack(), "orders", props));

it("T22: operations of different methods match no call together", () => {
  const one = { method: "GET", urlTemplate: "/orders" };
  expect(mayMatchTheSameCall(one, { ...one, urlTemplate: "/{x}" })).toBe(true);
  expect(mayMatchTheSameCall(one, { ...one, method: "POST" })).toBe(false);
});

describe("T22: an operation that is open", () => {
  it.each([
    ["/{page}", list],
    ["/*", list],
    ["/{*rest}", operation("export", "/orders/export")],
    ["/orders-{year}", operation("get", "/{name}")],
    ["/%6frders", list],
    ["/ORDERS/{page}/notes", operation("get", "/orders/{id}/{part}")],
  ])("at %s is rejected beside one that is not, which may match the same call", (urlTemplate, other) => {
    expect(rejection(opened([operation("open", urlTemplate), other]))).toContain(
      `The operations GET ${urlTemplate} (open) for Everyone and GET ${other.urlTemplate} (${other.operationId}) for Entra application `,
    );
  });

  it("is rejected in an OpenAPI document too", () => {
    const operationOf = (operationId: string) => ({
      get: { operationId, responses: { 200: { description: "A page" } } },
    });
    const parameter = { name: "page", in: "path", required: true, schema: { type: "string" } };
    const apiDefinition = ApiDefinition.fromOpenApi({
      openapi: "3.0.3",
      info: { title: "Orders", version: "1" },
      paths: {
        "/orders": operationOf("list"),
        "/{page}": { ...operationOf("open"), parameters: [parameter] },
      },
    });
    expect(rejection({ ...opened([]), apiDefinition })).toContain("which may match the same call");
  });

  it("is taken where one path is spelled out, which the other only covers with a parameter", () => {
    accepts(opened([operation("open", "/health"), operation("get", "/{id}"), operation("all", "/*")]));
  });

  it("is taken beside one of another method, and beside one that matches other paths", () => {
    accepts(opened([operation("open", "/{page}"), operation("create", "/orders", "POST")]));
    accepts(opened([operation("open", "/pages/{page}"), operation("get", "/orders/{id}")]));
  });
});

describe("T22: operations with different roles", () => {
  const reader = entraCallers({ requiredRoles: ["Orders.Read"] });

  it("are rejected where one may match the other's path, even if it is spelled out", () => {
    expect(
      rejection(opened([operation("open", "/orders/export"), operation("get", "/orders/{id}")], reader)),
    ).toMatch(
      /which may match the same call\. Azure does not document which of them API Management then chooses, so only operations without parameters may be open beside others \(T22\)\. Change the URL template of one so that no call matches both, or give both the same callers\./,
    );
  });

  it("are rejected where only the audience of their tokens differs", () => {
    const others = entraCallers({ audiences: ["api://exports"] });
    expect(
      rejection(opened([operation("open", "/orders/export"), operation("get", "/orders/{id}")], others)),
    ).toContain("which may match the same call");
  });

  it("are taken where both ask for the same, however the callers were put together", () => {
    accepts({
      apiDefinition: ApiDefinition.fromOperations([
        operation("export", "/orders/export"),
        operation("get", "/orders/{id}"),
      ]),
      callers: entraCallers()
        .exceptFor({ operationIds: ["export"], callers: reader })
        .exceptFor({ operationIds: ["get"], callers: entraCallers({ requiredRoles: ["Orders.Read"] }) }),
    });
  });
});

it("T22: a protected operation is rejected in an API that everyone may call, though its path is spelled out", () => {
  expect(
    rejection({
      apiDefinition: ApiDefinition.fromOperations([operation("all", "/*"), operation("purge", "/purge")]),
      callers: Callers.anonymous().exceptFor({ operationIds: ["purge"], callers: entraCallers() }),
    }),
  ).toContain("which may match the same call");
});
