import { ApiDefinition, SecureFunctionBehindApim } from "cdktf-secure-function-behind-apim";
import { patternProps } from "../fixtures/constructs";
import { expectGated } from "../function/private/easy-auth-assertions";
import { all, messageOf, newStack, only, synthesize } from "../synthesis";

const operations = ApiDefinition.fromOperations([
  { method: "GET", urlTemplate: "/orders", operationId: "list-orders" },
  { method: "POST", urlTemplate: "/refunds", operationId: "refund" },
]);

function made(operationId = "refund") {
  const stack = newStack();
  const refunds = new SecureFunctionBehindApim(stack, "refunds", { ...patternProps, name: "refunds" });
  const { gateway } = refunds;
  const orders = new SecureFunctionBehindApim(stack, "orders", {
    ...patternProps,
    publisher: undefined,
    gateway,
    apiDefinition: operations,
    operationBackends: { [operationId]: refunds.operationBackend("for-orders", gateway) },
  });
  return { stack, orders, refunds };
}

describe("one API split over two Functions", () => {
  it("rules 10, 18 and 19: the operation asks for a token of the Function that answers it, after the API's policy", () => {
    const { stack } = made();
    const json = synthesize(stack);
    expectGated(json);
    const policy = only(json, "azurerm_api_management_api_operation_policy");
    expect(policy.operation_id).toBe("refund");
    expect(policy.xml_content).toMatch(
      /<inbound>\n {4}<base \/>\n {4}<set-backend-service backend-id="\$\{azurerm_api_management_backend\.[^"]+" \/>\n {4}<authentication-managed-identity resource="\$\{azuread_application\.refunds[^"]+" [^>]+ignore-error="false" \/>\n {2}<\/inbound>/,
    );
    expect(policy.xml_content.match(/<base \/>/g)).toHaveLength(4);
  });

  it("the gateway has both Functions' roles, each once, and the policy waits for them", () => {
    const { stack } = made();
    const json = synthesize(stack);
    expect(all(json, "azuread_app_role_assignment")).toHaveLength(2);
    const { depends_on } = only(json, "azurerm_api_management_api_operation_policy");
    expect(depends_on).toContainEqual(expect.stringMatching(/^azuread_app_role_assignment\.refunds_/));
    expect(depends_on).toContainEqual(
      expect.stringMatching(/^azurerm_api_management_api_operation\.orders_/),
    );
  });

  it("is refused for an operation that the API has not", () => {
    expect(messageOf(() => made("refunds"))).toContain(
      'The operation "refunds" was named in `operationBackends`. The API has no such operation; nearest are "refund"',
    );
  });
});
