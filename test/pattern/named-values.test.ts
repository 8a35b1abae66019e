import {
  ApiDefinition,
  NamedValue,
  Policy,
  PolicyPlace,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { newPattern, onExistingGateway } from "../fixtures/constructs";
import { entraCallers } from "../fixtures/policies";
import { type Json, messageOf, only, synthesize } from "../synthesis";

const secretUrl = "https://kv-orders.vault.azure.net/secrets/partner-key";
const namedValues = { "partner-key": { secretUrl } };
const policy = new Policy().setRequestHeader("X-Partner-Key", "{{partner-key}}");
const apiDefinition = ApiDefinition.fromOperations([{ method: "GET", urlTemplate: "/a", operationId: "a" }]);
const address = expect.stringMatching(/^azurerm_api_management_named_value\.orders_named-value-partner-key_/);

function dependenciesOf(props: Partial<SecureFunctionBehindApimProps>, type: string): Json {
  const callers = entraCallers();
  return only(synthesize(newPattern({ namedValues, callers, apiDefinition, ...props }).stack), type)
    .depends_on;
}

describe("a named value of the construct", () => {
  it("is made on its gateway, from a secret of Key Vault", () => {
    expect(
      only(synthesize(newPattern({ namedValues, policy }).stack), "azurerm_api_management_named_value"),
    ).toMatchObject({
      api_management_name: expect.stringContaining("azurerm_api_management.orders_gateway_service"),
      name: "partner-key",
      value_from_key_vault: { secret_id: secretUrl },
    });
  });

  it.each([
    ["in a value", policy],
    [
      "in raw XML",
      new Policy().rawXml(
        PolicyPlace.AFTER_AUTHENTICATION,
        '<set-variable name="k" value="{{partner-key}}" />',
      ),
    ],
    ["in how the Function is called", new Policy().limitConcurrency({ key: "{{partner-key}}", maxCount: 1 })],
  ])("R8: is waited for by the API's policy that uses it %s", (_where, using) => {
    expect(dependenciesOf({ policy: using }, "azurerm_api_management_api_policy")).toContainEqual(address);
  });

  it("R8: is waited for by an operation's policy that uses it", () => {
    const props = { operationPolicies: { a: policy } };
    expect(dependenciesOf(props, "azurerm_api_management_api_operation_policy")).toContainEqual(address);
    expect(dependenciesOf(props, "azurerm_api_management_api_policy")).not.toContainEqual(address);
  });

  it("R8: is waited for by policies of APIs that are added later", () => {
    const { stack, orders } = newPattern({ namedValues });
    const { callers, gateway } = orders.api;
    const more = orders.addApi("more", {
      gateway,
      name: "more",
      path: "more",
      apiDefinition,
      callers,
      policy,
    });
    const policies = synthesize(stack).resource.azurerm_api_management_api_policy;
    expect(policies[more.policy.friendlyUniqueId].depends_on).toContainEqual(address);
  });

  it("T19: is known to hold no expression where the gateway has its token", () => {
    const late = new Policy().setResponseHeader("X-Partner", "{{partner-key}}");
    expect(() => newPattern({ namedValues, policy: late })).not.toThrow();
  });

  it("is rejected with a secret's text, or a name that API Management rejects", () => {
    const message = messageOf(() => newPattern({ namedValues: { "a b": { secretUrl: "secret" } } }));
    expect(message).toContain('The named value\'s name "a b" was given.');
    expect(message).toContain('The secret\'s address "secret" was given.');
  });
});

describe("a named value that a policy uses and nobody makes", () => {
  it("R8: is rejected on a new gateway, which has none", () => {
    expect(messageOf(() => newPattern({ policy }))).toContain(
      'A policy uses the named value `{{partner-key}}`, which the new gateway does not have. Named values of a gateway that is made here are made with it, before the policies (R8). Set `namedValues: { "partner-key": { secretUrl: "https://{vault}.vault.azure.net/secrets/{name}" } }`.',
    );
    expect(messageOf(() => newPattern({ apiDefinition, operationPolicies: { a: policy } }))).toContain("R8");
  });

  it("may be there on an existing gateway", () => {
    expect(() => newPattern({ ...onExistingGateway(), policy })).not.toThrow();
  });

  it("may be one that the policy needs", () => {
    const { gateway } = onExistingGateway();
    const { stack } = newPattern();
    const { resource } = new NamedValue(stack, "key", { gateway, name: "partner-key", secretUrl });
    expect(() => newPattern({ policy: policy.needs(resource) })).not.toThrow();
  });

  it("is none of a Liquid template", () => {
    const liquid = '<set-body template="liquid">{"id": "{{body.id}}"}</set-body>';
    const using = new Policy().rawXml(PolicyPlace.AFTER_AUTHENTICATION, liquid);
    expect(() => newPattern({ policy: using })).not.toThrow();
  });
});
