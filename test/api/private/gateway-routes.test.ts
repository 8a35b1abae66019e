import { TerraformVariable } from "cdktf";
import {
  ApiDefinition,
  ApiVersionScheme,
  ApiVersionSet,
  CallerClaim,
  Callers,
  type GatewayApiProps,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import { newGatewayApi, newPattern, onExistingGateway, patternProps } from "../../fixtures/constructs";
import { existingBackend, existingGateway, existingRegistration } from "../../fixtures/existing-parts";
import { entraCallers } from "../../fixtures/policies";
import { messageOf, newStack } from "../../synthesis";

const open = Callers.anonymous();
const closed = entraCallers();
const backend = existingBackend();
const anotherFunction = existingBackend({
  hostName: "func-other.azurewebsites.net",
  registration: existingRegistration({ clientId: "99999999-2222-4333-8444-555555555555" }),
});

/** One API after another on one gateway. */
function apis(...all: Partial<GatewayApiProps>[]): void {
  const stack = newStack();
  all.forEach((props, index) => {
    newGatewayApi(stack, `api-${index}`, { backend, ...props });
  });
}

const operations = (...urlTemplates: string[]) =>
  ApiDefinition.fromOperations(urlTemplates.map((urlTemplate) => ({ method: "GET", urlTemplate })));

describe("T22: an API beneath the path of another one with other callers", () => {
  it.each([
    ["after it", { path: "orders", callers: closed }, { path: "orders/public", callers: open }],
    ["before it", { path: "orders/public", callers: open }, { path: "orders", callers: closed }],
    ["in another case", { path: "Orders", callers: open }, { path: "orders/v1", callers: closed }],
  ])("is rejected, given %s, as a call may match both", (_, one, other) => {
    expect(messageOf(() => apis(one, other))).toMatch(
      /^stack\/api-1: invalid input\.\n {2}- The API path ".+" was given, where GET \/\* \(get-all\) for .+ may match the same call as GET \/\* \(get-all\) for .+ of stack\/api-0, at ".+"\. Azure does not document which of two APIs then answers, and both reach the same Function \(T22\)\. Choose a path that is neither beneath nor above the other one, or give both APIs the same callers\.$/,
    );
  });

  it("T21: is rejected where only one of them sets the headers that the Function takes claims from", () => {
    const forwarding = closed.forwardingClaims({ "X-Caller-Id": CallerClaim.OBJECT_ID });
    expect(
      messageOf(() => apis({ path: "orders", callers: closed }, { path: "orders/v1", callers: forwarding })),
    ).toMatch(/\(get-all\) for [^,]+, with claims in X-Caller-Id may match the same call/);
  });

  it("is rejected at the version of another one", () => {
    const stack = newStack();
    const gateway = existingGateway();
    const versionSet = new ApiVersionSet(stack, "versions", { gateway, name: "orders" });
    newGatewayApi(stack, "v1", { gateway, callers: closed, version: { versionSet, name: "v1" } });
    expect(
      messageOf(() => newGatewayApi(stack, "notes", { gateway, path: "orders/v1/notes", callers: open })),
    ).toContain('at "orders/v1"');
  });

  it("is rejected where a single operation is answered by its Function", () => {
    const operationBackends = {
      "get-all": { name: "other", backend: existingBackend(), callableAfter: [] },
    };
    expect(
      messageOf(() =>
        apis(
          { path: "orders", callers: closed },
          { path: "orders/x", callers: open, backend: anotherFunction, operationBackends },
        ),
      ),
    ).toContain("may match the same call");
  });

  it("is rejected where both name the Function's registration, in different case", () => {
    const named = (clientId: string) => existingBackend({ registration: existingRegistration({ clientId }) });
    expect(
      messageOf(() =>
        apis(
          { callers: closed, backend: named("aaaaaaaa-2222-4333-8444-555555555555") },
          { path: "orders/x", callers: open, backend: named("AAAAAAAA-2222-4333-8444-555555555555") },
        ),
      ),
    ).toContain("may match the same call");
  });

  it("is rejected where Terraform decides the path of both", () => {
    const stack = newStack();
    const path = new TerraformVariable(stack, "path", { type: "string" }).stringValue;
    newGatewayApi(stack, "orders", { backend, path, callers: closed });
    const beneath = { backend, path: `${path}/public`, callers: open };
    expect(messageOf(() => newGatewayApi(stack, "public", beneath))).toContain("may match the same call");
  });

  it("is rejected by the pattern, given its registration, with all else that is wrong", () => {
    const stack = newStack();
    newGatewayApi(stack, "orders", { backend, callers: closed });
    const again = {
      ...patternProps,
      ...onExistingGateway(),
      registration: backend.registration,
      apiPath: "orders/public",
      name: "-",
    };
    expect(messageOf(() => new SecureFunctionBehindApim(stack, "again", again))).toMatch(
      /^stack\/again: invalid input\.\n[\s\S]*may match the same call/,
    );
  });

  it("is rejected by the pattern's addApi, which leaves nothing half made", () => {
    const { stack, orders } = newPattern({ callers: closed });
    const before = stack.node.findAll().length;
    expect(
      messageOf(() =>
        orders.addApi("public", {
          name: "public",
          path: "orders/public",
          apiDefinition: ApiDefinition.passThrough(),
          callers: open,
        }),
      ),
    ).toContain("may match the same call");
    expect(stack.node.findAll()).toHaveLength(before);
  });

  it.each<[string, Partial<GatewayApiProps>, Partial<GatewayApiProps>]>([
    ["with the same callers", { callers: closed }, { path: "orders/x", callers: entraCallers() }],
    [
      "of another Function",
      { callers: closed },
      { path: "orders/x", callers: open, backend: anotherFunction },
    ],
    [
      "on another gateway",
      { callers: closed },
      { path: "orders/x", callers: open, gateway: existingGateway({ name: "apim-other" }) },
    ],
    ["at a path that only starts alike", { callers: closed }, { path: "orders-public", callers: open }],
    [
      "with operations that match other calls",
      { callers: closed, apiDefinition: operations("/orders/{id}") },
      { path: "orders/x", callers: open, apiDefinition: operations("/pages/{id}") },
    ],
    [
      "whose only open path is spelled out",
      { callers: closed },
      { path: "orders/health", callers: open, apiDefinition: operations("/live") },
    ],
  ])("is taken %s", (_, one, other) => {
    apis(one, other);
  });

  it("is rejected where the open path is spelled out, and the one above it asks for even less", () => {
    const health = { path: "orders/health", apiDefinition: operations("/live") };
    expect(
      messageOf(() => apis({ callers: open }, { ...health, callers: Callers.subscriptionKey() })),
    ).toContain("may match the same call");
  });

  it("is taken where both are versions of one set, which the caller names", () => {
    const stack = newStack();
    const gateway = existingGateway();
    const scheme = ApiVersionScheme.header("Api-Version");
    const versionSet = new ApiVersionSet(stack, "versions", { gateway, name: "orders", scheme });
    newGatewayApi(stack, "v1", { gateway, callers: closed, version: { versionSet, name: "v1" } });
    newGatewayApi(stack, "v2", { gateway, callers: open, version: { versionSet, name: "v2" } });
  });

  it("is taken where the other one could not be made and is no longer in the tree", () => {
    const stack = newStack();
    newGatewayApi(stack, "orders", { backend, callers: closed });
    stack.node.tryRemoveChild("orders");
    newGatewayApi(stack, "public", { backend, path: "orders/public", callers: open });
  });
});
