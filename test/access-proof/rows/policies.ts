import { askForToken, closed, closedWithPolicy, type Row, validate } from "../row";
import {
  asksForKey,
  closedToken,
  onGateway,
  openId,
  operation,
  ownTenant,
  policyOf,
  product,
  reachedBy,
  stop,
  when,
} from "./gateways";
import { CLOSED } from "./threats";

const toFunction = "https://${azurerm_linux_function_app.orders.default_hostname}/api";
const request = (content: string, url = toFunction) =>
  `<send-request mode="new" response-variable-name="orders"><set-url>${url}</set-url><set-method>GET</set-method>${content}</send-request>`;
const answer = '<return-response response-variable-name="orders" />';
const inVariable = askForToken.replace(" />", ' output-token-variable-name="t" />');
const fromVariable = `<set-header name="Authorization" exists-action="override"><value>@("Bearer " + (string)context.Variables["t"])</value></set-header>`;
const byJwt = (content: string) =>
  `<base /><validate-jwt header-name="Authorization">${content}</validate-jwt>${askForToken}`;
const claim = (name: string, value: string) =>
  `<required-claims><claim name="${name}"><value>${value}</value></claim></required-claims>`;
const choose = (condition: string, steps: string, otherwise = "") =>
  when(condition, steps, otherwise && `<otherwise>${otherwise}</otherwise>`)
    .replace("<base />", "")
    .replace(askForToken, "");
const skips = 'context.Request.Headers.ContainsKey("X-Skip")';
const sends = 'context.Request.Headers.ContainsKey("Authorization")';
const subscription = (state: string) => `
resource "azurerm_api_management_subscription" "partner" {${onGateway}
  display_name = "Partner"
  ${state}
}`;
const keepingAnswers = `
resource "azurerm_api_management_policy" "all" {
  api_management_id = azurerm_api_management.gateway.id
  xml_content       = <<-XML
    <policies>
      <inbound><cache-lookup vary-by-developer="false" vary-by-developer-groups="false" allow-private-response-caching="true" /></inbound>
      <backend><forward-request /></backend>
      <outbound><cache-store duration="60" /></outbound>
      <on-error />
    </policies>
  XML
}`;
const ofTheTenant = "policy-caller, tenant-application, tenant-user";

/** What policies make of a call, and of requests besides it, as they are written by hand. */
export const policies: readonly Row[] = [
  {
    name: "a request of a policy whose answer the caller gets",
    ...reachedBy("everyone", `<base />${request(askForToken)}${answer}`),
  },
  {
    name: "such a request for those with a token",
    ...reachedBy("policy-caller", `<base />${validate}${request(askForToken)}${answer}`),
  },
  {
    name: "such a request with a token from a variable",
    ...reachedBy("everyone", `<base />${inVariable}${request(fromVariable)}${answer}`),
  },
  {
    name: "a request of a policy that calls the Function without a token",
    ...reachedBy("policy-caller", `<base />${request("")}${validate}${askForToken}`),
  },
  {
    name: "a request of a policy beside calls that go elsewhere",
    ...reachedBy("everyone", `<base />${request(askForToken)}`, {
      [`"${toFunction}"`]: '"https://example.com"',
    }),
  },
  {
    name: "a request that takes a token of the gateway to somebody else",
    files: closedWithPolicy(
      `<base />${validate}${inVariable}${request(fromVariable, "https://example.com")}${askForToken}`,
    ),
    expected: CLOSED.replace(
      "policy-writer",
      "policy-writer, token-receiver azurerm_api_management_api_policy.orders",
    ),
  },
  {
    name: "tokens of both versions of the tenant",
    ...reachedBy(ofTheTenant, byJwt(openId(ownTenant) + openId(ownTenant).replace("/v2.0", ""))),
  },
  {
    name: "tokens of the tenant or of Google",
    ...reachedBy(
      ofTheTenant,
      byJwt(
        `${openId(ownTenant)}<openid-config url="https://accounts.google.com/.well-known/openid-configuration" />`,
      ),
    ),
  },
  {
    name: "tokens of every tenant, with the id of the own in a claim",
    ...reachedBy(ofTheTenant, byJwt(openId("common") + claim("tid", ownTenant))),
  },
  {
    name: "tokens for Azure Resource Manager, by a claim",
    ...reachedBy(ofTheTenant, byJwt(openId(ownTenant) + claim("aud", "https://management.azure.com"))),
  },
  {
    name: "tokens of one principal, by a claim",
    ...reachedBy(
      "policy-caller",
      byJwt(openId(ownTenant) + claim("oid", "44444444-2222-4333-8444-555555555555")),
    ),
  },
  {
    name: "an answer to somebody else in the cache",
    ...reachedBy(
      "internet?, network?, other-tenant?, policy-caller, subscription-key?, tenant-application?, tenant-user?",
      closedToken,
      {},
      keepingAnswers,
    ),
  },
  {
    name: "an open product that answers by itself over an open API",
    ...reachedBy(
      "subscription-key",
      `<base />${askForToken}`,
      {},
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
    name: "a gateway without public access",
    files: closedWithPolicy(`<base />${askForToken}`, {
      'sku_name            = "Developer_1"':
        'sku_name            = "Developer_1"\n  public_network_access_enabled = false',
    }),
    expected: operation("network, other-tenant, subscription-key, tenant-application, tenant-user"),
  },
  {
    name: "the key of an active subscription",
    files: closedWithPolicy(`<base />${askForToken}`, asksForKey, subscription('state = "active"')),
    expected: `${operation("subscription-key")}\nkey api_management_subscription.partner: subscription-key`,
    firstPlan: `${operation("subscription-key")}\nkey api_management_subscription.partner: subscription-key?`,
  },
  {
    name: "the key of a subscription that waits for approval",
    files: closedWithPolicy(`<base />${askForToken}`, asksForKey, subscription("")),
    expected: operation("subscription-key"),
  },
  {
    name: "a check that a header turns off, and another one that asks for the header",
    ...reachedBy(
      "policy-caller",
      `<base />${choose(skips, "", validate)}${choose(skips, stop)}${askForToken}`,
    ),
  },
  {
    name: "a check that a header turns off, which the policy deletes",
    ...reachedBy(
      "policy-caller",
      `<base /><set-header name="X-Skip" exists-action="delete" />${choose(skips, "", validate)}${askForToken}`,
    ),
  },
  {
    name: "a check that a variable turns off",
    ...reachedBy(
      "everyone",
      `<base /><set-variable name="skip" value="@(${skips.replaceAll('"', "&quot;")})" />${choose('(bool)context.Variables["skip"]', "", validate)}${askForToken}`,
    ),
  },
  {
    name: "a check that a variable of the policy's own turns on",
    ...reachedBy(
      "policy-caller",
      `<base /><set-variable name="mode" value="strict" />${choose('(string)context.Variables["mode"] == "strict"', validate)}${askForToken}`,
    ),
  },
  {
    name: "a check of those who send a token",
    ...reachedBy("everyone", `<base />${choose(sends, validate)}${askForToken}`),
  },
  {
    name: "an answer to those who send no token, and a check of the others",
    ...reachedBy("policy-caller", `<base />${choose(`!${sends}`, stop)}${validate}${askForToken}`),
  },
  {
    name: "a check that is left to whoever sends anything",
    ...reachedBy("everyone", `<base />${choose(`!${sends}`, stop)}${askForToken}`),
  },
  {
    name: "a check of a method, after the policy set another one",
    ...reachedBy(
      "everyone",
      `<base /><set-method>POST</set-method>${choose('context.Request.Method == "GET"', validate)}${askForToken}`,
    ),
  },
  {
    name: "a check of one API by its path",
    ...reachedBy(
      "policy-caller",
      `<base />${choose('context.Api.Path == "orders"', validate)}${askForToken}`,
    ),
  },
  {
    name: "a filter of every address",
    ...reachedBy(
      "everyone",
      `<base /><ip-filter action="allow"><address-range from="0.0.0.0" to="255.255.255.255" /></ip-filter>${askForToken}`,
    ),
  },
  {
    name: "a header of any value",
    ...reachedBy(
      "everyone",
      `<base /><check-header name="X-Client" failed-check-httpcode="400" failed-check-error-message="Who?" ignore-case="true" />${askForToken}`,
    ),
  },
  {
    name: "a password in place of the token",
    ...reachedBy("nobody", `${closedToken}<authentication-basic username="u" password="p" />`),
  },
  {
    name: "a header that stays where the token is there",
    ...reachedBy(
      "policy-caller",
      `${closedToken}<set-header name="Authorization" exists-action="skip"><value>none</value></set-header>`,
    ),
  },
  {
    name: "a backend that is the gateway itself",
    files: closed({ [`"${toFunction}"`]: '"https://apim-orders.azure-api.net/other"' }),
    expected: `
      host func-orders: gateway-identity
      orders GET /: policy-caller?
      as gateway at func-orders: identity-operator, policy-writer, token-receiver azurerm_api_management_api.orders?`,
  },
];
