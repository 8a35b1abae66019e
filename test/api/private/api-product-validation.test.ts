import { ApiProduct, Callers, Gateway, Policy } from "cdktf-secure-function-behind-apim";
import { newGatewayApi, newPattern } from "../../fixtures/constructs";
import { existingGateway } from "../../fixtures/existing-parts";
import { entraCallers } from "../../fixtures/policies";
import { anotherStack, messageOf, newStack, synthesize } from "../../synthesis";

const quota = new Policy().quota({ calls: 1000, renewalPeriod: 86_400 });
const keyedCallers = { callers: entraCallers().withSubscriptionKey() };

describe("T18: a product that requires no subscription", () => {
  it.each([
    ["a subscription key", Callers.subscriptionKey()],
    ["a token and a subscription key", entraCallers().withSubscriptionKey()],
  ])("is rejected over an API whose callers have %s", (_what, callers) => {
    const stack = newStack();
    const api = newGatewayApi(stack, "orders", { callers });
    const before = synthesize(stack);
    const open = { gateway: api.gateway, name: "open", apis: [api], subscriptionRequired: false };
    expect(messageOf(() => new ApiProduct(stack, "open", open))).toContain(
      "A product that requires no subscription was given the API stack/orders, whose callers have a subscription key.",
    );
    expect(synthesize(stack)).toEqual(before);
  });

  it("may offer an API whose callers have no key", () => {
    const stack = newStack();
    const api = newGatewayApi(stack, "orders", { callers: entraCallers() });
    const open = { gateway: api.gateway, name: "open", apis: [api], subscriptionRequired: false };
    expect(() => new ApiProduct(stack, "open", open)).not.toThrow();
  });
});

describe("T18: the limits of a product", () => {
  it("are rejected where calls without a key walk around them", () => {
    const stack = newStack();
    const keyed = newGatewayApi(stack, "keyed", { ...keyedCallers, path: "keyed" });
    const keyless = newGatewayApi(stack, "keyless", { callers: entraCallers() });
    const product = (id: string, apis: (typeof keyed)[]) =>
      new ApiProduct(stack, id, { gateway: keyed.gateway, name: id, apis, policy: quota });
    expect(messageOf(() => product("mixed", [keyed, keyless]))).toContain(
      "a call without a key has no limit",
    );
    expect(() => product("keyed-only", [keyed])).not.toThrow();
  });
});

describe("a product and its APIs", () => {
  it("are on one gateway", () => {
    const stack = newStack();
    const api = newGatewayApi(stack, "orders");
    const gateway = Gateway.fromGatewayAttributes(anotherStack(), "other", {
      ...{ name: "apim-other", resourceGroupName: "rg-shared" },
      identity: existingGateway().identity,
    });
    expect(
      messageOf(() => new ApiProduct(stack, "product", { gateway, name: "product", apis: [api] })),
    ).toContain('The API stack/orders was given to the product "product", and it is on another gateway.');
  });

  it("are told together by the chain, as soon as the product is made", () => {
    const { stack, orders } = newPattern();
    const product = (name: string) =>
      new ApiProduct(stack, name, { gateway: orders.gateway, name, apis: [orders.api] });
    expect(orders.chains[0]).not.toContain("product");
    product("partners");
    product("internal");
    expect(orders.chains[0]).toContain("(in the product partners, internal)");
  });
});
