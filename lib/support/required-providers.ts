import { TerraformDataSource, TerraformProvider, TerraformResource, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { neededFeatures } from "./azurerm-provider";
import { type ProviderType, providerName, wantedProvider } from "./providers";
import { appRegistry } from "./registry";
import { throwIfInvalidInput, validationError } from "./validation";

type Element = TerraformResource | TerraformDataSource;

/** How a program writes the providers of a kind. */
const classes: Readonly<Record<ProviderType, { readonly name: string; readonly module: string }>> = {
  azuread: { name: "AzureadProvider", module: "@cdktf/provider-azuread/lib/provider" },
  azurerm: { name: "AzurermProvider", module: "@cdktf/provider-azurerm/lib/provider" },
};

/** What the azurerm provider has to be told, by the resource type for which it has to be. */
const features: readonly (readonly [type: string, feature: string])[] = [
  ["azurerm_storage_account", neededFeatures.storage],
  ["azurerm_resource_group_template_deployment", neededFeatures.templateDeployment],
];

/**
 * At synth: says which providers a stack lacks, what for, and how they are written. cdktf's own validation names neither
 * a construct nor a line, and is content with a provider that has an alias, so it runs after this one.
 */
export function requireProviders(stack: TerraformStack): void {
  const stacks = appRegistry<true>(stack, "stacks that require providers");
  if (stacks.has(stack)) return;
  stacks.set(stack, true);
  const validate = stack.runAllValidations.bind(stack);
  stack.runAllValidations = () => {
    throwIfInvalidInput(stack.node.path, validateRequiredProviders(stack));
    validate();
  };
}

function validateRequiredProviders(stack: TerraformStack): string[] {
  const constructs = stack.node.findAll();
  const existing = constructs.filter(TerraformProvider.isTerraformProvider).map(providerName);
  const lacking = constructs
    .filter(isElement)
    .filter((element) => !existing.includes(wantedProvider(element)));
  const wanted = [...new Set(lacking.map(wantedProvider))].filter((name) => kindOf(name) in classes);
  return wanted.map((name) =>
    missingError(
      stack,
      name,
      lacking.filter((element) => wantedProvider(element) === name),
      existing,
    ),
  );
}

function isElement(construct: IConstruct): construct is Element {
  return (
    TerraformResource.isTerraformResource(construct) || TerraformDataSource.isTerraformDataSource(construct)
  );
}

/** The kind of a provider or a resource, by its name: `azurerm` for `azurerm.hub` and `azurerm_subnet`. */
function kindOf(name: string): ProviderType {
  return name.split(/[._]/, 1)[0] as ProviderType;
}

function missingError(
  stack: TerraformStack,
  wanted: string,
  [first, ...others]: readonly Element[],
  existing: readonly string[],
): string {
  const kind = kindOf(wanted);
  const alias = wanted.split(".")[1];
  const ofKind = existing.filter((name) => kindOf(name) === kind);
  const more = others.length > 0 ? ` and ${others.length} more need` : " needs";
  const written = lineOf(kind, alias, [first, ...others]);
  return validationError(
    `${first.node.path} (\`${first.terraformResourceType}\`)${more} the provider \`${wanted}\`, and the stack ${stack.node.path} has ${
      ofKind.length > 0 ? `only \`${ofKind.join("`, `")}\`` : "none"
    }`,
    "A stack has providers of its own, and what names no provider takes the one without an alias",
    `Write \`${written}\` in the stack, with \`import { ${classes[kind].name} } from "${classes[kind].module}"\`${
      alias === undefined && ofKind.length > 0 && kind === "azurerm"
        ? ", or give the construct a `provider`"
        : ""
    }`,
  );
}

function lineOf(kind: ProviderType, alias: string | undefined, elements: readonly Element[]): string {
  const types = new Set(elements.map(({ terraformResourceType }) => terraformResourceType));
  const told = features.filter(([type]) => types.has(type)).map(([, feature]) => feature);
  const settings = [
    ...(alias === undefined ? [] : [`alias: "${alias}"`]),
    ...(kind === "azurerm" ? [`features: [{${told.length > 0 ? ` ${told.join(", ")} ` : ""}}]`] : []),
  ];
  const config = settings.length > 0 ? `, { ${settings.join(", ")} }` : "";
  return `new ${classes[kind].name}(this, "${alias ?? kind}"${config})`;
}
