import { closed, type Edits, type Row } from "../row";
import { CLOSED } from "./threats";

const group = "/subscriptions/66666666-7777-4888-8999-aaaaaaaaaaaa/resourceGroups/rg-orders";
const somebody = "bbbbbbbb-2222-4333-8444-555555555555";
const app = "azurerm_linux_function_app.orders.id";
const identity = "azurerm_user_assigned_identity.gateway.id";
const account = "azurerm_storage_account.orders.id";

const given = (scope: string, role: string, more = "") => `
resource "azurerm_role_assignment" "team" {
  scope        = ${scope}
  principal_id = ${more === "" ? `"${somebody}"` : more}
  ${role}
}`;
const named = (name: string) => `role_definition_name = "${name}"`;
const own = "role_definition_id = azurerm_role_definition.own.role_definition_resource_id";
const defined = (permissions: string) => `
resource "azurerm_role_definition" "own" {
  name  = "Team"
  scope = "${group}"
  permissions {
    ${permissions}
  }
}`;

/** The closed stack, where somebody has something besides. */
function also(entrance: string, who: string): string {
  const line = CLOSED.split("\n").find((one) => one.trim().startsWith(`${entrance}: `));
  if (!line) return `${CLOSED}\n${entrance}: ${who}`;
  const callers = [
    ...line
      .trim()
      .slice(entrance.length + 2)
      .split(", "),
    who,
  ]
    .sort()
    .join(", ");
  return CLOSED.replace(line.trim(), `${entrance}: ${callers}`);
}

const scm = "SCM func-orders";
const token = "as gateway at func-orders";
const storage = "key storage_account.orders";
const assignment = "azurerm_role_assignment.team";

function row(name: string, more: string, expected: string, edits: Edits = {}): Row {
  return { name, files: closed(edits, more), expected };
}

const withPassword: Edits = { "webdeploy_publish_basic_authentication_enabled = false": "" };

export const roles: readonly Row[] = [
  {
    ...row(
      "a team that deploys",
      given(app, named("Website Contributor")),
      also(scm, `publisher ${assignment}`),
    ),
    change: { files: closed(), expected: CLOSED },
  },
  row("a team that reads", given(`"${group}"`, named("Reader")), CLOSED),
  row(
    "a team that deploys, by the id of its role",
    given(
      app,
      'role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/de139f84-1756-47ae-9be6-808fbbe84772"',
    ),
    also(scm, `publisher ${assignment}`),
  ),
  row(
    "a role of the stack that publishes",
    defined('actions = ["microsoft.web/SITES/publish/*"]') + given(app, own),
    also(scm, `publisher ${assignment}`),
  ),
  row(
    "a role of the stack that restarts",
    defined(
      'actions = ["Microsoft.Web/sites/*"]\n    not_actions = ["Microsoft.Web/sites/*/action", "Microsoft.Web/*write"]',
    ) + given(app, own),
    CLOSED,
  ),
  row(
    "a role of the stack that reads a password that opens nothing",
    defined('actions = ["Microsoft.Web/sites/publishxml/action"]') + given(app, own),
    CLOSED,
  ),
  row(
    "a role of the stack that reads the password",
    defined('actions = ["Microsoft.Web/sites/publishxml/action"]') + given(app, own),
    `${CLOSED}\n${scm}: publishing-password, publishing-password ${assignment}`,
    withPassword,
  ),
  row(
    "a role of another stack on the app",
    given(app, named("Team of another stack")),
    also(scm, `publisher ${assignment}?`),
  ),
  row("a role on another group", given(`"${group}-other"`, named("Owner")), CLOSED),
  row(
    "a team that may federate the gateway's identity",
    given(identity, named("Managed Identity Contributor")),
    also(token, `identity-operator ${assignment}`),
  ),
  row(
    "a workload that is the gateway",
    `
resource "azurerm_federated_identity_credential" "ci" {
  name                = "ci"
  resource_group_name = "rg-orders"
  parent_id           = ${identity}
  audience            = ["api://AzureADTokenExchange"]
  issuer              = "https://token.actions.githubusercontent.com"
  subject             = "repo:contoso/orders:ref:refs/heads/main"
}`,
    also(token, "identity-operator azurerm_federated_identity_credential.ci"),
  ),
  row(
    "a team that writes the policies of one API",
    defined('actions = ["Microsoft.ApiManagement/service/apis/policies/write"]') +
      given("azurerm_api_management_api.orders.id", own),
    also(token, `policy-writer ${assignment}`),
  ),
  row(
    "a team that writes blobs",
    given(account, named("Storage Blob Data Contributor")),
    also(storage, `storage-operator ${assignment}`),
  ),
  row("a team that reads blobs", given(account, named("Storage Blob Data Reader")), CLOSED),
  row(
    "a team that reads keys which open nothing",
    given(account, named("Storage Account Key Operator Service Role")),
    CLOSED,
  ),
  row(
    "the Function's own identity writes its blobs",
    given(
      account,
      named("Storage Blob Data Owner"),
      "azurerm_linux_function_app.orders.identity[0].principal_id",
    ),
    CLOSED,
    {
      'site_config {\n    ftps_state = "Disabled"':
        'identity {\n    type = "SystemAssigned"\n  }\n  site_config {\n    ftps_state = "Disabled"',
    },
  ),
];
