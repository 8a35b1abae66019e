import { installedProvider, PROVIDERS, providerAt, readFacts } from "./facts/facts-files";
import type { ArgumentFacts, Fields } from "./facts/provider-facts";
import { handWrittenTypes, usedTypes } from "./facts/used-types";

describe.each(PROVIDERS)("the facts of %s", (name) => {
  const facts = readFacts(installedProvider(name));
  const { resources, dataSources } = usedTypes(name);

  it("are of the version from which the installed bindings were generated", () => {
    expect(facts.provider).toMatchObject({ name, version: installedProvider(name).version });
  });

  it("are of the resource types and data sources that the library and the examples use, and of no others", () => {
    expect(resources).toContain(
      name === "azurerm" ? "azurerm_linux_function_app_slot" : "azuread_application",
    );
    expect(Object.keys(facts.resources)).toEqual([...resources, ...handWrittenTypes[name]].sort());
    expect(Object.keys(facts.dataSources)).toEqual(dataSources);
  });

  it("relate arguments that exist", () => {
    const missing = everyBlock(facts).flatMap(([type, fields]) =>
      relatedPaths(fields)
        .filter((path) => !argumentAt(fields, path))
        .map((path) => `${type}: ${path}`),
    );
    expect(missing).toEqual([]);
  });
});

it("facts of a version that is not there are asked for by name", () => {
  expect(() => providerAt("azurerm", "4.0.0")).toThrow(
    /no facts of azurerm 4\.0\.0 in test\/terraform\/facts, only .*azurerm-4\.55\.0\.json.* Add azurerm-4\.0\.0\.json/,
  );
});

type Facts = ReturnType<typeof readFacts>;

function everyBlock({ provider, resources, dataSources }: Facts): [string, Fields][] {
  return [["provider", provider.arguments], ...Object.entries(resources), ...Object.entries(dataSources)];
}

function everyArgument(fields: Fields): ArgumentFacts[] {
  return Object.values(fields).flatMap((argument) => [argument, ...everyArgument(argument.fields ?? {})]);
}

function relatedPaths(fields: Fields): string[] {
  return everyArgument(fields).flatMap(({ conflictsWith, requiredWith, exactlyOneOf, atLeastOneOf }) =>
    [conflictsWith, requiredWith, exactlyOneOf, atLeastOneOf].flatMap((paths) => paths ?? []),
  );
}

function argumentAt(fields: Fields, path: string): ArgumentFacts | undefined {
  const [first = "", ...rest] = path.split(".").filter((step) => !/^\d+$/.test(step));
  const argument = fields[first];
  return rest.length === 0 ? argument : argumentAt(argument?.fields ?? {}, rest.join("."));
}
