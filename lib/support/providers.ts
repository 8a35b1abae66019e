import { TerraformProvider, type TerraformStack } from "cdktf";
import { type Block, resolveTokens } from "./terraform-json";

/** The providers of a kind in a stack; their classes are never loaded for it. */
export function providersOf(stack: TerraformStack, type: "azurerm" | "azuread"): TerraformProvider[] {
  return stack.node
    .findAll()
    .filter(TerraformProvider.isTerraformProvider)
    .filter(({ terraformResourceType }) => terraformResourceType === type);
}

/** The arguments of a provider as Terraform is given them, overrides included. */
export function argumentsOf(provider: TerraformProvider): Block {
  return resolveTokens(provider, provider.toTerraform()).provider[provider.terraformResourceType][0];
}
