import {
  type Arguments,
  closedStack,
  functionApp,
  inbound,
  policy,
  shopClientId,
  tenantId,
} from "./closed-stack";
import type { StackJson } from "./stack-input";

const gateway = { api_management_name: "apim-shop" };
const byScope = `
    <base />
    <choose>
      <when condition="@(context.Operation.Id == &quot;health&quot;)">
        <return-response><set-status code="204" /></return-response>
      </when>
      <when condition="@(context.Request.Headers.ContainsKey(&quot;X-Debug&quot;))">
        <include-fragment fragment-id="authenticate" />
      </when>
      <otherwise>
        <validate-jwt header-name="Authorization" require-signed-tokens="true">
          <openid-config url="https://login.microsoftonline.com/${tenantId}/v2.0/.well-known/openid-configuration" />
          <audiences><audience>\${azuread_application.api.client_id}</audience></audiences>
          <required-claims><claim name="scp" match="any"><value>Refunds.Read</value></claim></required-claims>
        </validate-jwt>
      </otherwise>
    </choose>
    <set-backend-service base-url="https://\${azurerm_linux_function_app.orders.default_hostname}/api" />
    <set-header name="Authorization" exists-action="delete" />
    <authentication-managed-identity resource="{{audience}}" output-token-variable-name="own" client-id="\${azurerm_user_assigned_identity.gateway.client_id}" />
    <set-header name="Authorization" exists-action="override"><value>@("Bearer " + (string)context.Variables["own"])</value></set-header>`;

/** The closed stack with a slot, products, fragments and a second API, which is closed in other ways. */
export function busyStack(change: (resources: Arguments, data: Arguments) => void = () => {}): StackJson {
  return closedStack((resources, data) => {
    addSlot(resources);
    addApi(resources);
    addProducts(resources);
    addKeys(resources);
    change(resources, data);
  });
}

function addSlot(resources: Arguments): void {
  const { storage_account_name, storage_uses_managed_identity, ...slot } = functionApp();
  resources.azurerm_linux_function_app_slot = {
    staging: { ...slot, name: "staging", function_app_id: "${azurerm_linux_function_app.orders.id}" },
  };
  const { orders } = resources.azurerm_linux_function_app;
  orders.public_network_access_enabled = true;
  orders.site_config.ip_restriction_default_action = "Allow";
  orders.site_config.ip_restriction = [
    { name: "all", priority: 100, action: "Allow", ip_address: "0.0.0.0/0" },
    { name: "none", priority: 200, action: "Deny", ip_address: "Any" },
  ];
}

function addApi(resources: Arguments): void {
  resources.azuread_application.api = {
    display_name: "api-refunds",
    sign_in_audience: "AzureADMyOrg",
    api: { requested_access_token_version: 2 },
  };
  resources.azuread_service_principal.api = {
    client_id: "${azuread_application.api.client_id}",
    app_role_assignment_required: true,
  };
  resources.azurerm_api_management_named_value = {
    audience: {
      ...gateway,
      name: "audience",
      display_name: "audience",
      secret: false,
      value: "${azuread_application.orders.client_id}",
    },
  };
  resources.azurerm_api_management_policy_fragment = {
    authenticate: {
      api_management_id: "${azurerm_api_management.gateway.id}",
      name: "authenticate",
      value: `<fragment>${inbound.slice(inbound.indexOf("<validate"), inbound.indexOf("<set-backend"))}</fragment>`,
    },
  };
  resources.azurerm_api_management_api.refunds = {
    ...resources.azurerm_api_management_api.orders,
    name: "refunds",
    path: "refunds",
    subscription_required: true,
  };
  for (const [name, operation] of Object.entries({
    refund: { operation_id: "refund", method: "POST", url_template: "/refunds" },
    health: { operation_id: "health", method: "GET", url_template: "/health" },
  }))
    resources.azurerm_api_management_api_operation[name] = { ...gateway, api_name: "refunds", ...operation };
  resources.azurerm_api_management_api_policy.refunds = {
    ...gateway,
    api_name: "refunds",
    xml_content: policy(byScope),
  };
  resources.azurerm_api_management_policy = {
    all: {
      api_management_id: "${azurerm_api_management.gateway.id}",
      xml_content: policy(
        '<set-header name="X-Forwarded-For" exists-action="delete" />',
        "<forward-request />",
      ),
    },
  };
  resources.azurerm_api_management_api_operation_policy = {
    list: {
      ...gateway,
      api_name: "orders",
      operation_id: "list",
      xml_content: policy(
        '<base /><choose><when condition="@(context.Subscription == null || context.Product == null)"><set-header name="X-Key" exists-action="delete" /></when></choose>',
      ),
    },
  };
}

function addProducts(resources: Arguments): void {
  resources.azurerm_api_management_product = {
    paid: { ...gateway, product_id: "paid", subscription_required: true, published: true },
  };
  resources.azurerm_api_management_product_api = {
    refunds: { ...gateway, product_id: "paid", api_name: "refunds" },
  };
  resources.azurerm_api_management_product_policy = {
    paid: {
      ...gateway,
      product_id: "paid",
      xml_content: policy('<base /><rate-limit calls="5" renewal-period="60" />'),
    },
  };
  resources.azurerm_api_management_subscription = {
    partner: {
      ...gateway,
      display_name: "partner",
      state: "active",
      product_id: "${azurerm_api_management_product.paid.id}",
    },
  };
}

function addKeys(resources: Arguments): void {
  resources.azuread_application.shop = { display_name: "shop" };
  resources.azuread_service_principal.shop = { client_id: "${azuread_application.shop.client_id}" };
  resources.azuread_application_password = { shop: { application_id: "${azuread_application.shop.id}" } };
  const { active_directory_v2: gate } = resources.azurerm_linux_function_app.orders.auth_settings_v2;
  gate.allowed_applications.push("${azuread_application.shop.client_id}", shopClientId);
  gate.allowed_identities.push("${azuread_service_principal.shop.object_id}");
}
