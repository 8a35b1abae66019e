import type { ApiManagementNamedValue } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import type { ITerraformDependable } from "cdktf";
import { hasTerraformValue } from "../terraform-values";

/** Names of those named values that hold no policy expression: secrets of Key Vault, and plain texts. */
export function harmlessNamedValues(dependables: readonly ITerraformDependable[]): string[] {
  return dependables
    .filter(isNamedValue)
    .filter(({ valueFromKeyVaultInput, valueInput }) => valueFromKeyVaultInput || isPlain(valueInput))
    .flatMap(({ displayNameInput }) => displayNameInput ?? []);
}

function isNamedValue(dependable: ITerraformDependable): dependable is ApiManagementNamedValue {
  return "terraformResourceType" in dependable && dependable.terraformResourceType === namedValueType;
}

const namedValueType = "azurerm_api_management_named_value";

function isPlain(value: string | undefined): boolean {
  return value !== undefined && !hasTerraformValue(value) && !/@[({]/.test(value);
}
