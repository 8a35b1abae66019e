import { mapArguments } from "../../../../../lib/access/stack/private/synthesized/map-arguments";
import { providerDefaults } from "../../../../../lib/access/stack/private/synthesized/provider-defaults";
import { installedProvider, PROVIDERS, readFacts } from "../../../../terraform/facts/facts-files";
import type { ArgumentFacts, Fields } from "../../../../terraform/facts/provider-facts";

const facts = PROVIDERS.map((name) => readFacts(installedProvider(name)));
const resources = new Map(facts.flatMap(({ resources }) => Object.entries(resources)));

function argumentsOf(fields: Fields, prefix = ""): [string, ArgumentFacts][] {
  return Object.entries(fields).flatMap(([name, argument]) => [
    [prefix + name, argument] as [string, ArgumentFacts],
    ...argumentsOf(argument.fields ?? {}, `${prefix}${name}.`),
  ]);
}

describe("what is known of the providers", () => {
  it.each(Object.entries(providerDefaults))("is what they say of the defaults of %s", (type, defaults) => {
    const known = new Map(argumentsOf(resources.get(type) ?? {}));
    expect(Object.fromEntries(Object.keys(defaults).map((path) => [path, known.get(path)?.default]))).toEqual(
      defaults,
    );
  });

  it("names each argument that is a map", () => {
    const maps = [...resources.values()]
      .flatMap((fields) => argumentsOf(fields))
      .filter(
        ([, { type, fields, optional, required }]) => type === "Map" && !fields && (optional || required),
      )
      .map(([path]) => path.slice(path.lastIndexOf(".") + 1));
    expect([...new Set(maps)].filter((name) => !mapArguments.has(name))).toEqual([]);
  });
});
