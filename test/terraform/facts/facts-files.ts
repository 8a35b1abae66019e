import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type FactsChanges, withChanges } from "./facts-changes";
import type { ProviderFacts } from "./provider-facts";

const BINDINGS = resolve(__dirname, "../../../node_modules/@cdktf");

/** The providers that the library needs. */
export const PROVIDERS = ["azurerm", "azuread"] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** The versions of azurerm that `docs/provider-versions.md` names, the oldest first. */
export const AZURERM_VERSIONS = ["4.55.0", "4.69.0", "5.2.0"] as const;
export type AzurermVersion = (typeof AZURERM_VERSIONS)[number];

/** A provider at one version, and the files of its facts: all of them first, then the changes up to the version. */
export interface ProviderVersion {
  readonly name: ProviderName;
  readonly version: string;
  readonly factsFiles: readonly string[];
}

/** The provider at the version from which its installed bindings were generated. */
export function installedProvider(name: ProviderName): ProviderVersion {
  return providerAt(name, bindingsVersion(name));
}

/** The provider at any version of which there are facts. */
export function providerAt(name: ProviderName, version: string): ProviderVersion {
  const whole = join(__dirname, `${name}-${version}.json`);
  if (existsSync(whole)) return { name, version, factsFiles: [whole] };
  const changes = join(__dirname, `${name}-${version}.changes.json`);
  if (existsSync(changes)) {
    const { base }: FactsChanges = JSON.parse(readFileSync(changes, "utf8"));
    return { name, version, factsFiles: [...providerAt(name, base).factsFiles, changes] };
  }
  const known = readdirSync(__dirname).filter((file) => file.endsWith(".json"));
  throw new Error(
    `There are no facts of ${name} ${version} in test/terraform/facts, only ${known.join(", ")}. ` +
      `Add ${name}-${version}.json, or install bindings that were generated from a known version.`,
  );
}

/** Every version of every provider of which there are facts, and which a stack can therefore ask for. */
export function knownProviders(): ProviderVersion[] {
  return [...AZURERM_VERSIONS.map((version) => providerAt("azurerm", version)), installedProvider("azuread")];
}

export function readFacts({ factsFiles }: Pick<ProviderVersion, "factsFiles">): ProviderFacts {
  const [facts, ...changes] = factsFiles.map((file) => JSON.parse(readFileSync(file, "utf8")));
  return changes.reduce(withChanges, facts);
}

function bindingsVersion(name: ProviderName): string {
  const text = readFileSync(join(BINDINGS, `provider-${name}/lib/provider/index.js`), "utf8");
  const version = /providerVersion: '([^']+)'/.exec(text)?.[1];
  if (!version) throw new Error(`@cdktf/provider-${name} does not say from which version it was generated.`);
  return version;
}
