import type { ApiManagementNamedValue } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import type { ITerraformDependable } from "cdktf";
import { validationError } from "../../support/validation";
import { hasTerraformValue } from "../terraform-values";
import { childElements, type XmlElement } from "../xml/xml-element";
import { evaluatedTexts } from "./secrets";

/** Names of those named values that hold no policy expression: secrets of Key Vault, and plain texts. */
export function harmlessNamedValues(dependables: readonly ITerraformDependable[]): string[] {
  return dependables
    .filter(isNamedValue)
    .filter(({ valueFromKeyVaultInput, valueInput }) => valueFromKeyVaultInput || isPlain(valueInput))
    .flatMap(({ displayNameInput }) => displayNameInput ?? []);
}

/** Names of the named values that an element uses, and all in it. */
export function namedValuesIn(element: XmlElement): string[] {
  const own = evaluatedTexts(element).flatMap(({ reads }) =>
    reads.flatMap((read) => (read.what === "namedValue" ? [read.name] : [])),
  );
  return [...new Set([...own, ...childElements(element).flatMap(namedValuesIn)])];
}

/** Rejects named values that a gateway which is made together with the policy does not have. */
export function validateNamedValues(
  used: readonly string[],
  dependables: readonly ITerraformDependable[],
  ofConstruct: readonly string[],
): string[] {
  const needed = dependables.filter(isNamedValue).map(({ displayNameInput }) => displayNameInput);
  return used
    .filter((name) => !ofConstruct.includes(name) && !needed.includes(name))
    .map((name) =>
      validationError(
        `A policy uses the named value \`{{${name}}}\`, which the new gateway does not have`,
        "Named values of a gateway that is made here are made with it, before the policies (R8)",
        `Set \`namedValues: { ${JSON.stringify(name)}: { secretUrl: "https://{vault}.vault.azure.net/secrets/{name}" } }\``,
      ),
    );
}

function isNamedValue(dependable: ITerraformDependable): dependable is ApiManagementNamedValue {
  return "terraformResourceType" in dependable && dependable.terraformResourceType === namedValueType;
}

const namedValueType = "azurerm_api_management_named_value";

function isPlain(value: string | undefined): boolean {
  return value !== undefined && !hasTerraformValue(value) && !/@[({]/.test(value);
}
