# Runs without a subscription: terraform init && terraform test, in cdktf.out/stacks/quickstart.
mock_provider "azurerm" {}

mock_provider "azuread" {
  mock_data "azuread_client_config" {
    defaults = {
      tenant_id = "11111111-2222-4333-8444-555555555555"
      object_id = "11111111-2222-4333-8444-666666666666"
    }
  }
}

run "the_gate_is_closed" {
  command = plan

  assert {
    condition = alltrue([
      for auth in azurerm_linux_function_app.hello_function_app_6E99C34D.auth_settings_v2 :
      auth.auth_enabled && auth.require_authentication && auth.unauthenticated_action == "Return401"
    ])
    error_message = "A caller without a token must be answered 401."
  }

  assert {
    condition     = azuread_service_principal.hello_registration_service-principal_A87E5048.app_role_assignment_required
    error_message = "Without a required assignment any application of the tenant is issued a token."
  }
}
