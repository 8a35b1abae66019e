import { type Json, only } from "../../synthesis";
import {
  add,
  all,
  api,
  type Change,
  cacheLookup,
  header,
  outbound,
  rewrite,
  type Sabotage,
  set,
} from "./changes";

const otherId = "11111111-2222-4333-8444-666666666666";

/** The gateway's own identity in the place of one that was made for it. */
export const systemAssigned: Change = (stack) => {
  const [service] = Object.keys(stack.resource.azurerm_api_management);
  const [identity] = Object.keys(stack.resource.azurerm_user_assigned_identity);
  const principal = `azurerm_api_management.${service}.identity[0].principal_id`;
  const changed: Json = JSON.parse(
    JSON.stringify(stack)
      .replaceAll(` client-id=\\"\${azurerm_user_assigned_identity.${identity}.client_id}\\"`, "")
      .replaceAll(
        `azurerm_user_assigned_identity.${identity}.client_id`,
        "data.azuread_service_principal.own.client_id",
      )
      .replaceAll(`azurerm_user_assigned_identity.${identity}.principal_id`, principal),
  );
  delete changed.resource.azurerm_user_assigned_identity;
  changed.resource.azurerm_api_management[service].identity = { type: "SystemAssigned" };
  changed.data.azuread_service_principal = { own: { object_id: `\${${principal}}` } };
  Object.assign(stack, changed);
};

/** A registration that is looked up, with what every plan checks of it. */
export const lookedUp: Change = (stack) => {
  const [name] = Object.keys(stack.resource.azuread_application);
  const changed: Json = JSON.parse(
    JSON.stringify(stack).replaceAll(
      `azuread_application.${name}.client_id`,
      "data.azuread_application.own.client_id",
    ),
  );
  for (const type of ["application", "service_principal", "app_role_assignment"]) {
    delete changed.resource[`azuread_${type}`];
  }
  const check = (condition: string) => ({
    lifecycle: { postcondition: [{ condition: `\${self.${condition}}` }] },
  });
  changed.data.azuread_application = { own: check("api[0].requested_access_token_version == 2") };
  changed.data.azuread_service_principal = {
    own: {
      client_id: "${data.azuread_application.own.client_id}",
      ...check("app_role_assignment_required"),
    },
  };
  delete only(changed, "azurerm_api_management_api_policy").depends_on;
  Object.assign(stack, changed);
};

/** A named value of the gateway. */
function namedValue(settings: object, gateway?: string): Change {
  return (stack) => {
    const { api_management_name, resource_group_name } = only(stack, "azurerm_api_management_api");
    const at = { api_management_name: gateway ?? api_management_name, resource_group_name };
    all(
      add("azurerm_api_management_named_value", { ...at, name: "value", display_name: "value", ...settings }),
      outbound(header("{{value}}")),
    )(stack);
  };
}

/** Callers with a key and without a token. */
const keyAlone = all(
  api("subscription_required", true),
  rewrite(/<validate-azure-ad-token[\s\S]*<\/validate-azure-ad-token>/, ""),
);
const keyDeletion = '<set-query-parameter name="subscription-key" exists-action="delete" />';
const cachedByKey = (lookup: string) => all(keyAlone, rewrite(keyDeletion, lookup + keyDeletion));
const byDeveloper = cacheLookup().replace('developer="false"', 'developer="true"');

function gatewayPolicy(outboundXml: string): Change {
  return (stack) => {
    const [service] = Object.keys(stack.resource.azurerm_api_management);
    add("azurerm_api_management_policy", {
      api_management_id: `\${azurerm_api_management.${service}.id}`,
      xml_content: `<policies><inbound><base /></inbound><backend><base /></backend><outbound><base />${outboundXml}</outbound><on-error><base /></on-error></policies>`,
    })(stack);
  };
}

function twoPolicies(stack: Parameters<Change>[0]): void {
  add("azurerm_api_management_api_policy", only(stack, "azurerm_api_management_api_policy"))(stack);
}

function listedTwice(stack: Parameters<Change>[0]): void {
  const lists = only(stack, "azurerm_linux_function_app").auth_settings_v2.active_directory_v2;
  for (const name of ["allowed_applications", "allowed_identities"]) lists[name].push(lists[name][0]);
}

const read = '@(context.Request.Headers["Authorization"][0])';

/** What somebody does to gateways, and to what is made elsewhere. */
export const gatewaySabotage: readonly Sabotage[] = [
  ["an identity that is listed twice", listedTwice, "allow-list"],
  [
    "somebody else's principal for a gateway's own identity",
    all(systemAssigned, (stack) => {
      stack.data.azuread_service_principal.own.object_id = otherId;
    }),
    "allow-list",
  ],
  [
    "a gateway that has no identity of its own any more",
    all(systemAssigned, set("azurerm_api_management", "identity", { type: "UserAssigned" })),
    "token-step",
  ],
  [
    "a gateway that has another identity",
    set("azurerm_api_management", "identity.identity_ids", []),
    "token-step",
  ],
  [
    "a registration of which no plan checks the tokens' version",
    all(lookedUp, (stack) => {
      delete stack.data.azuread_application.own.lifecycle;
    }),
    "registration",
  ],
  [
    "a registration of which no plan checks who gets tokens",
    all(lookedUp, (stack) => {
      delete stack.data.azuread_service_principal.own.lifecycle;
    }),
    "registration",
  ],
  [
    "a registration that knows clients",
    set("azuread_application", "api.known_client_applications", [otherId]),
    "registration",
  ],
  [
    "a registration of which changes are ignored",
    set("azuread_application", "lifecycle", { ignore_changes: ["api"] }),
    "registration",
  ],
  ["a policy of the whole gateway that shows the token", gatewayPolicy(header(read)), "token-read"],
  ["two policies of an API", twoPolicies, "duplicate"],
  ["an API that is none of HTTP", api("api_type", "websocket"), "unknown"],
  ["a named value that is an expression", namedValue({ value: read }), "unknown"],
  ["a named value that Terraform knows later", namedValue({ value: "${terraform.workspace}" }), "unknown"],
  ["a named value of another gateway", namedValue({ value_from_key_vault: {} }, "other"), "unknown"],
  ["one key holder's answer for another", cachedByKey(cacheLookup()), "cache"],
  [
    "answers by a key that may be in the query",
    cachedByKey(
      `${cacheLookup("Ocp-Apim-Subscription-Key").replace("</cache", "<vary-by-query-parameter>page</vary-by-query-parameter></cache")}`,
    ),
    "cache",
  ],
];

/** Gateways with which the gate is whole. */
export const wholeGateways: readonly (readonly [what: string, change: Change])[] = [
  ["a gateway's own identity", systemAssigned],
  ["a registration that is looked up", lookedUp],
  ["a policy of the whole gateway", gatewayPolicy(header("a"))],
  ["a named value that is a text", namedValue({ value: "a" })],
  ["a named value of Key Vault", namedValue({ value_from_key_vault: { secret_id: "a" } })],
  ["a key alone", keyAlone],
  ["answers by developer", cachedByKey(byDeveloper)],
  ["answers by key", cachedByKey(cacheLookup("Ocp-Apim-Subscription-Key"))],
  [
    "identifier URIs that another resource sets",
    set("azuread_application", "lifecycle", { ignore_changes: ["identifier_uris"] }),
  ],
];
