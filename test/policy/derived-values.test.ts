import { ApiProduct, Callers, Policy } from "cdktf-secure-function-behind-apim";
import { newGatewayApi, newPattern } from "../fixtures/constructs";
import { existingGateway } from "../fixtures/existing-parts";
import { newStack, synthesize, warningsOf } from "../synthesis";

const entra = () =>
  Callers.entraApplications({
    clientIds: ["11111111-2222-4333-8444-555555555555"],
    audiences: ["api://orders"],
  });

function warningsAfter(add: (stack: ReturnType<typeof newStack>) => void): string[] {
  const stack = newStack();
  add(stack);
  synthesize(stack);
  synthesize(stack);
  return warningsOf(stack);
}

describe("what a method of callers or of a policy returned", () => {
  it("is missed when it was thrown away, before the API was made or after, and once", () => {
    const warnings = warningsAfter((stack) => {
      const callers = entra();
      callers.withSubscriptionKey();
      newGatewayApi(stack, "one", { callers });
      newGatewayApi(stack, "two", { callers, path: "other" });
      callers.exceptFor({ operationIds: ["get-all"], callers: Callers.anonymous() });
    });
    expect(warnings).toEqual([
      "`withSubscriptionKey()` was called on `callers`, and what it returned is used nowhere. `Callers` and `Policy` do not change: each method returns another one. Give what the last method returned, or remove the call.",
      expect.stringMatching(/^`exceptFor\(\)` was called on `callers`/),
    ]);
  });

  it("is missed in policies of APIs, operations and products", () => {
    const warnings = warningsAfter((stack) => {
      const policy = new Policy();
      policy.setRequestHeader("X-Source", "gateway").setRequestHeader("X-More", "more");
      const ofOperation = new Policy().setRequestHeader("X-One", "1");
      ofOperation.forwardRequest({ timeout: 20 });
      const ofProduct = new Policy();
      ofProduct.needs(stack.node.findChild("azurerm") as never);
      const api = newGatewayApi(stack, "api", { policy, operationPolicies: { "get-all": ofOperation } });
      new ApiProduct(stack, "product", {
        name: "product",
        gateway: existingGateway(),
        apis: [api],
        policy: ofProduct,
      });
    });
    expect(warnings.map((warning) => warning.split(",")[0])).toEqual([
      "`setRequestHeader()` was called on `policy`",
      '`forwardRequest()` was called on `operationPolicies["get-all"]`',
      "`needs()` was called on `policy`",
    ]);
  });

  it("is missed in the policy of a whole construct, whose named values it waits for", () => {
    const policy = new Policy().setRequestHeader("X-Key", "{{key}}");
    policy.setResponseHeader("X-Powered-By");
    const secretUrl = "https://kv-orders.vault.azure.net/secrets/key";
    const { stack } = newPattern({ policy, namedValues: { key: { secretUrl } } });
    synthesize(stack);
    expect(warningsOf(stack)).toEqual([expect.stringMatching(/^`setResponseHeader\(\)` was called/)]);
  });

  it("is not missed when it is used, however long the chain, and by whichever API", () => {
    const warnings = warningsAfter((stack) => {
      const base = entra();
      const policy = new Policy().setRequestHeader("X-Source", "gateway");
      newGatewayApi(stack, "base", { callers: base, policy });
      newGatewayApi(stack, "key", {
        path: "key",
        callers: base.withSubscriptionKey(),
        policy: policy.setRequestHeader("X-One", "1").setRequestHeader("X-Two", "2"),
      });
      newGatewayApi(stack, "open", {
        path: "open",
        callers: Callers.subscriptionKey().exceptFor({
          operationIds: ["get-all"],
          callers: base.withSubscriptionKey(),
        }),
      });
    });
    expect(warnings).toEqual([]);
  });

  it("is not missed when what it was called on is used nowhere", () => {
    const warnings = warningsAfter((stack) => {
      const base = entra();
      base.withSubscriptionKey();
      newGatewayApi(stack, "api", { callers: Callers.subscriptionKey() });
    });
    expect(warnings).toEqual([]);
  });
});
