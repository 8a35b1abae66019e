import type { StackJson } from "./stack-input";

// biome-ignore lint/suspicious/noExplicitAny: tests change arguments at any depth.
export type Arguments = any;

export const tenantId = "11111111-2222-4333-8444-555555555555";
export const shopClientId = "22222222-2222-4333-8444-555555555555";

export const inbound = `
    <base />
    <validate-azure-ad-token tenant-id="${tenantId}" header-name="Authorization">
      <client-application-ids><application-id>${shopClientId}</application-id></client-application-ids>
      <audiences><audience>api://orders</audience></audiences>
      <required-claims><claim name="roles" match="any"><value>Orders.Read</value></claim></required-claims>
    </validate-azure-ad-token>
    <set-backend-service backend-id="orders" />
    <authentication-managed-identity resource="\${azuread_application.orders.client_id}" client-id="\${azurerm_user_assigned_identity.gateway.client_id}" ignore-error="false" />`;

/** A policy document with these inbound steps. */
export function policy(steps: string = inbound, backend = "<base />"): string {
  return `<policies><inbound>${steps}</inbound><backend>${backend}</backend><outbound><base /></outbound><on-error><base /></on-error></policies>`;
}

/** A hand-written stack in which only the application of the shop reaches the Function, through the gateway. */
export function closedStack(change: (resources: Arguments, data: Arguments) => void = () => {}): StackJson {
  const resource: Arguments = {
    azurerm_user_assigned_identity: { gateway: { name: "id-gateway", resource_group_name: "rg" } },
    azuread_application: {
      orders: {
        display_name: "func-orders",
        sign_in_audience: "AzureADMyOrg",
        api: { requested_access_token_version: 2 },
        app_role: [{ id: "33333333-2222-4333-8444-555555555555", allowed_member_types: ["Application"] }],
      },
    },
    azuread_service_principal: {
      orders: {
        client_id: "${azuread_application.orders.client_id}",
        app_role_assignment_required: true,
      },
    },
    azuread_app_role_assignment: {
      gateway: {
        app_role_id: "33333333-2222-4333-8444-555555555555",
        principal_object_id: "${azurerm_user_assigned_identity.gateway.principal_id}",
        resource_object_id: "${azuread_service_principal.orders.object_id}",
      },
    },
    azurerm_linux_function_app: { orders: { resource_group_name: "rg", ...functionApp() } },
    azurerm_api_management: {
      gateway: {
        name: "apim-shop",
        resource_group_name: "rg",
        sku_name: "Developer_1",
        identity: {
          type: "UserAssigned",
          identity_ids: ["${azurerm_user_assigned_identity.gateway.id}"],
        },
      },
    },
    azurerm_api_management_api: {
      orders: {
        name: "orders",
        api_management_name: "apim-shop",
        path: "orders",
        revision: "1",
        protocols: ["https"],
        subscription_required: false,
      },
    },
    azurerm_api_management_api_operation: {
      list: {
        operation_id: "list",
        api_name: "orders",
        api_management_name: "apim-shop",
        method: "GET",
        url_template: "/orders",
      },
    },
    azurerm_api_management_backend: {
      orders: {
        name: "orders",
        api_management_name: "apim-shop",
        protocol: "http",
        url: "https://${azurerm_linux_function_app.orders.default_hostname}/api",
      },
    },
    azurerm_api_management_api_policy: {
      orders: { api_name: "orders", api_management_name: "apim-shop", xml_content: policy() },
    },
    azurerm_storage_account: {
      host: { name: "storders", resource_group_name: "rg", shared_access_key_enabled: false },
    },
  };
  const data: Arguments = {};
  change(resource, data);
  return { provider: { azuread: [{ tenant_id: tenantId }] }, resource, data };
}

export function functionApp(): Arguments {
  return {
    name: "func-orders",
    https_only: true,
    ftp_publish_basic_authentication_enabled: false,
    webdeploy_publish_basic_authentication_enabled: false,
    storage_account_name: "storders",
    storage_uses_managed_identity: true,
    site_config: { ftps_state: "Disabled", scm_ip_restriction_default_action: "Deny" },
    auth_settings_v2: {
      auth_enabled: true,
      require_authentication: true,
      unauthenticated_action: "Return401",
      login: {},
      active_directory_v2: {
        client_id: "${azuread_application.orders.client_id}",
        tenant_auth_endpoint: `https://login.microsoftonline.com/${tenantId}/v2.0`,
        allowed_audiences: ["${azuread_application.orders.client_id}"],
        allowed_applications: ["${azurerm_user_assigned_identity.gateway.client_id}"],
        allowed_identities: ["${azurerm_user_assigned_identity.gateway.principal_id}"],
      },
    },
  };
}
