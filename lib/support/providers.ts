import { TerraformProvider, type TerraformStack } from "cdktf";
import { type Block, resolveTokens } from "./terraform-json";

/** The providers of a kind in a stack; their classes are never loaded for it. */
export function providersOf(stack: TerraformStack, type: "azurerm" | "azuread"): TerraformProvider[] {
  return stack.node
    .findAll()
    .filter(TerraformProvider.isTerraformProvider)
    .filter(({ terraformResourceType }) => terraformResourceType === type);
}

/** A provider of a stack. Most are directly in it, and a walk through the whole stack for each resource would take long. */
export function findProvider(
  stack: TerraformStack,
  type: "azurerm" | "azuread",
  isWanted: (provider: TerraformProvider) => boolean,
): TerraformProvider | undefined {
  const near = stack.node.children
    .filter(TerraformProvider.isTerraformProvider)
    .find((provider) => provider.terraformResourceType === type && isWanted(provider));
  return near ?? providersOf(stack, type).find(isWanted);
}

/** The arguments of a provider as Terraform is given them, overrides included. */
export function argumentsOf(provider: TerraformProvider): Block {
  return resolveTokens(provider, provider.toTerraform()).provider[provider.terraformResourceType][0];
}
