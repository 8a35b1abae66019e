import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AZURERM_VERSIONS, installedProvider, providerAt, readFacts } from "../terraform/facts/facts-files";
import type { Fields } from "../terraform/facts/provider-facts";

const root = join(__dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

/** Names in code that are neither this library's nor the providers', by whose they are. */
const names: Readonly<Record<string, readonly string[]>> = {
  Azure: [
    "ApiManagement",
    "AzureWebJobsStorage",
    "AzureWebJobsStorage__accountName",
    "Microsoft.App",
    "functionsRuntimeAdminIsolationEnabled",
  ],
  "Azure's libraries": ["ManagedIdentityCredential.getToken", "authLevel"],
  cdktf: ["Aspects.of", "Fn.nonsensitive", "addOverride", "targetVersions"],
  OpenAPI: ["allowEmptyValue", "allowReserved", "externalDocs", "securitySchemes"],
  Terraform: ["for_each", "mock_provider", "prevent_destroy", "terraform_data"],
};
const ofOthers = Object.values(names).flat();

/** The members of each type of the public API, which `API.md` describes. */
function membersByType(): Map<string, Set<string>> {
  const types = new Map<string, Set<string>>();
  for (const [, id] of read("API.md").matchAll(/^#+ .* id="([A-Z]\w*(?:\.\w+)*)"/gm)) {
    const [type, ...path] = id.split(".");
    types.set(type, (types.get(type) ?? new Set()).add(path.at(-1) ?? "constructor"));
  }
  return types;
}

/** The types and arguments of every version of the providers that a stack may ask for. */
function providerNames(): Set<string> {
  const versions = [
    ...AZURERM_VERSIONS.map((version) => providerAt("azurerm", version)),
    installedProvider("azuread"),
  ];
  return new Set(
    versions
      .map(readFacts)
      .flatMap(({ provider, resources, dataSources }) => [
        ...argumentsIn(provider.arguments),
        ...[resources, dataSources].flatMap((types) => [
          ...Object.keys(types),
          ...Object.values(types).flatMap(argumentsIn),
        ]),
      ]),
  );
}

function argumentsIn(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, { fields: inner = {} }]) => [name, ...argumentsIn(inner)]);
}

const api = membersByType();
const members = new Set([...api.values()].flatMap((ofType) => [...ofType]));
const inTerraform = providerNames();
const inBindings = new Set(
  [...inTerraform].map((name) => name.replace(/_(\w)/g, (_, next) => next.toUpperCase())),
);

/** The name in a piece of code, and whether there is such a thing; undefined when it is no name that can be looked up. */
function lookUp(code: string): { name: string; isKnown: boolean } | undefined {
  const [, type, member] = /^(?:new )?([A-Z]\w+)\.(\w+)(?:\(.*\))?$/.exec(code) ?? [];
  if (type) return { name: `${type}.${member}`, isKnown: api.get(type)?.has(member) === true };
  // A word alone may be anything, unless it is written as a property or has more than one part.
  const [, property] =
    /^([a-z]+(?:[A-Z]\w*)+)(?:: .*|\(.*\))?$|^([a-z]\w*): .*$/.exec(code)?.filter(Boolean) ?? [];
  if (property) return { name: property, isKnown: members.has(property) || inBindings.has(property) };
  if (/^[a-z]+(_[a-z0-9]+)+(\.\w+)*$/.test(code)) {
    return {
      name: code,
      isKnown: code.split(".").every((part) => inTerraform.has(part) || /^\d+$/.test(part)),
    };
  }
  if (/^[A-Z]\w*[a-z][A-Z]\w*$/.test(code)) return { name: code, isKnown: api.has(code) };
  return undefined;
}

function namesIn(markdown: string) {
  const text = markdown.replace(/^ *```.*?^ *```$/gms, "");
  return [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => lookUp(code) ?? []);
}

const pages = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

describe("the documentation names only what there is:", () => {
  it.each(pages)("%s", (page) => {
    const unknown = namesIn(read(page)).filter(({ name, isKnown }) => !isKnown && !ofOthers.includes(name));
    expect(unknown.map(({ name }) => name)).toEqual([]);
  });

  it("the names that are others' are in it", () => {
    const all = new Set(pages.flatMap((page) => namesIn(read(page))).map(({ name }) => name));
    expect(ofOthers.filter((name) => !all.has(name))).toEqual([]);
  });

  it.each([
    ["a property", "`apiPaths`"],
    ["a property with its value", '`path: "a"` and `nam: "a"`'],
    ["a member", "`Callers.entraApplication(…)`"],
    ["a type", "`FunctionHost`"],
    ["a part of an argument", "`auth_settings_v2.excluded_path`"],
  ])("%s that does not exist is found", (_, text) => {
    expect(namesIn(text).filter(({ isKnown }) => !isKnown)).toHaveLength(1);
  });
});
