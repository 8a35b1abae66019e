import { blockOf, closed, type Row } from "../row";
import { CLOSED } from "./threats";

const gate = blockOf("auth_settings_v2 {");
const gateway = blockOf('resource "azurerm_api_management" "gateway"');
const open = { "auth_enabled           = true": "auth_enabled           = false" };
const siteConfig = blockOf("site_config {");
const restricted = (more: string) => ({ [siteConfig]: `site_config {\n    ${more}\n  }` });
const rule = (text: string) =>
  `ip_restriction {\n      name     = "r"\n      priority = 100\n      ${text}\n    }`;

/** An open Function whose network keeps somebody out. */
const behindNetwork = (internet: boolean, more = "") => `
  as gateway at func-orders: identity-operator, policy-writer
  host func-orders: ${internet ? "everyone" : "function-key, gateway-identity, network, other-tenant, tenant-application, tenant-user"}
  orders GET /: policy-caller${more}`;

const moduleFiles = {
  "main.tf": `
data "azuread_client_config" "current" {}
variable "names" {
  default = ["one", "two"]
}
module "function" {
  source   = "./function"
  for_each = toset(var.names)
  name     = each.key
  tenant   = data.azuread_client_config.current.tenant_id
  open     = each.key == "two"
}`,
  "function/main.tf": `
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
    azuread = { source = "hashicorp/azuread" }
  }
}
variable "name" {}
variable "tenant" {}
variable "open" {}
resource "azurerm_user_assigned_identity" "caller" {
  name                = "id-\${var.name}"
  resource_group_name = "rg-orders"
  location            = "westeurope"
}
${blockOf('resource "azuread_application" "orders"').replace('= "orders"', '= "orders-${var.name}"')}
resource "azuread_service_principal" "orders" {
  client_id                    = azuread_application.orders.client_id
  app_role_assignment_required = !var.open
}
resource "azuread_app_role_assignment" "caller" {
  app_role_id         = "6f0e9c7a-3f7f-4d55-8a52-0b7f5a6f3d10"
  principal_object_id = azurerm_user_assigned_identity.caller.principal_id
  resource_object_id  = azuread_service_principal.orders.object_id
}
resource "azurerm_windows_function_app" "this" {
  name                                           = "func-\${var.name}"
  resource_group_name                            = "rg-orders"
  location                                       = "westeurope"
  service_plan_id                                = "/subscriptions/s/resourceGroups/rg-orders/providers/Microsoft.Web/serverFarms/asp"
  storage_account_name                           = "st\${var.name}"
  storage_uses_managed_identity                  = true
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false
  site_config {}
  auth_settings_v2 {
    auth_enabled           = true
    require_authentication = true
    unauthenticated_action = "Return401"
    active_directory_v2 {
      client_id            = azuread_application.orders.client_id
      tenant_auth_endpoint = "https://login.microsoftonline.com/\${var.tenant}/v2.0"
      allowed_applications = var.open ? [] : [azurerm_user_assigned_identity.caller.client_id]
      allowed_identities   = var.open ? [] : [azurerm_user_assigned_identity.caller.principal_id]
    }
    login {}
  }
}`,
};

const flexWithKey = (key: string) => `
  SCM func-flex: publishing-password
  host func-flex: everyone
  key ${key}`;

const modules = (who: string) => `
  host func-one: ${who}
  host func-two: tenant-application, tenant-user
  key module.function["one"].azurerm_windows_function_app.this: storage-key?
  key module.function["two"].azurerm_windows_function_app.this: storage-key?`;

/** Hosts, networks, modules and kinds of apps as they are written by hand. */
export const hosts: readonly Row[] = [
  {
    name: "an open Function",
    files: closed(open),
    expected: behindNetwork(true),
    change: { files: closed(), expected: CLOSED },
  },
  {
    name: "an open Function without public access",
    files: closed({
      ...open,
      "storage_uses_managed_identity                  = true":
        "storage_uses_managed_identity = true\n  public_network_access_enabled = false",
    }),
    expected: behindNetwork(false),
  },
  {
    name: "an open Function that takes calls of one address",
    files: closed({
      ...open,
      ...restricted(
        `ip_restriction_default_action = "Deny"\n    ${rule('ip_address = "192.0.2.1/32"\n      action = "Allow"')}`,
      ),
    }),
    expected: behindNetwork(false),
  },
  {
    name: "an open Function that takes calls of Azure",
    files: closed({
      ...open,
      ...restricted(
        `ip_restriction_default_action = "Deny"\n    ${rule('service_tag = "AzureCloud"\n      action = "Allow"')}`,
      ),
    }),
    expected: behindNetwork(true),
  },
  {
    name: "an open Function that takes calls of API Management's service tag",
    files: closed({
      ...open,
      ...restricted(
        `ip_restriction_default_action = "Deny"\n    ${rule('service_tag = "ApiManagement"\n      action = "Allow"')}`,
      ),
    }),
    expected: behindNetwork(true),
  },
  {
    name: "an open Function that takes calls of a subnet",
    files: closed({
      ...open,
      ...restricted(
        `ip_restriction_default_action = "Deny"\n    ${rule('virtual_network_subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s"\n      action = "Allow"')}`,
      ),
    }),
    expected: behindNetwork(false),
  },
  {
    name: "an open Function that denies one address",
    files: closed({ ...open, ...restricted(rule('ip_address = "192.0.2.1/32"\n      action = "Deny"')) }),
    expected: behindNetwork(true),
  },
  {
    name: "an open Function that takes calls of everyone after all",
    files: closed({
      ...open,
      ...restricted(
        `ip_restriction_default_action = "Deny"\n    ${rule('ip_address = "0.0.0.0/0"\n      action = "Allow"')}`,
      ),
    }),
    expected: behindNetwork(true),
  },
  {
    name: "SCM with a password, whose network lets nobody in",
    files: closed({
      "webdeploy_publish_basic_authentication_enabled = false": "",
      ...restricted('scm_ip_restriction_default_action = "Deny"'),
    }),
    expected: CLOSED,
  },
  {
    name: "a slot for each name, of which none has a gate",
    files: closed(
      {},
      'resource "azurerm_linux_function_app_slot" "each" {\n  for_each = toset(["blue", "green"])\n  name = each.key\n  function_app_id = azurerm_linux_function_app.orders.id\n  storage_account_name = azurerm_storage_account.orders.name\n  storage_uses_managed_identity = true\n  ftp_publish_basic_authentication_enabled = false\n  webdeploy_publish_basic_authentication_enabled = false\n  site_config {}\n}',
    ),
    expected: `${CLOSED}
      as gateway at func-orders (slot blue): identity-operator, policy-writer
      as gateway at func-orders (slot green): identity-operator, policy-writer
      host func-orders (slot blue): everyone
      host func-orders (slot green): everyone`,
  },
  {
    name: "Functions of a module, of which one is open to the tenant",
    files: moduleFiles,
    // Who stands on the list is not known before the apply: a condition chooses it.
    firstPlan: modules("allowed-identity?"),
    changePlan: modules("allowed-identity?"),
    expected: modules("allowed-identity"),
  },
  {
    name: "a Function of Flex Consumption with a storage key",
    files: {
      "main.tf": `
resource "azurerm_storage_account" "flex" {
  name                     = "stflex"
  resource_group_name      = "rg-orders"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
resource "azurerm_function_app_flex_consumption" "flex" {
  name                        = "func-flex"
  resource_group_name         = "rg-orders"
  location                    = "westeurope"
  service_plan_id             = "/subscriptions/s/resourceGroups/rg-orders/providers/Microsoft.Web/serverFarms/asp"
  storage_container_type      = "blobContainer"
  storage_container_endpoint  = "\${azurerm_storage_account.flex.primary_blob_endpoint}code"
  storage_authentication_type = "StorageAccountConnectionString"
  storage_access_key          = azurerm_storage_account.flex.primary_access_key
  runtime_name                = "node"
  runtime_version             = "20"
  site_config {}
}`,
    },
    // The address of the account is known after the apply.
    firstPlan: flexWithKey("function_app_flex_consumption.flex: storage-key?"),
    changePlan: flexWithKey("function_app_flex_consumption.flex: storage-key?"),
    expected: flexWithKey("storage_account.flex: storage-key"),
  },
  {
    name: "a gateway with a system-assigned identity",
    files: closed(
      {
        [gateway]: gateway.replace(/identity \{[\s\S]*?\}/, 'identity {\n    type = "SystemAssigned"\n  }'),
        "principal_object_id = azurerm_user_assigned_identity.gateway.principal_id":
          "principal_object_id = azurerm_api_management.gateway.identity[0].principal_id",
        "[azurerm_user_assigned_identity.gateway.client_id]":
          "[data.azuread_service_principal.gateway.client_id]",
        "[azurerm_user_assigned_identity.gateway.principal_id]":
          "[azurerm_api_management.gateway.identity[0].principal_id]",
        ' client-id="${azurerm_user_assigned_identity.gateway.client_id}"': "",
      },
      'data "azuread_service_principal" "gateway" {\n  object_id = azurerm_api_management.gateway.identity[0].principal_id\n}',
    ),
    expected: `
      as gateway at func-orders: policy-writer
      host func-orders: gateway-identity
      orders GET /: policy-caller`,
  },
  {
    name: "two Functions, of which one has no gate",
    files: closed(
      {},
      blockOf('resource "azurerm_linux_function_app" "orders"')
        .replaceAll('orders"', 'mail"')
        .replace(gate, ""),
    ),
    expected: `${CLOSED}
      as gateway at func-mail: identity-operator, policy-writer
      host func-mail: everyone`,
  },
];
