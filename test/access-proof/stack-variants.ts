import { type Arguments, closedStack, inbound, policy, shopClientId, tenantId } from "../access/closed-stack";
import type { StackJson } from "../access/stack-input";

const onGateway = { api_management_name: "apim-shop" };
const toBackend = '<set-backend-service backend-id="orders" />';
const askForToken = inbound.slice(inbound.indexOf("<authentication"));
const client = "${azuread_application.orders.client_id}";
const app = (resources: Arguments) => resources.azurerm_linux_function_app.orders;
const entra = (resources: Arguments) => app(resources).auth_settings_v2.active_directory_v2;

/** An API that asks for a key, in a product, and asks for the gateway's token alone. */
function addProduct(resources: Arguments, id: string, isRequired: boolean): void {
  resources.azurerm_api_management_api.orders.subscription_required = true;
  resources.azurerm_api_management_product = {
    [id]: { ...onGateway, product_id: id, subscription_required: isRequired },
  };
  resources.azurerm_api_management_product_api = {
    [id]: { ...onGateway, product_id: id, api_name: "orders" },
  };
  resources.azurerm_api_management_api_policy.orders.xml_content = policy(
    `<base />${toBackend}${askForToken}`,
  );
  resources.azurerm_api_management_subscription = {
    api: {
      ...onGateway,
      display_name: "api",
      state: "active",
      api_id: "${azurerm_api_management_api.orders.id}",
    },
    all: { ...onGateway, display_name: "all", state: "active" },
  };
}

/** The closed stack in other shapes, by what is decided in each. */
const changes: Readonly<Record<string, (resources: Arguments, data: Arguments) => void>> = {
  "by the first version of the gate": (resources) => {
    delete app(resources).auth_settings_v2;
    app(resources).auth_settings = {
      enabled: true,
      unauthenticated_client_action: "RedirectToLoginPage",
      issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      active_directory: { client_id: client, allowed_audiences: [client] },
    };
  },
  "by the network alone": (resources) => {
    app(resources).auth_settings_v2.auth_enabled = false;
    app(resources).site_config.ip_restriction_default_action = "Deny";
    app(resources).site_config.ip_restriction = [
      { name: "office", priority: 100, action: "Allow", ip_address: "192.0.2.1/32" },
      { name: "azure", priority: 200, action: "Allow", service_tag: "AzureCloud" },
    ];
  },
  "by the lists alone": (resources) => {
    resources.azuread_service_principal.orders.app_role_assignment_required = false;
  },
  "by a list of applications": (resources) => {
    resources.azuread_service_principal.orders.app_role_assignment_required = false;
    resources.azuread_application.shop = { display_name: "shop" };
    resources.azuread_service_principal.shop = { client_id: "${azuread_application.shop.client_id}" };
    entra(resources).allowed_applications.push("${azuread_application.shop.client_id}", shopClientId);
    entra(resources).allowed_identities = [];
    entra(resources).allowed_groups = [];
  },
  "by an open product": (resources) => {
    addProduct(resources, "open", false);
    resources.azurerm_api_management_product_policy = {
      open: { ...onGateway, product_id: "open", xml_content: policy(inbound) },
    };
  },
  "by a product that asks for a key": (resources) => {
    addProduct(resources, "paid", true);
    resources.azurerm_api_management_subscription.product = {
      ...onGateway,
      display_name: "product",
      state: "active",
      product_id: "${azurerm_api_management_product.paid.id}",
    };
  },
  "by the policy of the whole gateway": (resources) => {
    resources.azurerm_api_management_policy = {
      all: {
        api_management_id: "${azurerm_api_management.gateway.id}",
        xml_content: policy(inbound, "<forward-request />"),
      },
    };
    resources.azurerm_api_management_api_policy.orders.xml_content = policy("<base />");
  },
  "by the policy of an operation": (resources) => {
    const { list } = resources.azurerm_api_management_api_operation;
    resources.azurerm_api_management_api_operation.open = {
      ...list,
      operation_id: "open",
      url_template: "/open",
    };
    resources.azurerm_api_management_api_operation_policy = {
      open: {
        ...onGateway,
        api_name: "orders",
        operation_id: "open",
        xml_content: policy(`${toBackend}${askForToken}`),
      },
    };
  },
  "with a secret of the application": (resources) => {
    resources.azuread_application_password = {
      owner: { application_id: "${azuread_application.orders.id}" },
    };
    entra(resources).allowed_applications.push(client);
    entra(resources).allowed_identities.push("${azuread_service_principal.orders.object_id}");
  },
  "with a system-assigned identity": (resources, data) => {
    const own = "${azurerm_api_management.gateway.identity[0].principal_id}";
    resources.azurerm_api_management.gateway.identity = { type: "SystemAssigned" };
    data.azuread_service_principal = { gateway: { display_name: "apim-shop" } };
    entra(resources).allowed_applications = ["${data.azuread_service_principal.gateway.client_id}"];
    entra(resources).allowed_identities = [own];
    resources.azuread_app_role_assignment.gateway.principal_object_id = own;
    resources.azurerm_api_management_api_policy.orders.xml_content = policy(
      inbound.replace(/ client-id="[^"]*"/, ""),
    );
  },
  "with other ways in": (resources) => {
    Object.assign(app(resources), {
      ftp_publish_basic_authentication_enabled: true,
      webdeploy_publish_basic_authentication_enabled: true,
    });
    app(resources).site_config.ftps_state = "FtpsOnly";
    app(resources).auth_settings_v2.github_v2 = { client_id: "x" };
    app(resources).auth_settings_v2.excluded_paths = ["/api/health"];
  },
  "with tokens of version 1 for an identifier URI": (resources) => {
    resources.azuread_application.orders.api.requested_access_token_version = 1;
    resources.azuread_application.orders.identifier_uris = ["api://orders"];
    entra(resources).tenant_auth_endpoint = `https://login.microsoftonline.com/${tenantId}/`;
    entra(resources).allowed_audiences = ["api://orders"];
    resources.azurerm_api_management_api_policy.orders.xml_content = policy(
      inbound.replace(`resource="${client}"`, 'resource="api://orders"'),
    );
  },
  "with the Function's host as a text": (resources) => {
    resources.azurerm_api_management_backend.orders.url = "https://func-orders.azurewebsites.net/api";
  },
};

export const stackVariants: readonly (readonly [name: string, stack: StackJson])[] = Object.entries(
  changes,
).map(([name, change]) => [name, closedStack(change)] as const);
