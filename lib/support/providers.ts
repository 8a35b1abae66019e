import { type TerraformDataSource, TerraformProvider, type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Block } from "./json-blocks";
import { resolveTokens } from "./terraform-json";
import { validationError } from "./validation";

/** The kinds of providers that the library's resources are of. */
export type ProviderType = "azurerm" | "azuread";

/** The providers of a kind in a stack; their classes are never loaded for it. */
export function providersOf(stack: TerraformStack, type: ProviderType): TerraformProvider[] {
  return stack.node
    .findAll()
    .filter(TerraformProvider.isTerraformProvider)
    .filter(({ terraformResourceType }) => terraformResourceType === type);
}

/** A provider of a stack. Most are directly in it, and a walk through the whole stack for each resource would take long. */
export function findProvider(
  stack: TerraformStack,
  type: ProviderType,
  isWanted: (provider: TerraformProvider) => boolean,
): TerraformProvider | undefined {
  const near = stack.node.children
    .filter(TerraformProvider.isTerraformProvider)
    .find((provider) => provider.terraformResourceType === type && isWanted(provider));
  return near ?? providersOf(stack, type).find(isWanted);
}

/** The providers of a kind that resources without a `provider` argument use: those without an alias. */
export function providersWithoutAlias(stack: TerraformStack, type: ProviderType): TerraformProvider[] {
  return providersOf(stack, type).filter(({ alias }) => alias === undefined);
}

/** The arguments of a provider as Terraform is given them, overrides included. */
export function argumentsOf(provider: TerraformProvider): Block {
  return resolveTokens(provider, provider.toTerraform()).provider[provider.terraformResourceType][0];
}

/** The name by which a resource's `provider` argument names a provider. */
export function providerName({ terraformResourceType, alias }: TerraformProvider): string {
  return alias === undefined ? terraformResourceType : `${terraformResourceType}.${alias}`;
}

/** The name of the provider that Terraform takes for a resource: the one that it names, or the one without an alias. */
export function wantedProvider(resource: TerraformResource | TerraformDataSource): string {
  const { rawOverrides } = resource as unknown as { readonly rawOverrides: Block };
  if (rawOverrides.provider !== undefined) return String(resolveTokens(resource, rawOverrides.provider));
  return resource.provider
    ? providerName(resource.provider)
    : resource.terraformResourceType.split("_", 1)[0];
}

/** A provider as a message names it: by its construct, and by its name in Terraform. */
export function describedProvider(provider: TerraformProvider): string {
  return `${provider.node.path} (\`${providerName(provider)}\`)`;
}

export function isAzurermProvider(value: unknown): value is TerraformProvider {
  return TerraformProvider.isTerraformProvider(value) && value.terraformResourceType === "azurerm";
}

/** Rejects a provider of another stack: Terraform has none of another state. */
export function validateOwnProvider(
  property: string,
  scope: IConstruct,
  provider: TerraformProvider,
): string[] {
  const stack = TerraformStack.of(scope);
  if (TerraformStack.of(provider) === stack) return [];
  return [
    validationError(
      `\`${property}\` was given as ${describedProvider(provider)}, a provider of another stack`,
      `Allowed is a provider of the stack ${stack.node.path}`,
      `Make one in ${stack.node.path}, with the same configuration`,
    ),
  ];
}

/**
 * The provider with which a stack manages what is on a part: the part's own, or, for a part of another stack, the
 * one that has the same alias.
 *
 * @param provider the part's own provider; none is the one without an alias
 */
export function providerIn(
  scope: IConstruct,
  provider: TerraformProvider | undefined,
): TerraformProvider | undefined {
  const stack = TerraformStack.of(scope);
  if (provider === undefined || TerraformStack.of(provider) === stack) return provider;
  return findProvider(stack, "azurerm", ({ alias }) => alias === provider.alias);
}

/** Rejects a part of another stack whose provider this stack has none like. */
export function validateProviderOf(
  what: string,
  scope: IConstruct,
  provider: TerraformProvider | undefined,
): string[] {
  if (provider?.alias === undefined || providerIn(scope, provider)) return [];
  const stack = TerraformStack.of(scope).node.path;
  const existing = providersOf(TerraformStack.of(scope), "azurerm").map(providerName);
  return [
    validationError(
      `${what} is managed with the provider ${describedProvider(provider)}, and the stack ${stack} has ${
        existing.length === 0 ? "no azurerm provider yet" : `only \`${existing.join("`, `")}\` yet`
      }`,
      "What is on it is managed with the provider of the same alias in each stack",
      `Write \`new AzurermProvider(this, ${JSON.stringify(provider.alias)}, { alias: ${JSON.stringify(provider.alias)}, … })\` in ${stack}, before what uses it`,
    ),
  ];
}
