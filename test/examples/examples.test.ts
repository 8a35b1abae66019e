import { expectGated } from "../function/private/easy-auth-assertions";
import { all, type Json } from "../synthesis";
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
    const allowed = ["shared_access_key_enabled", "key_vault_reference_identity_id"];
    const named = argumentNames(json).filter((name) => /key|secret|password|credential/.test(name));
    expect(named.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it("refers only to resources and data sources that it declares", () => {
    const references = JSON.stringify(json).matchAll(/\$\{(data\.)?([a-z0-9]+_[a-z0-9_]+)\.([\w-]+)\./g);
    for (const [, data, type, name] of references) {
      expect(Object.keys((data ? json.data : json.resource)[type] ?? {})).toContain(name);
    }
  });

  it("rules 2 to 9 and 34 to 37: every Function App and slot is gated and hardened", () => {
    expectGated(json);
  });

  it("rules 18 and 19: the policy of every API has the token step once, last, and every section its base", () => {
    for (const { xml_content } of all(json, "azurerm_api_management_api_policy")) {
      expect(xml_content.match(/<authentication-managed-identity /g)).toHaveLength(1);
      expect(xml_content).toMatch(
        /<authentication-managed-identity [^>]*ignore-error="false" \/>\n {2}<\/inbound>/,
      );
      expect(xml_content.match(/<base \/>/g)).toHaveLength(4);
    }
  });
});

it("there are examples", () => {
  expect(examples.map(([name]) => name)).toEqual([
    "quickstart",
    "orders-openapi",
    "versioned-api",
    "existing-gateway",
    "private-network",
    "split-registration-entra",
    "split-registration-platform",
    "many-functions-gateway",
    "many-functions",
  ]);
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
