import type { TerraformResource } from "cdktf";
import {
  ApiAppRegistration,
  ApiDefinition,
  ApiProduct,
  Callers,
  GateOverrides,
  Policy,
  type Registration,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";
import { patternProps } from "../fixtures/constructs";
import { otherIdentity } from "../fixtures/ids";
import { messageOf, newStack, synthesize } from "../synthesis";

const apiDefinition = ApiDefinition.fromOperations([
  { method: "GET", urlTemplate: "/orders", operationId: "list" },
  { method: "POST", urlTemplate: "/refunds", operationId: "refund" },
]);

/** Two Functions, an API with a product over it, and a registration of its callers. */
function made() {
  const stack = newStack();
  const refunds = new SecureFunctionBehindApim(stack, "refunds", { ...patternProps, name: "refunds" });
  const { gateway } = refunds;
  const orders = new SecureFunctionBehindApim(stack, "orders", {
    ...patternProps,
    publisher: undefined,
    gateway,
    callers: Callers.subscriptionKey(),
    apiDefinition,
    operationPolicies: { list: new Policy().setResponseHeader("x-orders", "1") },
    operationBackends: { refund: refunds.operationBackend("for-orders", gateway) },
  });
  const product = new ApiProduct(stack, "product", {
    gateway,
    name: "partners",
    apis: [orders.api],
    policy: new Policy().setResponseHeader("x-partner", "1"),
  });
  const clients = new ApiAppRegistration(stack, "clients", {
    displayName: "orders",
    roles: [{ value: "Orders.Read" }],
    clients: [{ name: "batch", roles: ["Orders.Read"], ...otherIdentity }],
  });
  return { stack, orders, product, clients };
}

type Made = ReturnType<typeof made>;

const child = ({ node }: Construct, ...ids: string[]) => ids.reduce((at, id) => at.findChild(id).node, node);

describe("T24: an override is found", () => {
  it.each<[string, string, string, (made: Made) => TerraformResource, unknown]>([
    ["that asks for no key", "subscription_required", "api/api", ({ orders }) => orders.api.api, false],
    ["that allows HTTP", "protocols", "api/api", ({ orders }) => orders.api.api, ["http"]],
    [
      "that sends the gateway's token elsewhere",
      "url",
      "api/backend",
      ({ orders }) => orders.api.backend,
      "https://example.com",
    ],
    [
      "that checks no certificate",
      "tls.validate_certificate_chain",
      "api/backend",
      ({ orders }) => orders.api.backend,
      false,
    ],
    ["of a policy", "xml_content", "api/policy", ({ orders }) => orders.api.policy, "<policies/>"],
    [
      "of an operation's policy",
      "xml_content",
      "api/operations/policy-list",
      ({ orders }) => orders.api.operationPolicies[0],
      "<policies/>",
    ],
    [
      "of the operation that a policy is for",
      "operation_id",
      "api/operations/policy-refund",
      ({ orders }) => orders.api.operationPolicies[1],
      "list",
    ],
    [
      "of an operation's path",
      "url_template",
      "api/operation-list",
      ({ orders }) => orders.api.operations[0],
      "/*",
    ],
    [
      "that lets everyone in without a role",
      "app_role_assignment_required",
      "registration/service-principal",
      ({ orders }) => (orders.newRegistration as Registration).servicePrincipal,
      false,
    ],
    [
      "that issues tokens of version 1",
      "api.requested_access_token_version",
      "registration/application",
      ({ orders }) => (orders.newRegistration as Registration).application,
      1,
    ],
    [
      "that lets other tenants in",
      "sign_in_audience",
      "registration/application",
      ({ orders }) => (orders.newRegistration as Registration).application,
      "AzureADMultipleOrgs",
    ],
    [
      "that gives the storage account keys",
      "shared_access_key_enabled",
      "function/storage/account",
      ({ orders }) => {
        const { newHostStorage } = orders.functionApp;
        if (!newHostStorage) throw new Error("the Function App has a storage account of its own");
        return newHostStorage.account;
      },
      true,
    ],
  ])("%s", (_title, argument, path, resourceOf, value) => {
    const parts = made();
    resourceOf(parts).addOverride(argument, value);
    expect(messageOf(() => synthesize(parts.stack))).toContain(`- \`${argument}\` of stack/orders/${path} (`);
  });

  it("that lets everyone in without a key, in a product", () => {
    const { stack, product } = made();
    product.product.addOverride("subscription_required", false);
    expect(messageOf(() => synthesize(stack))).toContain(
      "- `subscription_required` of stack/product/product (azurerm_api_management_product.",
    );
  });

  it("of a product's policy, and of the API that it offers", () => {
    const { stack, product } = made();
    product.policy?.addOverride("xml_content", "<policies/>");
    product.productApis[0].addOverride("api_name", "refunds");
    const message = messageOf(() => synthesize(stack));
    expect(message).toContain("- `xml_content` of stack/product/policy (");
    expect(message).toContain("- `api_name` of stack/product/api-");
  });

  it("of the registration of an API's clients", () => {
    const { stack, clients } = made();
    clients.servicePrincipal.addOverride("app_role_assignment_required", false);
    clients.application.addOverride("api.requested_access_token_version", 1);
    const message = messageOf(() => synthesize(stack));
    expect(message).toContain("- `app_role_assignment_required` of stack/clients/service-principal (");
    expect(message).toContain("- `api.requested_access_token_version` of stack/clients/application (");
  });

  it("of the backend of another Function that answers an operation", () => {
    const { stack, orders } = made();
    const { children } = child(orders, "api", "operations");
    const backend = children.find(({ node }) => node.id.startsWith("backend-")) as TerraformResource;
    backend.addOverride("url", "https://example.com");
    expect(messageOf(() => synthesize(stack))).toContain("- `url` of stack/orders/api/operations/backend-");
  });
});

describe("T24: a policy that is removed from the tree is missed", () => {
  it("when it is the API's", () => {
    const { stack, orders } = made();
    orders.api.node.tryRemoveChild("policy");
    expect(messageOf(() => synthesize(stack))).toContain(
      "- `azurerm_api_management_api_policy` of stack/orders/api/policy",
    );
  });

  it("when it is an operation's, and goes together with the others", () => {
    const { stack, orders } = made();
    orders.api.node.tryRemoveChild("operations");
    const message = messageOf(() => synthesize(stack));
    expect(message).toContain("of stack/orders/api/operations/policy-list");
    expect(message).toContain("of stack/orders/api/operations/policy-refund");
  });

  it("unless the API goes with it", () => {
    const { stack, orders } = made();
    stack.node.tryRemoveChild("product");
    orders.node.tryRemoveChild("api");
    expect(() => synthesize(stack)).not.toThrow();
  });
});

it("an accepted override is told with the chains of its Function, and of no other", () => {
  const { stack, orders } = made();
  const before = orders.chains;
  const reason = "Calls from the old portal carry no key until it is replaced";
  orders.api.api.addOverride("subscription_required", true);
  orders.api.policy.addOverride("xml_content", "<policies/>");
  GateOverrides.of(orders.api).accept({ argument: "xml_content", reason });
  expect(orders.chains).toEqual([
    ...before,
    `Gate override accepted: xml_content of stack/orders/api: ${reason}`,
  ]);
  const refunds = stack.node.findChild("refunds") as SecureFunctionBehindApim;
  expect(refunds.chains).not.toContainEqual(expect.stringContaining("Gate override"));
  expect(() => synthesize(stack)).not.toThrow();
});
