import { exampleStacks } from "../fixtures/examples";
import { expectGated } from "../function/private/easy-auth-assertions";
import { all } from "../synthesis";
import { fixedArguments, valuesOf } from "./fixed-arguments";
import { resourcesOf } from "./resource-lines";
import { reviewParts } from "./stack-review";
import { argumentAt } from "./terraform-expression";

const stacks = exampleStacks();
const examples = stacks.map(({ name, json }) => [name, JSON.parse(json)] as const);

// A review is read, so its lines stand in the snapshot as they are, without quotes.
expect.addSnapshotSerializer({ test: (value) => typeof value === "string", print: String });

describe.each(examples)("the example %s", (_name, json) => {
  it.each(reviewParts)("$name: $question", ({ review }) => {
    expect(review(json)).toMatchSnapshot();
  });

  it("holds no path of the machine that synthesized it", () => {
    expect(JSON.stringify(json)).not.toContain(process.cwd());
    expect(json.terraform.backend.local.path).toMatch(/^\.\.\//);
  });

  it("has no key, secret or password argument", () => {
    // What turns a kind of secret off, hides one in traces, or says where one is in Key Vault, is no secret.
    const allowed = [
      "shared_access_key_enabled",
      "key_vault_reference_identity_id",
      ...["secret", "secret_id", "value_from_key_vault"],
    ];
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

  it("rule 18: the policy of every API has the token step once, as the last of its steps", () => {
    for (const { xml_content } of all(json, "azurerm_api_management_api_policy")) {
      expect(xml_content.match(/<authentication-managed-identity /g)).toHaveLength(1);
      expect(xml_content).toMatch(
        /<authentication-managed-identity [^>]*ignore-error="false" \/>\n {2}<\/inbound>/,
      );
    }
  });

  it("rule 19: every section of every policy inherits first, but a backend that calls the Function itself", () => {
    const types = Object.keys(json.resource).filter((type) => type.endsWith("_policy"));
    for (const { xml_content } of types.flatMap((type) => all(json, type))) {
      const firstSteps = xml_content.matchAll(/^ {2}<([\w-]+)>\n {4}<([\w-]+)/gm);
      const sections = Object.fromEntries([...firstSteps].map(([, section, step]) => [section, step]));
      const backend = sections.backend === "retry" ? "retry" : "base";
      expect(sections).toEqual({ inbound: "base", backend, outbound: "base", "on-error": "base" });
    }
  });
});

describe("in every example", () => {
  const resources = examples.flatMap(([, json]) => resourcesOf(json));

  it.each(fixedArguments)("$why", (fixed) => {
    const concerned = resources.filter(({ type }) => fixed.types.includes(type));
    const expected = concerned.map(({ address, values }) => [address, valuesOf(fixed, values)] as const);
    const given = concerned.map(({ address, values }) => {
      const paths = Object.keys(valuesOf(fixed, values));
      return [address, Object.fromEntries(paths.map((path) => [path, argumentAt(values, path)]))];
    });
    expect(concerned.length).toBeGreaterThan(0);
    expect(given).toEqual(expected);
  });
});

it("there are examples", () => {
  expect(examples.map(([name]) => name)).toEqual([
    "brownfield",
    "environments-dev",
    "environments-prod",
    "environments-test",
    "existing-gateway",
    "flex-private",
    "hub-and-spoke",
    "many-functions",
    "many-functions-gateway",
    "orders-openapi",
    "private-network",
    "quickstart",
    "split-registration-entra",
    "split-registration-platform",
    "versioned-api",
  ]);
});

it("no example gives cause for a warning", () => {
  expect(stacks.flatMap(({ annotations }) => annotations)).toEqual([]);
});

function argumentNames(value: unknown): string[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    ["metadata", "app_settings", "tags"].includes(name) ? [] : [name, ...argumentNames(inner)],
  );
}
