import { blockOf, closed, type Row } from "../row";
import { CLOSED } from "./threats";

/** A stack whose plan's JSON leaves out what its files say. */
export interface ModuleRow extends Row {
  /** Who reaches what on a first plan with `--configuration`, where that is not what there is in the end. */
  readonly withConfiguration?: string;
}

const gate = blockOf("auth_settings_v2 {");
const applications = "[azurerm_user_assigned_identity.gateway.client_id]";
const identities = "[azurerm_user_assigned_identity.gateway.principal_id]";
const REQUIRED = `
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
    azuread = { source = "hashicorp/azuread" }
  }
}`;
/** The gate as modules write it: every block is dynamic, and made of an object that may be null. */
const dynamicGate = (of: string) => `dynamic "auth_settings_v2" {
    for_each = ${of}
    content {
      auth_enabled           = auth_settings_v2.value.auth_enabled
      require_authentication = auth_settings_v2.value.require_authentication
      unauthenticated_action = auth_settings_v2.value.unauthenticated_action
      dynamic "active_directory_v2" {
        for_each = auth_settings_v2.value.active_directory_v2 == null ? [] : [auth_settings_v2.value.active_directory_v2]
        iterator = entra
        content {
          client_id            = entra.value.client_id
          tenant_auth_endpoint = entra.value.tenant_auth_endpoint
          allowed_audiences    = entra.value.allowed_audiences
          allowed_applications = entra.value.allowed_applications
          allowed_identities   = entra.value.allowed_identities
        }
      }
      login {}
    }
  }`;

const gateType = `object({
    auth_enabled           = optional(bool, true)
    require_authentication = optional(bool, true)
    unauthenticated_action = optional(string, "Return401")
    active_directory_v2 = optional(object({
      client_id            = string
      tenant_auth_endpoint = string
      allowed_audiences    = optional(list(string))
      allowed_applications = optional(list(string))
      allowed_identities   = optional(list(string))
    }))
  })`;

const gateValue = `{
      active_directory_v2 = {
        client_id            = azuread_application.orders.client_id
        tenant_auth_endpoint = "https://login.microsoftonline.com/\${data.azuread_client_config.current.tenant_id}/v2.0"
        allowed_applications = ${applications}
        allowed_identities   = ${identities}
      }
    }`;

/** The closed stack with its Function in a module, which gets the gate as an argument. */
const inModule = (type: string, of: string, value: string): Row["files"] => {
  const app = blockOf('resource "azurerm_linux_function_app" "orders"');
  const moved = app
    .replace(gate, () => dynamicGate(of))
    .replace("azurerm_storage_account.orders.name", "var.storage_account_name");
  const main = closed({
    [app]: `module "function" {
  source               = "./function"
  storage_account_name = azurerm_storage_account.orders.name
  auth_settings_v2     = ${value}
}`,
    "azurerm_linux_function_app.orders.default_hostname": "module.function.app.default_hostname",
  });
  return {
    ...main,
    "function/main.tf": `${REQUIRED}
variable "storage_account_name" {
  type = string
}
variable "auth_settings_v2" {
  type    = ${type}
  default = ${type.startsWith("map") ? "{}" : "null"}
}
${moved}
output "app" {
  value = { id = azurerm_linux_function_app.orders.id, default_hostname = azurerm_linux_function_app.orders.default_hostname }
}`,
  };
};

const unknownGate = `
  as gateway at func-orders: identity-operator?, policy-writer?
  host func-orders: allowed-identity?, gateway-identity?, tenant-application?, tenant-user?`;
const doubtfulLists = `
  as gateway at func-orders: identity-operator?, policy-writer?
  host func-orders: allowed-identity?, gateway-identity?`;

export const modules: readonly ModuleRow[] = [
  {
    name: "a module whose gate is a map of objects with optional attributes",
    files: inModule(`map(${gateType})`, "var.auth_settings_v2", `{ this = ${gateValue} }`),
    firstPlan: unknownGate,
    expected: CLOSED,
  },
  {
    name: "a module whose gate is an object that may be null",
    files: inModule(gateType, "var.auth_settings_v2 == null ? [] : [var.auth_settings_v2]", gateValue),
    firstPlan: unknownGate,
    expected: CLOSED,
  },
  {
    name: "a module whose gate is null",
    files: inModule(gateType, "var.auth_settings_v2 == null ? [] : [var.auth_settings_v2]", "null"),
    expected: `
      as gateway at func-orders: identity-operator, policy-writer
      host func-orders: everyone
      orders GET /: policy-caller`,
  },
  {
    name: "lists of what is found first, without what is empty",
    files: closed(
      {
        [applications]:
          "compact([try(azurerm_user_assigned_identity.other[0].client_id, null), coalesce(var.client_id, azurerm_user_assigned_identity.gateway.client_id)])",
      },
      `variable "client_id" {
  type    = string
  default = null
}
resource "azurerm_user_assigned_identity" "other" {
  count               = 0
  name                = "id-other"
  resource_group_name = "rg-orders"
  location            = "westeurope"
}`,
    ),
    firstPlan: doubtfulLists,
    expected: CLOSED,
  },
  {
    name: "lists of one, and of each of some",
    files: closed(
      {
        [applications]:
          "[one(azurerm_user_assigned_identity.caller[*].client_id), azurerm_user_assigned_identity.gateway.client_id]",
        [identities]:
          "concat(var.more, flatten([for one in [azurerm_user_assigned_identity.gateway, azurerm_user_assigned_identity.caller[0]] : [one.principal_id]]))",
        "app_role_assignment_required = true": "app_role_assignment_required = false",
      },
      `variable "more" {
  type    = list(string)
  default = []
}
resource "azurerm_user_assigned_identity" "caller" {
  count               = 1
  name                = "id-caller"
  resource_group_name = "rg-orders"
  location            = "westeurope"
}`,
    ),
    firstPlan: unknownGate,
    expected: CLOSED.replace("gateway-identity", "allowed-identity, gateway-identity"),
  },
  {
    name: "locals of objects, merged",
    files: closed(
      { [applications]: "local.gate.applications", [identities]: "local.gate.identities" },
      `locals {
  defaults = { applications = [], identities = [] }
  gate     = merge(local.defaults, { applications = ${applications}, identities = ${identities} })
}`,
    ),
    firstPlan: unknownGate,
    expected: CLOSED,
  },
  {
    name: "modules for each of a map of objects, with outputs of objects",
    files: {
      ...closed(
        {
          [applications]:
            '[module.identity["shop"].ids.client_id, azurerm_user_assigned_identity.gateway.client_id]',
          [identities]:
            '[module.identity["shop"].ids.principal_id, azurerm_user_assigned_identity.gateway.principal_id]',
          "app_role_assignment_required = true": "app_role_assignment_required = false",
        },
        `locals {
  callers = { shop = { name = "id-shop" }, mail = { name = "id-mail" } }
}
module "identity" {
  source   = "./identity"
  for_each = { for key, caller in local.callers : key => caller }
  name     = each.value.name
}`,
      ),
      "identity/main.tf": `${REQUIRED}
variable "name" {}
resource "azurerm_user_assigned_identity" "this" {
  name                = var.name
  resource_group_name = "rg-orders"
  location            = "westeurope"
}
output "ids" {
  value = {
    client_id    = azurerm_user_assigned_identity.this.client_id
    principal_id = azurerm_user_assigned_identity.this.principal_id
  }
}`,
    },
    firstPlan: `
      as gateway at func-orders: identity-operator, policy-writer
      host func-orders: allowed-identity?, gateway-identity, tenant-application?, tenant-user?`,
    expected: CLOSED.replace("gateway-identity", "allowed-identity, gateway-identity"),
  },
  {
    name: "a condition of what is known later",
    files: closed({
      [applications]: `azurerm_user_assigned_identity.gateway.client_id == "" ? [] : ${applications}`,
    }),
    firstPlan: doubtfulLists,
    withConfiguration: `${doubtfulLists}
      orders GET /: policy-caller?`,
    expected: CLOSED,
  },
  {
    name: "a list of which a function leaves out what is named twice",
    files: closed({
      [applications]: `distinct(concat(${applications}, ["bbbbbbbb-2222-4333-8444-555555555555"]))`,
      [identities]: "[]",
      "app_role_assignment_required = true": "app_role_assignment_required = false",
    }),
    firstPlan: unknownGate,
    // Users may sign in through an application that is not in the stack.
    expected: CLOSED.replace("gateway-identity", "allowed-identity, gateway-identity, tenant-user?"),
  },
  {
    name: "an open Function whose rules are dynamic blocks",
    files: closed(
      {
        "auth_enabled           = true": "auth_enabled           = false",
        [blockOf("site_config {")]: `site_config {
    ip_restriction_default_action = "Deny"
    dynamic "ip_restriction" {
      for_each = { for place, range in var.ranges : range => place }
      content {
        name       = "range-\${ip_restriction.value}"
        priority   = 100 + ip_restriction.value
        action     = "Allow"
        ip_address = ip_restriction.key
      }
    }
  }`,
      },
      `variable "ranges" {
  default = ["192.0.2.0/24", "198.51.100.0/24"]
}`,
    ),
    expected: `
      as gateway at func-orders: identity-operator, policy-writer
      host func-orders: function-key, gateway-identity, network, other-tenant, tenant-application, tenant-user
      orders GET /: policy-caller`,
  },
  {
    name: "a gate for each of what is known later",
    files: closed({
      [gate]: gate
        .replace(
          "auth_settings_v2 {",
          'dynamic "auth_settings_v2" {\n    for_each = azuread_application.orders.client_id == "" ? [] : [1]\n    content {',
        )
        .concat("\n  }"),
    }),
    firstPlan: `
      as gateway at func-orders: identity-operator?, policy-writer?
      host func-orders: function-key?, gateway-identity?, internet?, network?, other-tenant?, tenant-application?, tenant-user?`,
    withConfiguration: `
      as gateway at func-orders: identity-operator?, policy-writer?
      host func-orders: function-key?, gateway-identity?, internet?, network?, other-tenant?, tenant-application?, tenant-user?
      orders GET /: policy-caller?`,
    expected: CLOSED,
  },
  {
    name: "a gateway whose identity is a dynamic block, and a policy of a template",
    files: {
      ...closed(
        {
          'identity {\n    type         = "UserAssigned"\n    identity_ids = [azurerm_user_assigned_identity.gateway.id]\n  }': `dynamic "identity" {
    for_each = var.identities == null ? {} : { this = var.identities }
    content {
      type         = "UserAssigned"
      identity_ids = concat([azurerm_user_assigned_identity.gateway.id], identity.value)
    }
  }`,
          [policyText()]: `templatefile("\${path.module}/policy.xml.tftpl", {
    tenant   = data.azuread_client_config.current.tenant_id
    resource = azuread_application.orders.client_id
    identity = azurerm_user_assigned_identity.gateway.client_id
  })`,
        },
        `variable "identities" {
  default = []
}`,
      ),
      "policy.xml.tftpl": policyText()
        .replace(/^<<-XML\n|\s*XML\n?$/g, "")
        .replaceAll("${data.azuread_client_config.current.tenant_id}", "${tenant}")
        .replaceAll("${azuread_application.orders.client_id}", "${resource}")
        .replaceAll("${azurerm_user_assigned_identity.gateway.client_id}", "${identity}"),
    },
    firstPlan: `
      as gateway at func-orders: identity-operator?, policy-writer?
      host func-orders: allowed-identity, gateway-identity?`,
    expected: CLOSED,
  },
];

function policyText(): string {
  const text = closed()["main.tf"];
  return text.slice(text.indexOf("<<-XML"), text.lastIndexOf("XML\n") + 3);
}
