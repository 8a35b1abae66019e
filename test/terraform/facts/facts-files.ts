import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ProviderFacts } from "./provider-facts";

const BINDINGS = resolve(__dirname, "../../../node_modules/@cdktf");

/** The providers that the library needs. */
export const PROVIDERS = ["azurerm", "azuread"] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** A provider at one version, and the file of its facts. */
export interface ProviderVersion {
  readonly name: ProviderName;
  readonly version: string;
  readonly factsFile: string;
}

/** The provider at the version from which its installed bindings were generated. */
export function installedProvider(name: ProviderName): ProviderVersion {
  return providerAt(name, bindingsVersion(name));
}

/** The provider at any version of which there are facts. */
export function providerAt(name: ProviderName, version: string): ProviderVersion {
  const factsFile = join(__dirname, `${name}-${version}.json`);
  if (existsSync(factsFile)) return { name, version, factsFile };
  const known = readdirSync(__dirname).filter((file) => file.endsWith(".json"));
  throw new Error(
    `There are no facts of ${name} ${version} in test/terraform/facts, only ${known.join(", ")}. ` +
      `Add ${name}-${version}.json, or install bindings that were generated from a known version.`,
  );
}

export function readFacts({ factsFile }: ProviderVersion): ProviderFacts {
  return JSON.parse(readFileSync(factsFile, "utf8"));
}

function bindingsVersion(name: ProviderName): string {
  const text = readFileSync(join(BINDINGS, `provider-${name}/lib/provider/index.js`), "utf8");
  const version = /providerVersion: '([^']+)'/.exec(text)?.[1];
  if (!version) throw new Error(`@cdktf/provider-${name} does not say from which version it was generated.`);
  return version;
}
