import { askForToken, closed, closedWithPolicy, type Row, validate } from "../row";
import { CLOSED } from "./threats";

/** The closed stack, of whose operation others get through. */
export const operation = (who: string) =>
  CLOSED.replace("orders GET /: policy-caller", `orders GET /: ${who}`);
export const reachedBy = (
  who: string,
  steps: string,
  edits = {},
  more = "",
): Pick<Row, "files" | "expected"> => ({
  files: closedWithPolicy(steps, edits, more),
  expected: operation(who),
});
const refusingTheGateway = "\n  host func-orders: nobody\n  orders GET /: nobody";
export const asksForKey = { "subscription_required = false": "subscription_required = true" };
export const openId = (tenant: string) =>
  `<openid-config url="https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration" />`;
export const ownTenant = "${data.azuread_client_config.current.tenant_id}";
export const closedToken = `<base />${validate}${askForToken}`;
export const onGateway = `
  api_management_name = azurerm_api_management.gateway.name
  resource_group_name = "rg-orders"`;
export const product = (required: boolean, policy = "") => `
resource "azurerm_api_management_product" "p" {${onGateway}
  product_id            = "p"
  display_name          = "P"
  published             = true
  subscription_required = ${required}
}
resource "azurerm_api_management_product_api" "p" {${onGateway}
  product_id = azurerm_api_management_product.p.product_id
  api_name   = azurerm_api_management_api.orders.name
}
${policy}`;
export const policyOf = (type: string, name: string, steps: string) => `
resource "azurerm_api_management_${type}" "more" {
  ${name}
  xml_content = <<-XML
    <policies><inbound>${steps}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>
  XML
}`;
export const stop = '<return-response><set-status code="429" /></return-response>';
export const when = (condition: string, steps: string, otherwise = "") =>
  `<base /><choose><when condition="@(${condition.replaceAll('"', "&quot;")})">${steps}</when>${otherwise}</choose>${askForToken}`;

/** Gateways and their policies as they are written by hand, good and bad. */
export const gateways: readonly Row[] = [
  {
    name: "an API whose policy asks for no caller's token",
    ...reachedBy("everyone", `<base />${askForToken}`),
  },
  {
    name: "an API whose policy asks for no token of the gateway",
    ...reachedBy("nobody", `<base />${validate}`),
  },
  {
    name: "an API that asks for a subscription key",
    ...reachedBy("subscription-key", `<base />${askForToken}`, asksForKey),
  },
  { name: "an API that asks for a key and a token", ...reachedBy("policy-caller", closedToken, asksForKey) },
  {
    name: "a product that asks for a key",
    ...reachedBy("subscription-key", `<base />${askForToken}`, asksForKey, product(true)),
  },
  {
    name: "an open product that answers by itself",
    ...reachedBy(
      "subscription-key",
      `<base />${askForToken}`,
      asksForKey,
      product(
        false,
        policyOf(
          "product_policy",
          `product_id = azurerm_api_management_product.p.product_id${onGateway}`,
          stop,
        ),
      ),
    ),
  },
  {
    name: "a policy of the whole gateway that answers by itself",
    files: closed({}, policyOf("policy", "api_management_id = azurerm_api_management.gateway.id", stop)),
    expected: operation("nobody"),
  },
  {
    name: "an API that leaves out the gateway's authentication",
    ...reachedBy(
      "everyone",
      askForToken,
      {},
      policyOf("policy", "api_management_id = azurerm_api_management.gateway.id", validate),
    ),
  },
  {
    name: "an operation that leaves out the API's authentication",
    files: closed(
      {},
      policyOf(
        "api_operation_policy",
        `operation_id = azurerm_api_management_api_operation.list.operation_id\n  api_name = azurerm_api_management_api.orders.name${onGateway}`,
        askForToken,
      ),
    ),
    expected: operation("everyone"),
  },
  {
    name: "a check for those with a key alone",
    ...reachedBy("everyone", when("context.Subscription != null", validate)),
  },
  {
    name: "a check of all but one operation",
    ...reachedBy("everyone", when('context.Operation.Id != "list"', validate)),
  },
  {
    name: "a check of this operation",
    ...reachedBy("policy-caller", when('context.Operation.Id == "list"', validate)),
  },
  {
    name: "a check that a header turns off",
    ...reachedBy(
      "everyone",
      when('context.Request.Headers.ContainsKey("X-Debug")', "", `<otherwise>${validate}</otherwise>`),
    ),
  },
  {
    name: "a check that a secret header turns off",
    ...reachedBy(
      "internet?, network?, other-tenant?, policy-caller, subscription-key?, tenant-application?, tenant-user?",
      when(
        'context.Request.Headers.GetValueOrDefault("X-Key", "") == "s3cr3t"',
        "",
        `<otherwise>${validate}</otherwise>`,
      ),
    ),
  },
  {
    name: "tokens of every tenant",
    ...reachedBy(
      "other-tenant, policy-caller, tenant-application, tenant-user",
      `<base /><validate-azure-ad-token tenant-id="common" />${askForToken}`,
    ),
  },
  {
    name: "any token of the tenant",
    ...reachedBy(
      "policy-caller, tenant-application, tenant-user",
      `<base /><validate-azure-ad-token tenant-id="${ownTenant}" />${askForToken}`,
    ),
  },
  {
    name: "tokens of another tenant",
    ...reachedBy(
      "other-tenant, policy-caller",
      `<base /><validate-azure-ad-token tenant-id="99999999-2222-4333-8444-555555555555" />${askForToken}`,
    ),
  },
  {
    name: "tokens of every tenant, with the issuer of the own",
    ...reachedBy(
      "policy-caller, tenant-application, tenant-user",
      `<base /><validate-jwt header-name="Authorization">${openId("common")}<issuers><issuer>https://login.microsoftonline.com/${ownTenant}/v2.0</issuer></issuers></validate-jwt>${askForToken}`,
    ),
  },
  {
    name: "tokens of Google",
    ...reachedBy(
      "policy-caller",
      `<base /><validate-jwt header-name="Authorization"><openid-config url="https://accounts.google.com/.well-known/openid-configuration" /><audiences><audience>orders</audience></audiences></validate-jwt>${askForToken}`,
    ),
  },
  {
    name: "tokens without a signature",
    ...reachedBy(
      "everyone",
      `<base /><validate-jwt header-name="Authorization" require-signed-tokens="false" />${askForToken}`,
    ),
  },
  {
    name: "the token is deleted before it is validated",
    ...reachedBy(
      "nobody",
      `<base /><set-header name="Authorization" exists-action="delete" />${validate}${askForToken}`,
    ),
  },
  {
    name: "an address filter",
    ...reachedBy(
      "network?, other-tenant?, subscription-key?, tenant-application?, tenant-user?",
      `<base /><ip-filter action="allow"><address>192.0.2.1</address></ip-filter>${askForToken}`,
    ),
  },
  {
    name: "a token in a variable that nothing uses",
    ...reachedBy(
      "nobody",
      `<base />${validate}${askForToken.replace(" />", ' output-token-variable-name="t" />')}`,
    ),
  },
  {
    name: "a token in a variable that becomes the header",
    ...reachedBy(
      "policy-caller",
      `<base />${validate}${askForToken.replace(" />", ' output-token-variable-name="t" />')}<set-header name="Authorization" exists-action="override"><value>@("Bearer " + (string)context.Variables["t"])</value></set-header>`,
    ),
  },
  {
    name: "a backend of somebody else",
    files: closed({
      '"https://${azurerm_linux_function_app.orders.default_hostname}/api"': '"https://example.com"',
    }),
    expected: CLOSED.replace("orders GET /: policy-caller", "").replace(
      "policy-writer",
      "policy-writer, token-receiver azurerm_api_management_api.orders",
    ),
  },
  {
    name: "a token for Azure Key Vault",
    ...reachedBy(
      "nobody",
      `<base />${validate}${askForToken.replace("${azuread_application.orders.client_id}", "https://vault.azure.net")}`,
    ),
  },
  {
    name: "a token for the application's object id",
    ...reachedBy(
      "nobody",
      `<base />${validate}${askForToken.replace('orders.client_id}"', 'orders.object_id}"')}`,
    ),
  },
  {
    name: "a token for a URI that the application does not have",
    ...reachedBy(
      "nobody",
      `<base />${validate}${askForToken.replace("${azuread_application", "api://${azuread_application")}`,
    ),
  },
  {
    name: "a token as the system-assigned identity that the gateway lacks",
    ...reachedBy("nobody", `<base />${validate}${askForToken.replace(/client-id="[^"]*"/, "")}`),
  },
  {
    name: "an open Function whose gateway asks for a token that Entra refuses",
    files: closed({
      "auth_enabled           = true": "auth_enabled           = false",
      "principal_object_id = azurerm_user_assigned_identity.gateway.principal_id":
        "principal_object_id = azuread_service_principal.orders.object_id",
    }),
    expected: `
      as gateway at func-orders: identity-operator, policy-writer
      host func-orders: everyone
      orders GET /: nobody`,
  },
  {
    name: "a gateway that nothing assigns",
    files: closed({
      "principal_object_id = azurerm_user_assigned_identity.gateway.principal_id":
        "principal_object_id = azuread_service_principal.orders.object_id",
    }),
    firstPlan: `
      as gateway at func-orders: identity-operator?, policy-writer?
      host func-orders: gateway-identity?`,
    expected: refusingTheGateway,
  },
  {
    name: "a gateway in a virtual network",
    files: closedWithPolicy(`<base />${askForToken}`, {
      'sku_name            = "Developer_1"':
        'sku_name            = "Developer_1"\n  virtual_network_type = "Internal"\n  virtual_network_configuration {\n    subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s"\n  }',
    }),
    expected: operation("network, other-tenant, subscription-key, tenant-application, tenant-user"),
  },
];
