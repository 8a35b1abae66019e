import { only } from "../../synthesis";
import { all, app, auth, openForMigration, rewrite, type Sabotage, set } from "./changes";

const keyOf = (namedValue: string) =>
  `<set-header name="x-functions-key" exists-action="override"><value>{{${namedValue}}}</value></set-header>`;
const token = "<authentication-managed-identity";

/** Address of the Function's key in Key Vault. */
export const functionKey = "https://kv-orders.vault.azure.net/secrets/function-key";

/** Named values of the quickstart's gateway. */
const namedValues = (args: Readonly<Record<string, object>>): Sabotage[1] => {
  return (stack) => {
    const { api_management_name, resource_group_name } = only(stack, "azurerm_api_management_backend");
    stack.resource.azurerm_api_management_named_value = Object.fromEntries(
      Object.entries(args).map(([name, source]) => [
        name,
        {
          name,
          display_name: name,
          api_management_name,
          resource_group_name,
          ...source,
        },
      ]),
    );
  };
};
const keys = namedValues({
  key: { secret: true, value_from_key_vault: { secret_id: functionKey } },
  other: { secret: true, value_from_key_vault: { secret_id: `${functionKey}-of-another` } },
  text: { secret: true, value: "c2VjcmV0" },
});

const opened = (...changes: readonly Sabotage[1][]) => all(openForMigration, keys, ...changes);
const sent = (xml: string) => opened(rewrite(token, `${xml}${token}`));

/** What a migration that was declared does, and nothing else. */
export const wholeMigrations: readonly (readonly [what: string, change: Sabotage[1]])[] = [
  ["a gate that observes", opened()],
  ["a gateway that sends the key", sent(keyOf("key"))],
  ["a closed gate, and a gateway that sends the key", all(keys, rewrite(token, `${keyOf("key")}${token}`))],
];

/** What else opens a gate while a migration is declared. */
export const migrationSabotage: readonly Sabotage[] = [
  ["no tags", opened(app("tags")), "easy-auth"],
  ["no day", opened(app("tags.gate-migration-until")), "easy-auth"],
  ["another day than the declared one", opened(app("tags.gate-migration-until", "2099-01-01")), "easy-auth"],
  ["no reason", opened(app("tags.gate-migration-reason", " ")), "easy-auth"],
  ["no authentication", opened(auth("auth_enabled", false)), "easy-auth", /auth_enabled/],
  ["half of it", opened(auth("require_authentication", true)), "easy-auth", /require_authentication/],
  [
    "a sign-in page",
    opened(auth("unauthenticated_action", "RedirectToLoginPage")),
    "easy-auth",
    /unauthenticated_action/,
  ],
  ["an excluded path", opened(auth("excluded_paths", ["/health"])), "easy-auth", /excluded_paths/],
  [
    "a file that configures it",
    opened(auth("config_file_path", "auth.json")),
    "easy-auth",
    /config_file_path/,
  ],
  ["another provider", opened(auth("google_v2", { client_id: "x" })), "easy-auth", /google_v2/],
  [
    "no list of applications",
    opened(auth("active_directory_v2.allowed_applications")),
    "allow-list",
    /allowed_applications is empty/,
  ],
  [
    "changes that are ignored",
    opened(set("azurerm_linux_function_app", "lifecycle", { ignore_changes: ["tags"] })),
    "easy-auth",
    /ignored/,
  ],
  ["the key of another Function", sent(keyOf("other")), "deletion"],
  ["a key that is a text in the state", sent(keyOf("text")), "deletion"],
  ["a key that nothing made", sent(keyOf("missing")), "deletion"],
  [
    "a key in the policy itself",
    sent('<set-header name="x-functions-key" exists-action="override"><value>c2VjcmV0</value></set-header>'),
    "deletion",
  ],
  ["a key behind the token", opened(rewrite("</inbound>", `${keyOf("key")}</inbound>`)), "deletion"],
  ["a key besides the caller's", sent(keyOf("key").replace("override", "append")), "deletion"],
];
