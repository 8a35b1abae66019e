import {
  ApiDefinition,
  GateMigration,
  GatewayApi,
  SecureFunctionBehindApim as Pattern,
  type SecureFunctionBehindApim,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { newPattern, onExistingGateway, patternProps } from "../fixtures/constructs";
import { entraCallers } from "../fixtures/policies";
import { all, type Json, only, synthesize } from "../synthesis";

const secretUrl = "https://kv-orders.vault.azure.net/secrets/function-key";
const keyVaultId =
  "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-orders/providers/Microsoft.KeyVault/vaults/kv-orders";
const functionKey = { secretUrl, keyVaultId };
const observing = GateMigration.observe({
  reason: "Partners move to the gateway, CHANGE-1234",
  until: "2027-02-28",
  functionKey,
});
const callers = entraCallers();
const apiDefinition = ApiDefinition.fromOperations([
  { method: "GET", urlTemplate: "/a", operationId: "a" },
  { method: "GET", urlTemplate: "/b", operationId: "b" },
]);

function newOrders(props: Partial<SecureFunctionBehindApimProps> = {}) {
  return newPattern({ migration: observing, callers, apiDefinition, ...props });
}

/** The inbound steps of a policy that concern the key and the token, in their order. */
function steps(xml: string): string[] {
  const inbound = /<inbound>([\s\S]*)<\/inbound>/.exec(xml)?.[1] ?? "";
  const found =
    /<validate-[a-z-]+|<set-header name="x-functions-key" exists-action="\w+">|<set-header name="x-functions-key" exists-action="delete" \/>|<set-backend-service|<authentication-managed-identity/g;
  return inbound.match(found) ?? [];
}

const apiPolicies = (json: Json) => all(json, "azurerm_api_management_api_policy");

const deletion = '<set-header name="x-functions-key" exists-action="delete" />';
const key = '<set-header name="x-functions-key" exists-action="override">';

describe.each<[string, GateMigration]>([
  ["observes", observing],
  ["is enforced", GateMigration.enforce({ functionKey })],
])("while a gate %s and the code asks for a key", (_, migration) => {
  it("T14: the gateway deletes the caller's key, and sends its own besides the token", () => {
    const { xml_content: xml } = only(
      synthesize(newOrders({ migration }).stack),
      "azurerm_api_management_api_policy",
    );
    expect(steps(xml)).toEqual([
      "<validate-azure-ad-token",
      deletion,
      "<set-backend-service",
      key,
      "<authentication-managed-identity",
    ]);
  });

  it("takes the key from Key Vault as a named value, and waits for it (R8)", () => {
    const json = synthesize(newOrders({ migration }).stack);
    const value = only(json, "azurerm_api_management_named_value");
    expect(value).toMatchObject({ secret: true, value_from_key_vault: { secret_id: secretUrl } });
    expect(value).not.toHaveProperty("value");
    const policy = only(json, "azurerm_api_management_api_policy");
    expect(policy.xml_content).toContain(`<value>{{${value.name}}}</value>`);
    expect(policy.depends_on).toContainEqual(
      expect.stringMatching(/^azurerm_api_management_named_value\.function-key/),
    );
    expect(vaultRoles(json)).toHaveLength(1);
  });
});

const vaultRoles = (json: Json) =>
  all(json, "azurerm_role_assignment").filter((role) => role.role_definition_name.startsWith("Key Vault"));

describe("without a key", () => {
  it("the gateway sends its token alone, as without a migration", () => {
    const { reason, until } = { reason: "The code asks for none", until: "2027-02-28" };
    const json = synthesize(newOrders({ migration: GateMigration.observe({ reason, until }) }).stack);
    const without = synthesize(newOrders({ migration: undefined }).stack);
    expect(json.resource.azurerm_api_management_api_policy).toEqual(
      without.resource.azurerm_api_management_api_policy,
    );
    expect(json.resource).not.toHaveProperty("azurerm_api_management_named_value");
  });
});

const another = (orders: SecureFunctionBehindApim, id: string, gateway = orders.gateway) =>
  orders.addApi(id, { gateway, name: id, path: id, apiDefinition, callers });

describe("several APIs of a Function whose code asks for a key", () => {
  it("share one named value on a gateway, and one right to read the secret", () => {
    const { stack, orders } = newOrders();
    another(orders, "more");
    const json = synthesize(stack);
    expect(all(json, "azurerm_api_management_named_value")).toHaveLength(1);
    expect(vaultRoles(json)).toHaveLength(1);
    expect(apiPolicies(json).map(({ xml_content }) => steps(xml_content).includes(key))).toEqual([
      true,
      true,
    ]);
  });

  it("have one each on each gateway", () => {
    const { stack, orders } = newOrders();
    const { gateway } = onExistingGateway();
    another(orders, "partners", gateway);
    const values = all(synthesize(stack), "azurerm_api_management_named_value");
    expect(new Set(values.map(({ api_management_name }) => api_management_name)).size).toBe(2);
    expect(new Set(values.map(({ name }) => name)).size).toBe(2);
  });

  it("send it from an API that is made by hand, too", () => {
    const { stack, orders } = newOrders();
    new GatewayApi(stack, "by-hand", {
      gateway: orders.gateway,
      name: "by-hand",
      path: "by-hand",
      apiDefinition,
      callers,
      backend: orders.functionApp.backend,
      callableAfter: [],
    });
    expect(apiPolicies(synthesize(stack)).map(({ xml_content }) => steps(xml_content).includes(key))).toEqual(
      [true, true],
    );
  });
});

describe("an operation that another Function answers", () => {
  /** Orders with an operation that refunds answers. */
  function both(ofOrders: GateMigration | undefined, ofRefunds: GateMigration | undefined): string[] {
    const { stack, orders: refunds } = newPattern({ name: "refunds", migration: ofRefunds });
    const { gateway } = refunds;
    new Pattern(stack, "shop", {
      ...patternProps,
      publisher: undefined,
      gateway,
      apiDefinition,
      callers,
      migration: ofOrders,
      operationBackends: { b: refunds.operationBackend("for-orders", gateway) },
    });
    return steps(only(synthesize(stack), "azurerm_api_management_api_operation_policy").xml_content);
  }

  const token = "<authentication-managed-identity";
  const backend = "<set-backend-service";

  it("T19: is not sent the key of the API's Function", () => {
    expect(both(observing, undefined)).toEqual([backend, deletion, token]);
  });

  it("is sent its own key", () => {
    // The right to read the vault is there already, by the other Function.
    const own = GateMigration.enforce({ functionKey: { secretUrl: `${secretUrl}-of-refunds` } });
    expect(both(undefined, own)).toEqual([backend, key, token]);
    expect(both(observing, own)).toEqual([backend, deletion, key, token]);
  });

  it("is sent none where none is asked for", () => {
    expect(both(undefined, undefined)).toEqual([backend, token]);
  });
});
