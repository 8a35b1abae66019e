import { all, type Json, only } from "../synthesis";
import { synthesizedExamples } from "../synthesized-examples";

const examples = [...synthesizedExamples()];

describe.each(examples)("the example %s", (_name, json) => {
  it("synthesizes to the JSON that was reviewed", () => {
    expect(forReview(json)).toMatchSnapshot();
  });

  it("holds no path of the machine that synthesized it", () => {
    expect(JSON.stringify(json)).not.toContain(process.cwd());
    expect(json.terraform.backend.local.path).toMatch(/^\.\.\//);
  });

  it("has no key, secret or password argument", () => {
    // What turns a kind of secret off, or hides one in traces, is no secret.
    const allowed = ["shared_access_key_enabled"];
    const named = argumentNames(json).filter((name) => /key|secret|password|credential/.test(name));
    expect(named.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it("refers only to resources and data sources that it declares", () => {
    const text = JSON.stringify(json);
    const references = [...text.matchAll(/\$\{(data\.)?([a-z0-9]+_[a-z0-9_]+)\.([\w-]+)\./g)];
    expect(references.length).toBeGreaterThan(20);
    for (const [, data, type, name] of references) {
      expect(Object.keys((data ? json.data : json.resource)[type])).toContain(name);
    }
  });

  it("gates every Function App", () => {
    for (const app of all(json, "azurerm_linux_function_app")) {
      expect(app.auth_settings_v2).toMatchObject({
        auth_enabled: true,
        require_authentication: true,
        unauthenticated_action: "Return401",
        active_directory_v2: {
          allowed_applications: [
            expect.stringMatching(/^\$\{azurerm_user_assigned_identity\..+\.client_id\}$/),
          ],
          allowed_identities: [
            expect.stringMatching(/^\$\{azurerm_user_assigned_identity\..+\.principal_id\}$/),
          ],
        },
      });
    }
  });

  it("has one policy, with the token step", () => {
    expect(only(json, "azurerm_api_management_api_policy").xml_content).toContain(
      "<authentication-managed-identity",
    );
  });
});

it("there are examples", () => {
  expect(examples.map(([name]) => name)).toEqual(["quickstart", "orders-openapi"]);
});

/** A document of forty kilobytes is no reading; its operations are. */
function forReview(json: Json): Json {
  return JSON.parse(JSON.stringify(json), (name, value) =>
    name === "content_value" ? Object.keys(JSON.parse(value).paths) : name === "//" ? undefined : value,
  );
}

function argumentNames(value: unknown): string[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    ["metadata", "app_settings", "tags"].includes(name) ? [] : [name, ...argumentNames(inner)],
  );
}
