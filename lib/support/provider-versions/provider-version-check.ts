import type { TerraformStack } from "cdktf";
import { type Block, blocksIn, isBlock } from "../json-blocks";
import { resourceTitle } from "../terraform-json";
import { validationError } from "../validation";
import { type AskedVersions, askedIn, isAtLeast, isBelow } from "./asked-versions";
import { type ProviderChange, providerChanges } from "./provider-changes";

/**
 * Rejects what not every version takes that the stack may get, wherever in the stack it stands.
 *
 * It checks what Terraform is given, because a version can be overridden until then.
 */
export function validateProviderVersions(_stack: TerraformStack, json: Block): string[] {
  const resources = isBlock(json.resource) ? json.resource : {};
  const asked = { azurerm: askedIn(json, "azurerm"), azuread: askedIn(json, "azuread") };
  return providerChanges
    .filter((change) => !isKept(asked[change.provider], change))
    .flatMap((change) => change.types.flatMap((type) => usesIn(resources[type], type, change)))
    .map((use) => useError(asked[use.change.provider], use));
}

function isKept(asked: AskedVersions, { change, version }: ProviderChange): boolean {
  return change === "added" ? isAtLeast(asked, version) : isBelow(asked, version);
}

interface Use {
  readonly title: string;
  readonly change: ProviderChange;
  readonly value: unknown;
}

function usesIn(ofType: unknown, type: string, change: ProviderChange): Use[] {
  return Object.entries(isBlock(ofType) ? ofType : {}).flatMap(([name, block]) => {
    const [value] = valuesAt(block, change.argument.split(".")).filter((found) => isAbout(change, found));
    return value === undefined ? [] : [{ title: resourceTitle(type, name, block), change, value }];
  });
}

function valuesAt(block: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (name === undefined) return [block];
  return blocksIn(block).flatMap((inner) => valuesAt(inner[name], rest));
}

function isAbout({ values, below }: ProviderChange, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (below !== undefined) return typeof value === "number" && value < below;
  // A value that Terraform knows later equals none of them, and is the provider's to check.
  return values === undefined || values.some((one) => String(one) === String(value));
}

function useError(asked: AskedVersions, { title, change, value }: Use): string {
  const { provider, version, argument, instead } = change;
  const given =
    change.values || change.below !== undefined ? `${argument} = ${JSON.stringify(value)}` : argument;
  const what = change.title === undefined ? "" : `, ${change.title}`;
  return validationError(
    `${title} has \`${given}\`${what}, and ${describe(asked)}`,
    change.change === "added"
      ? `${provider} takes that from ${version} on`
      : `${provider} takes that only before ${version}`,
    change.change === "added"
      ? `Raise it: ${askFor(provider, `~> ${version.replace(/\.0$/, "")}`)}`
      : `Write ${instead} instead, or stay below: ${askFor(provider, `>= 4.55.0, < ${version}`)}`,
  );
}

function describe({ name, constraint, range }: AskedVersions): string {
  if (range) return `the stack asks for ${name} \`${constraint}\``;
  const found =
    constraint === "" ? "without a version" : `in a version that cannot be read, \`${constraint}\``;
  return `the stack asks for ${name} ${found}, so that it is unknown which one comes`;
}

function askFor(provider: string, constraint: string): string {
  return `\`this.addOverride("terraform.required_providers.${provider}.version", "${constraint}")\` in the stack`;
}
