# A Function behind API Management, written by hand: docs/access-review.md reviews it.
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
    azuread = { source = "hashicorp/azuread" }
  }
}

provider "azurerm" {
  features {}
}

provider "azuread" {}

data "azuread_client_config" "current" {}

locals {
  portal   = "11111111-2222-4333-8444-555555555555"
  location = azurerm_resource_group.orders.location
  issuer   = "https://login.microsoftonline.com/${data.azuread_client_config.current.tenant_id}/v2.0"
}

resource "azurerm_resource_group" "orders" {
  name     = "rg-orders"
  location = "westeurope"
}

# Who the gateway is.
resource "azurerm_user_assigned_identity" "gateway" {
  name                = "id-gateway"
  resource_group_name = azurerm_resource_group.orders.name
  location            = local.location
}

resource "azuread_application" "orders" {
  display_name = "orders"

  api {
    requested_access_token_version = 2
  }

  app_role {
    id                   = "6f0e9c7a-3f7f-4d55-8a52-0b7f5a6f3d10"
    value                = "Orders.Invoke"
    display_name         = "Invoke"
    description          = "Calls the Function."
    allowed_member_types = ["Application"]
  }
}

resource "azuread_service_principal" "orders" {
  client_id                    = azuread_application.orders.client_id
  app_role_assignment_required = true
}

resource "azuread_app_role_assignment" "gateway" {
  app_role_id         = azuread_service_principal.orders.app_role_ids["Orders.Invoke"]
  principal_object_id = azurerm_user_assigned_identity.gateway.principal_id
  resource_object_id  = azuread_service_principal.orders.object_id
}

# The Function, and a slot of it.
resource "azurerm_service_plan" "orders" {
  name                = "asp-orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = local.location
  os_type             = "Linux"
  sku_name            = "B1"
}

resource "azurerm_storage_account" "orders" {
  name                      = "stcontosoorders"
  resource_group_name       = azurerm_resource_group.orders.name
  location                  = local.location
  account_tier              = "Standard"
  account_replication_type  = "LRS"
  shared_access_key_enabled = false
}

resource "azurerm_linux_function_app" "orders" {
  name                                           = "func-orders"
  resource_group_name                            = azurerm_resource_group.orders.name
  location                                       = local.location
  service_plan_id                                = azurerm_service_plan.orders.id
  storage_account_name                           = azurerm_storage_account.orders.name
  storage_uses_managed_identity                  = true
  https_only                                     = true
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false

  site_config {
    ftps_state = "Disabled"
  }

  auth_settings_v2 {
    auth_enabled           = true
    require_authentication = true
    unauthenticated_action = "Return401"

    active_directory_v2 {
      client_id            = azuread_application.orders.client_id
      tenant_auth_endpoint = local.issuer
      allowed_audiences    = [azuread_application.orders.client_id]
      allowed_applications = [azurerm_user_assigned_identity.gateway.client_id]
      allowed_identities   = [azurerm_user_assigned_identity.gateway.principal_id]
    }

    login {}
  }
}

resource "azurerm_linux_function_app_slot" "staging" {
  name                                           = "staging"
  function_app_id                                = azurerm_linux_function_app.orders.id
  storage_account_name                           = azurerm_storage_account.orders.name
  storage_uses_managed_identity                  = true
  https_only                                     = true
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false

  site_config {
    ftps_state = "Disabled"
  }

  auth_settings_v2 {
    auth_enabled           = true
    require_authentication = true
    unauthenticated_action = "Return401"

    active_directory_v2 {
      client_id            = azuread_application.orders.client_id
      tenant_auth_endpoint = local.issuer
      allowed_audiences    = [azuread_application.orders.client_id]
      allowed_applications = [azurerm_user_assigned_identity.gateway.client_id]
      allowed_identities   = [azurerm_user_assigned_identity.gateway.principal_id]
    }

    login {}
  }
}

# The gateway, and the API on it.
resource "azurerm_api_management" "gateway" {
  name                = "apim-contoso"
  resource_group_name = azurerm_resource_group.orders.name
  location            = local.location
  publisher_name      = "Contoso"
  publisher_email     = "api@contoso.com"
  sku_name            = "Consumption_0"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.gateway.id]
  }
}

resource "azurerm_api_management_api" "orders" {
  name                  = "orders"
  resource_group_name   = azurerm_resource_group.orders.name
  api_management_name   = azurerm_api_management.gateway.name
  revision              = "1"
  display_name          = "Orders"
  path                  = "orders"
  protocols             = ["https"]
  service_url           = "https://${azurerm_linux_function_app.orders.default_hostname}/api"
  subscription_required = false
}

resource "azurerm_api_management_api_operation" "list" {
  operation_id        = "list"
  api_name            = azurerm_api_management_api.orders.name
  api_management_name = azurerm_api_management.gateway.name
  resource_group_name = azurerm_resource_group.orders.name
  display_name        = "List"
  method              = "GET"
  url_template        = "/"
}

resource "azurerm_api_management_api_operation" "read" {
  operation_id        = "read"
  api_name            = azurerm_api_management_api.orders.name
  api_management_name = azurerm_api_management.gateway.name
  resource_group_name = azurerm_resource_group.orders.name
  display_name        = "Read"
  method              = "GET"
  url_template        = "/{id}"

  template_parameter {
    name     = "id"
    type     = "string"
    required = true
  }
}

resource "azurerm_api_management_api_policy" "orders" {
  api_name            = azurerm_api_management_api.orders.name
  api_management_name = azurerm_api_management.gateway.name
  resource_group_name = azurerm_resource_group.orders.name
  xml_content         = <<-XML
    <policies>
      <inbound>
        <base />
        <validate-azure-ad-token tenant-id="${data.azuread_client_config.current.tenant_id}">
          <client-application-ids>
            <application-id>${local.portal}</application-id>
          </client-application-ids>
          <audiences>
            <audience>api://orders</audience>
          </audiences>
          <required-claims>
            <claim name="roles" match="any">
              <value>Orders.Read</value>
            </claim>
          </required-claims>
        </validate-azure-ad-token>
        <authentication-managed-identity resource="${azuread_application.orders.client_id}" client-id="${azurerm_user_assigned_identity.gateway.client_id}" ignore-error="false" />
      </inbound>
      <backend>
        <base />
      </backend>
      <outbound>
        <base />
      </outbound>
      <on-error>
        <base />
      </on-error>
    </policies>
  XML
}
