import type { TerraformStack } from "cdktf";
import { type Block, isBlock } from "../json-blocks";
import { findProvider, type ProviderType } from "../providers";
import { resolveTokens } from "../terraform-json";
import { isBefore, type Version, type VersionRange, versionRange } from "./version-range";

/** The versions of a provider that a stack asks Terraform for. */
export interface AskedVersions {
  readonly name: ProviderType;
  /** The constraint as the stack says it, for a person: `4.55.0`. */
  readonly constraint: string;
  /** What the constraint allows; undefined when it cannot be read, so that any version may come. */
  readonly range?: VersionRange;
}

/**
 * The versions that the JSON of a stack asks for, which are what Terraform installs unless a lock file has chosen
 * one of them before.
 */
export function askedIn({ terraform }: Block, name: ProviderType): AskedVersions {
  const { required_providers } = isBlock(terraform) ? terraform : {};
  return asked(isBlock(required_providers) ? required_providers : {}, name);
}

/**
 * The versions that a stack asks for as it is now: those that the bindings of its providers were generated from,
 * under what `addOverride("terraform.required_providers…")` says.
 */
export function askedBy(stack: TerraformStack, name: ProviderType): AskedVersions {
  const provider = findProvider(stack, name, () => true);
  const generated = provider?.terraformGeneratorMetadata?.providerVersion;
  const entry = generated === undefined ? {} : { [name]: { version: generated } };
  const overridden = requiredProviders(stack);
  return asked(resolveTokens(stack, { ...entry, ...withVersion(overridden, name) }), name);
}

/** Whether every version that a stack may get is that one, or newer. */
export function isAtLeast({ range }: AskedVersions, version: Version): boolean {
  return range !== undefined && !isBefore(range.lowest, version);
}

/** Whether every version that a stack may get is older than that one. */
export function isBelow({ range }: AskedVersions, version: Version): boolean {
  return range?.below !== undefined && !isBefore(version, range.below);
}

function asked(entries: Block, name: ProviderType): AskedVersions {
  const entry = entries[name];
  // Terraform also takes a constraint alone, as before 0.13.
  const version = isBlock(entry) ? entry.version : entry;
  const constraint = typeof version === "string" ? version : "";
  return { name, constraint, range: versionRange(constraint) };
}

// cdktf has no other way to read what a program overrides in a stack before its JSON is made.
function requiredProviders(stack: TerraformStack): Block {
  const { rawOverrides } = stack as unknown as { readonly rawOverrides?: Block };
  const terraform = rawOverrides?.terraform;
  const entries = isBlock(terraform) ? terraform.required_providers : undefined;
  return isBlock(entries) ? entries : {};
}

// An entry that says nothing of the version leaves the bindings' one.
function withVersion(entries: Block, name: ProviderType): Block {
  const entry = entries[name];
  if (entry === undefined || (isBlock(entry) && !("version" in entry))) return {};
  return { [name]: entry };
}
