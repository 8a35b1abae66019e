import { blockOf, closed, type Row, withoutLists } from "../row";
import { CLOSED } from "./threats";

const gate = blockOf("auth_settings_v2 {");
const endpoint = "${data.azuread_client_config.current.tenant_id}/v2.0";

/** What is in the place of the gate, and who reaches the host then; the gateway's calls end there as they say. */
const atHost = (who: string, operation = "policy-caller", asGateway = "identity-operator, policy-writer") => `
  as gateway at func-orders: ${asGateway}
  host func-orders: ${who}
  orders GET /: ${operation}`;

const refusingEveryone = "\n  host func-orders: nobody\n  orders GET /: nobody";

/** Whether the endpoint ends in the version stands in a text of which a first plan has the references alone. */
const undecidedVersion = `
  as gateway at func-orders: identity-operator?, policy-writer?
  host func-orders: gateway-identity?`;

const version1 = (more: string, provider = "") => ({
  [gate]: `auth_settings {
    enabled = true
    ${more}
    active_directory {
      client_id         = azuread_application.orders.client_id
      allowed_audiences = [azuread_application.orders.client_id]
    }
    ${provider}
  }`,
});
const issuer =
  'issuer = "https://login.microsoftonline.com/${data.azuread_client_config.current.tenant_id}/v2.0"';
const login = 'unauthenticated_client_action = "RedirectToLoginPage"';
const unassigned = { "app_role_assignment_required = true": "app_role_assignment_required = false" };

/** Gates as they are written by hand, good and bad. */
export const gates: readonly Row[] = [
  {
    name: "a gate that redirects to a login page",
    files: closed({ '"Return401"': '"RedirectToLoginPage"' }),
    expected: CLOSED,
  },
  { name: "a gate that answers 403", files: closed({ '"Return401"': '"Return403"' }), expected: CLOSED },
  {
    name: "a gate that requires nothing",
    files: closed({ "require_authentication = true": "require_authentication = false" }),
    expected: atHost("everyone"),
  },
  {
    name: "a gate that leaves out that it is on",
    files: closed({ "auth_enabled           = true": "" }),
    expected: atHost("everyone"),
  },
  {
    name: "a gate in a file of the package",
    files: closed({
      "auth_enabled           = true":
        'auth_enabled           = true\n    config_file_path       = "auth.json"',
    }),
    expected: atHost(
      "function-key?, gateway-identity?, internet?, network?, other-tenant?, tenant-application?, tenant-user?",
      "policy-caller?",
      "identity-operator?, policy-writer?",
    ),
  },
  {
    name: "a gate with accounts of GitHub",
    files: closed({
      "login {}":
        'github_v2 {\n      client_id                  = "x"\n      client_secret_setting_name = "GITHUB"\n    }\n    login {}',
    }),
    expected: atHost("everyone"),
  },
  {
    name: "a gate for the gateway's object id, in the list of client ids",
    files: closed({
      "[azurerm_user_assigned_identity.gateway.client_id]":
        "[azurerm_user_assigned_identity.gateway.principal_id]",
    }),
    expected: refusingEveryone,
  },
  {
    name: "a gate for the gateway's client id, in the list of object ids",
    files: closed({
      "[azurerm_user_assigned_identity.gateway.principal_id]":
        "[azurerm_user_assigned_identity.gateway.client_id]",
    }),
    expected: refusingEveryone,
  },
  {
    name: "a gate with a list of applications alone",
    files: closed({
      ...unassigned,
      "allowed_identities   = [azurerm_user_assigned_identity.gateway.principal_id]": "",
    }),
    expected: CLOSED,
  },
  {
    name: "a gate with a list of identities alone",
    files: closed({
      ...unassigned,
      "allowed_applications = [azurerm_user_assigned_identity.gateway.client_id]": "",
    }),
    expected: CLOSED,
  },
  {
    name: "a gate for tokens of version 2, of an application with version 1",
    files: closed({ "requested_access_token_version = 2": "requested_access_token_version = 1" }),
    firstPlan: undecidedVersion,
    expected: refusingEveryone,
  },
  {
    name: "a gate and an application of version 1",
    files: closed({
      "requested_access_token_version = 2": "requested_access_token_version = 1",
      [endpoint]: "${data.azuread_client_config.current.tenant_id}",
    }),
    expected: CLOSED,
  },
  {
    name: "a gate for another audience",
    files: closed({
      "client_id            = azuread_application.orders.client_id":
        'client_id            = "aaaaaaaa-2222-4333-8444-555555555555"',
      "[azuread_application.orders.client_id]": "[]",
    }),
    // The gateway's identity may ask for a token for that application, which is none of the stack's.
    expected: atHost("gateway-identity", "nobody"),
  },
  {
    name: "a gate with a group",
    files: closed({
      "allowed_identities   = [azurerm_user_assigned_identity.gateway.principal_id]":
        'allowed_groups = ["aaaaaaaa-2222-4333-8444-555555555555"]',
    }),
    expected: atHost("gateway-identity?", "policy-caller?", "identity-operator?, policy-writer?"),
  },
  {
    name: "a gate whose endpoint names a domain, without lists",
    isPartial: true,
    files: closed({ [endpoint]: "contoso.com/v2.0", ...withoutLists }),
    firstPlan: atHost("gateway-identity, other-tenant?, tenant-application?, tenant-user?"),
    expected: atHost("gateway-identity, other-tenant?"),
  },
  {
    name: "version 1 for anonymous calls",
    files: closed(version1('unauthenticated_client_action = "AllowAnonymous"')),
    expected: atHost("everyone"),
  },
  {
    name: "version 1 with a login, for who is assigned",
    files: closed(version1(`${issuer}\n    ${login}`)),
    firstPlan: atHost("gateway-identity, tenant-application?, tenant-user?"),
    expected: CLOSED,
  },
  {
    name: "version 1 with a login, for everyone of the tenant",
    files: closed({ ...unassigned, ...version1(`${issuer}\n    ${login}`) }),
    expected: atHost("gateway-identity, tenant-application, tenant-user"),
  },
  {
    name: "version 1 without an issuer",
    files: closed(version1(login)),
    firstPlan: atHost("gateway-identity, other-tenant?, tenant-application?, tenant-user?"),
    expected: atHost("gateway-identity, other-tenant?"),
  },
  {
    name: "version 1 with accounts of Google",
    files: closed(
      version1(
        `${issuer}\n    ${login}`,
        'google {\n      client_id = "x"\n      client_secret_setting_name = "GOOGLE"\n    }',
      ),
    ),
    expected: atHost("everyone"),
  },
];
