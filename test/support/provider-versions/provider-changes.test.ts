import {
  behaviorChanges,
  changeSources,
  type ProviderChange,
  providerChanges,
} from "../../../lib/support/provider-versions/provider-changes";
import { isBefore } from "../../../lib/support/provider-versions/version-range";
import { AZURERM_VERSIONS, providerAt, readFacts } from "../../terraform/facts/facts-files";
import type { ArgumentFacts, Fields } from "../../terraform/facts/provider-facts";
import { usedTypes } from "../../terraform/facts/used-types";

const versions = AZURERM_VERSIONS.map((version) => ({
  version,
  resources: readFacts(providerAt("azurerm", version)).resources,
}));
const [oldest, ...newer] = versions;

/** A row of the table for one type and one value. */
interface Fact {
  readonly type: string;
  readonly argument: string;
  readonly value?: string;
}
const keyOf = ({ type, argument, value }: Fact) => [type, argument, value ?? ""].join(" ").trim();

const rows = providerChanges.flatMap((change) =>
  change.types.flatMap((type) =>
    (change.values ?? [undefined]).map((value) => ({
      change,
      fact: { type, argument: change.argument, value: value === undefined ? undefined : String(value) },
    })),
  ),
);

describe("the table of what came and went with azurerm", () => {
  it.each(
    rows.map(
      ({ change, fact }) => [`${change.version} ${change.change} ${keyOf(fact)}`, change, fact] as const,
    ),
  )("agrees with the provider's own schema: %s", (_title, change, fact) => {
    for (const { version, resources } of versions) {
      const isThere = !isBefore(version, change.version) === (change.change === "added");
      expect([version, isTaken(resources[fact.type], fact, change)]).toEqual([version, isThere]);
    }
  });

  it("knows every argument and value that came or went, of every type that the library makes", () => {
    const made = usedTypes("azurerm", ["lib"]).resources;
    const differences = newer.flatMap(({ resources }, index) =>
      made.flatMap((type) => differencesOf(type, versions[index].resources[type], resources[type])),
    );
    expect(differences.length).toBeGreaterThan(40);
    const known = new Set(rows.map(({ fact }) => keyOf(fact)));
    expect(differences.map(keyOf).filter((key) => !known.has(key))).toEqual([]);
  });

  it("is of versions after the oldest that is supported, in their order", () => {
    const ofTable = providerChanges.map(({ version }) => version);
    expect(ofTable.filter((version) => !isBefore(oldest.version, version))).toEqual([]);
    expect(ofTable.filter((version, index) => index > 0 && isBefore(version, ofTable[index - 1]))).toEqual(
      [],
    );
  });

  it("says what to write instead of what went", () => {
    const gone = providerChanges.filter(({ change }) => change === "removed");
    expect(gone.filter(({ instead }) => instead === undefined)).toEqual([]);
  });

  it("is from public sources, and names arguments that behave otherwise", () => {
    expect(changeSources.every((source) => source.startsWith("https://github.com/hashicorp/"))).toBe(true);
    const unknown = behaviorChanges.flatMap(({ types, argument }) =>
      types.filter((type) => type !== "provider" && !oldest.resources[type]?.[argument]),
    );
    expect(unknown).toEqual([]);
  });
});

function isTaken(fields: Fields | undefined, { argument, value }: Fact, { below }: ProviderChange): boolean {
  const facts = argumentAt(fields, argument.split("."));
  if (!facts) return false;
  if (below !== undefined) return (facts.min ?? 0) < below;
  return value === undefined || (facts.elem ?? facts).allowed?.includes(value) !== false;
}

function argumentAt(fields: Fields | undefined, [name = "", ...rest]: string[]): ArgumentFacts | undefined {
  const facts = fields?.[name];
  return rest.length === 0 ? facts : argumentAt(facts?.fields, rest);
}

/** What a stack can write in one of two versions alone. */
function differencesOf(type: string, before: Fields = {}, after: Fields = {}, path = ""): Fact[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const argument = `${path}${name}`;
    const [old, present] = [before[name], after[name]];
    if (!old || !present) return isWritable(old ?? present) ? [{ type, argument }] : [];
    const inBlock = differencesOf(type, old.fields, present.fields, `${argument}.`);
    const range = old.min === present.min && old.max === present.max ? [] : [{ type, argument }];
    return [
      ...inBlock,
      ...range,
      ...valueDifferences(old, present).map((value) => ({ type, argument, value })),
    ];
  });
}

function valueDifferences(old: ArgumentFacts, present: ArgumentFacts): string[] {
  const [before, after] = [old.allowed ?? [], present.allowed ?? []];
  if (before.length === 0 || after.length === 0) return [];
  return [
    ...before.filter((value) => !after.includes(value)),
    ...after.filter((value) => !before.includes(value)),
  ];
}

function isWritable(facts: ArgumentFacts | undefined): boolean {
  return facts?.required === true || facts?.optional === true;
}
