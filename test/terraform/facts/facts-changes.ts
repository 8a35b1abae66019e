import type { ArgumentFacts, Fields, ProviderFacts } from "./provider-facts";

/** What is another in a version than in the one before it; what is not named stayed. */
export interface FactsChanges {
  readonly provider: { readonly name: string; readonly version: string };
  /** The version before. */
  readonly base: string;
  readonly arguments: ChangedArguments;
  readonly resources: { readonly [type: string]: ChangedArguments };
  readonly dataSources: { readonly [type: string]: ChangedArguments };
}

/** The facts of new and changed arguments by their paths, without those of the arguments in a block; `null` is gone. */
interface ChangedArguments {
  readonly [path: string]: ArgumentFacts | null;
}

export function withChanges(facts: ProviderFacts, changes: FactsChanges): ProviderFacts {
  return {
    provider: { ...changes.provider, arguments: changed(facts.provider.arguments, changes.arguments) },
    resources: changedTypes(facts.resources, changes.resources),
    dataSources: changedTypes(facts.dataSources, changes.dataSources),
  };
}

function changedTypes(
  types: ProviderFacts["resources"],
  changes: FactsChanges["resources"],
): ProviderFacts["resources"] {
  const entries = Object.entries(types).map(([type, fields]) => [type, changed(fields, changes[type] ?? {})]);
  return Object.fromEntries(entries);
}

function changed(fields: Fields, changes: ChangedArguments): Fields {
  return Object.entries(changes).reduce((all, [path, facts]) => at(all, path.split("."), facts), fields);
}

function at(fields: Fields, [name = "", ...rest]: readonly string[], facts: ArgumentFacts | null): Fields {
  const { [name]: before, ...others } = fields;
  if (rest.length > 0) return { ...fields, [name]: inBlock(before, rest, facts) };
  if (facts === null) return others;
  const kept = { asAttribute: before?.asAttribute, fields: before?.fields };
  return { ...fields, [name]: { ...facts, ...defined(kept) } };
}

function inBlock(
  block: ArgumentFacts | undefined,
  rest: readonly string[],
  facts: ArgumentFacts | null,
): ArgumentFacts {
  if (!block) throw new Error(`The change of ${rest.join(".")} is in a block of which there are no facts.`);
  return { ...block, fields: at(block.fields ?? {}, rest, facts) };
}

function defined<T extends object>(members: T): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;
}
