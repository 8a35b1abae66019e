import { askForToken, blockOf, closed, closedWithPolicy, type Row, validate, withoutLists } from "../row";

const gate = blockOf("auth_settings_v2 {");

export const CLOSED = `
  host func-orders: gateway-identity
  orders GET /: policy-caller
  as gateway at func-orders: identity-operator, policy-writer`;

/** The closed stack, and what the sabotage of a threat opens. */
function opened(line: string): string {
  const entrance = line.trim().split(": ")[0];
  return [...CLOSED.split("\n").filter((one) => !one.trim().startsWith(`${entrance}: `)), line].join("\n");
}

const slot = `
resource "azurerm_linux_function_app_slot" "staging" {
  name                                           = "staging"
  function_app_id                                = azurerm_linux_function_app.orders.id
  storage_account_name                           = azurerm_storage_account.orders.name
  storage_uses_managed_identity                  = true
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false
  site_config {}
  GATE
}`;

const assigned = "app_role_assignment_required = true";
const unassigned = { [assigned]: "app_role_assignment_required = false" };

const otherApi = (policy: string, serviceUrl: string, more = "") => `
resource "azurerm_api_management_api" "other" {
  name                  = "other"
  resource_group_name   = "rg-orders"
  api_management_name   = azurerm_api_management.gateway.name
  revision              = "1"
  display_name          = "Other"
  path                  = "other"
  protocols             = ["https"]
  service_url           = ${serviceUrl}
  subscription_required = false
}
resource "azurerm_api_management_api_policy" "other" {
  api_name            = azurerm_api_management_api.other.name
  api_management_name = azurerm_api_management.gateway.name
  resource_group_name = "rg-orders"
  xml_content         = <<-XML
    <policies><inbound><base />${policy}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>
  XML
}
${more}`;

const toFunction = '"https://${azurerm_linux_function_app.orders.default_hostname}/api"';

export const threats: readonly Row[] = [
  {
    name: "nothing is wrong",
    files: closed(),
    expected: CLOSED,
    change: { files: closed({ Developer_1: "Premium_1" }), expected: CLOSED },
  },
  {
    name: "T1 anonymous calls go on to the host",
    files: closed({ '"Return401"': '"AllowAnonymous"' }),
    expected: `
      host func-orders: everyone
      orders GET /: policy-caller
      as gateway at func-orders: identity-operator, policy-writer`,
    change: { files: closed(), expected: CLOSED },
  },
  {
    name: "T1 a path is left out of the authentication",
    files: closed({
      'unauthenticated_action = "Return401"':
        'unauthenticated_action = "Return401"\n    excluded_paths = ["/api/health"]',
    }),
    expected: `${CLOSED}
      path /api/health of func-orders: everyone`,
  },
  {
    name: "T2 any application gets a token, and no list keeps it out",
    files: closed({ ...unassigned, ...withoutLists }),
    expected: opened("host func-orders: gateway-identity, tenant-application, tenant-user"),
  },
  {
    name: "T2 any application gets a token, and the lists keep it out",
    files: closed(unassigned),
    expected: CLOSED,
  },
  {
    name: "T2 no list keeps applications out, and Entra gives them no token",
    files: closed(withoutLists),
    firstPlan: opened("host func-orders: gateway-identity, tenant-application?, tenant-user?"),
    expected: CLOSED,
  },
  {
    name: "T3 users sign in through an application of the list",
    files: closed({
      ...unassigned,
      "[azurerm_user_assigned_identity.gateway.client_id]":
        "[azurerm_user_assigned_identity.gateway.client_id, azuread_application.orders.client_id]",
      "allowed_identities   = [azurerm_user_assigned_identity.gateway.principal_id]": "",
    }),
    expected: opened("host func-orders: allowed-identity, gateway-identity, tenant-user"),
  },
  {
    name: "T4 every tenant's tokens are accepted",
    files: closed({
      "${data.azuread_client_config.current.tenant_id}/v2.0": "common/v2.0",
      ...withoutLists,
    }),
    firstPlan: opened("host func-orders: gateway-identity, other-tenant, tenant-application?, tenant-user?"),
    expected: opened("host func-orders: gateway-identity, other-tenant"),
  },
  {
    name: "T4 the tokens of another tenant are accepted",
    files: closed({
      "${data.azuread_client_config.current.tenant_id}/v2.0": "99999999-2222-4333-8444-555555555555/v2.0",
      ...withoutLists,
    }),
    expected: `
      host func-orders: other-tenant
      orders GET /: nobody`,
  },
  {
    name: "T5 tokens for Azure Resource Manager are accepted",
    files: closed({
      "[azuread_application.orders.client_id]":
        '[azuread_application.orders.client_id, "https://management.azure.com"]',
      "${data.azuread_client_config.current.tenant_id}/v2.0":
        "${data.azuread_client_config.current.tenant_id}",
      "requested_access_token_version = 2": "requested_access_token_version = 1",
      ...withoutLists,
    }),
    expected: opened("host func-orders: gateway-identity, tenant-application, tenant-user"),
  },
  {
    name: "T6 the gateway's identity is attached to another app",
    files: closed(
      {},
      `
resource "azurerm_linux_function_app" "job" {
  name                          = "func-job"
  resource_group_name           = "rg-orders"
  location                      = "westeurope"
  service_plan_id               = "/subscriptions/s/resourceGroups/rg-orders/providers/Microsoft.Web/serverFarms/asp"
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true
  public_network_access_enabled = false
  site_config {}
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.gateway.id]
  }
  ${gate}
}`,
    ),
    expected: `
      SCM func-job: publishing-password
      host func-job: gateway-identity
      host func-orders: gateway-identity
      orders GET /: policy-caller
      as gateway at func-job: identity-operator, identity-operator azurerm_linux_function_app.job, policy-writer, token-receiver azurerm_linux_function_app.orders
      as gateway at func-orders: identity-operator, identity-operator azurerm_linux_function_app.job, policy-writer`,
  },
  {
    name: "T6 a role lets somebody attach the identity",
    files: closed(
      {},
      `
resource "azurerm_role_assignment" "team" {
  scope                = azurerm_user_assigned_identity.gateway.id
  role_definition_name = "Managed Identity Operator"
  principal_id         = "aaaaaaaa-2222-4333-8444-555555555555"
}`,
    ),
    expected: opened(
      "as gateway at func-orders: identity-operator, identity-operator azurerm_role_assignment.team, policy-writer",
    ),
  },
  {
    name: "T7 another API asks for the same token, and for no caller's",
    files: closed({}, otherApi(askForToken, toFunction)),
    expected: `${CLOSED}
      other any other operation: everyone`,
  },
  {
    name: "T8 the host's administration is left out of the authentication",
    files: closed({
      'unauthenticated_action = "Return401"':
        'unauthenticated_action = "Return401"\n    excluded_paths = ["/admin/*"]',
    }),
    expected: `${CLOSED}
      path /admin/* of func-orders: everyone`,
  },
  {
    name: "T9 webhooks are left out of the authentication",
    files: closed({
      'unauthenticated_action = "Return401"':
        'unauthenticated_action = "Return401"\n    excluded_paths = ["/runtime/webhooks/eventgrid"]',
    }),
    expected: `${CLOSED}
      path /runtime/webhooks/eventgrid of func-orders: everyone`,
  },
  {
    name: "T10 the publishing password opens SCM",
    files: closed({ "webdeploy_publish_basic_authentication_enabled = false": "" }),
    expected: `${CLOSED}
      SCM func-orders: publishing-password`,
  },
  {
    name: "T11 the publishing password opens FTP",
    files: closed({
      '"Disabled"': '"FtpsOnly"',
      "ftp_publish_basic_authentication_enabled       = false": "",
    }),
    expected: `${CLOSED}
      FTP func-orders: publishing-password`,
  },
  {
    name: "T12 a slot has no gate",
    files: closed({}, slot.replace("GATE", "")),
    expected: `${CLOSED}
      as gateway at func-orders (slot staging): identity-operator, policy-writer
      host func-orders (slot staging): everyone`,
    change: {
      files: closed(
        {},
        slot.replace("GATE", () => gate),
      ),
      expected: `${CLOSED}
        as gateway at func-orders (slot staging): identity-operator, policy-writer
        host func-orders (slot staging): gateway-identity`,
    },
  },
  {
    name: "T13 the storage account takes keys",
    files: closed({ "shared_access_key_enabled = false": "" }),
    expected: `${CLOSED}
      key storage_account.orders: storage-key`,
  },
  {
    name: "T14 the caller's own token goes on, and no list keeps it out",
    files: closedWithPolicy("<base />", { ...unassigned, ...withoutLists }),
    expected: `
      as gateway at func-orders: identity-operator, policy-writer
      host func-orders: gateway-identity, tenant-application, tenant-user
      orders GET /: tenant-application, tenant-user`,
  },
  {
    name: "T14 the caller's own token goes on where the gateway gets none",
    files: closedWithPolicy(
      askForToken.replace('ignore-error="false"', 'ignore-error="true"'),
      {
        ...unassigned,
        ...withoutLists,
        "identity_ids = [azurerm_user_assigned_identity.gateway.id]":
          "identity_ids = [azurerm_user_assigned_identity.other.id]",
      },
      'resource "azurerm_user_assigned_identity" "other" {\n  name = "id-other"\n  resource_group_name = "rg-orders"\n  location = "westeurope"\n}',
    ),
    expected: `
      as gateway at func-orders: identity-operator, policy-writer
      host func-orders: gateway-identity, tenant-application, tenant-user
      orders GET /: tenant-application, tenant-user`,
    // Of the identities that the gateway will have, the plan says only what they are made of.
    changePlan: `
      as gateway at func-orders: identity-operator, policy-writer
      host func-orders: gateway-identity, tenant-application, tenant-user
      orders GET /: internet?, network?, other-tenant?, subscription-key?, tenant-application?, tenant-user?`,
  },
  {
    name: "T15 an apply ended between the app and its authentication",
    files: closed({ [gate]: "" }),
    expected: `
      as gateway at func-orders: identity-operator, policy-writer
      host func-orders: everyone
      orders GET /: policy-caller`,
    change: { files: closed(), expected: CLOSED },
  },
  {
    name: "T16 the gateway's right is revoked, and the lists stay",
    files: closed({ [blockOf('resource "azuread_app_role_assignment"')]: "" }),
    firstPlan:
      "as gateway at func-orders: identity-operator?, policy-writer?\nhost func-orders: gateway-identity?",
    expected: `
      host func-orders: nobody
      orders GET /: nobody`,
  },
  {
    name: "T17 an owner adds a credential to the application",
    files: closed(
      {},
      'resource "azuread_application_password" "owner" {\n  application_id = azuread_application.orders.id\n}',
    ),
    expected: CLOSED,
  },
  {
    name: "T18 a product requires no key of an API that asks for one",
    files: closedWithPolicy(
      `<base />${askForToken}`,
      { "subscription_required = false": "subscription_required = true" },
      `
resource "azurerm_api_management_product" "open" {
  product_id            = "open"
  api_management_name   = azurerm_api_management.gateway.name
  resource_group_name   = "rg-orders"
  display_name          = "Open"
  published             = true
  subscription_required = false
}
resource "azurerm_api_management_product_api" "open" {
  product_id          = azurerm_api_management_product.open.product_id
  api_name            = azurerm_api_management_api.orders.name
  api_management_name = azurerm_api_management.gateway.name
  resource_group_name = "rg-orders"
}`,
    ),
    expected: opened("orders GET /: everyone"),
  },
  {
    name: "T19 the token goes to a backend of somebody else",
    files: closed({}, otherApi(askForToken, '"https://partner.example.com"')),
    expected: `
      as gateway at func-orders: identity-operator, policy-writer, token-receiver azurerm_api_management_api.other
      host func-orders: gateway-identity
      orders GET /: policy-caller`,
  },
  {
    name: "T20 answers are cached before the caller is known",
    files: closedWithPolicy(
      `<base /><cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />${validate}${askForToken}`,
    ),
    expected: CLOSED,
  },
  {
    name: "T21 a header tells the Function who called",
    files: closedWithPolicy(
      `<base />${validate}<set-header name="X-MS-CLIENT-PRINCIPAL" exists-action="skip"><value>x</value></set-header>${askForToken}`,
    ),
    expected: CLOSED,
  },
  {
    name: "T22 an open operation matches the calls of a protected one",
    files: closed(
      {},
      `
resource "azurerm_api_management_api_operation" "any" {
  operation_id        = "any"
  api_name            = azurerm_api_management_api.orders.name
  api_management_name = azurerm_api_management.gateway.name
  resource_group_name = "rg-orders"
  display_name        = "Any"
  method              = "GET"
  url_template        = "/*"
}
resource "azurerm_api_management_api_operation_policy" "any" {
  operation_id        = azurerm_api_management_api_operation.any.operation_id
  api_name            = azurerm_api_management_api.orders.name
  api_management_name = azurerm_api_management.gateway.name
  resource_group_name = "rg-orders"
  xml_content         = <<-XML
    <policies><inbound>${askForToken}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>
  XML
}`,
    ),
    expected: `${CLOSED}
      orders GET /*: everyone`,
  },
  {
    name: "T23 a policy is read from a file that a stranger may write",
    files: {
      ...closed({ [closedPolicy()]: 'file("${path.module}/policy.xml")' }),
      "policy.xml": `<policies><inbound><base />${validate.replace(/\$\{[^}]*\}/g, "common")}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`,
    },
    expected: opened("orders GET /: nobody"),
  },
  {
    name: "T24 a change takes the gate away",
    files: closed(),
    expected: CLOSED,
    change: {
      files: closed({ [gate]: "" }),
      expected: `
        as gateway at func-orders: identity-operator, policy-writer
        host func-orders: everyone
        orders GET /: policy-caller`,
    },
  },
  {
    name: "T24 a change turns the authentication off",
    files: closed(),
    expected: CLOSED,
    change: {
      files: closed({ "auth_enabled           = true": "auth_enabled           = false" }),
      expected: `
        as gateway at func-orders: identity-operator, policy-writer
        host func-orders: everyone
        orders GET /: policy-caller`,
    },
  },
];

function closedPolicy(): string {
  const text = closed()["main.tf"];
  return text.slice(text.indexOf("<<-XML"), text.lastIndexOf("XML\n") + 3);
}
