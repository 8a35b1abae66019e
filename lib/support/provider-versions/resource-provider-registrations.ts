import { Annotations, type TerraformProvider, TerraformResource, type TerraformStack } from "cdktf";
import type { IValidation } from "constructs";
import type { Block } from "../json-blocks";
import { argumentsOf, describedProvider, isAzurermProvider } from "../providers";
import { appRegistry } from "../registry";
import { askedBy, isBelow } from "./asked-versions";

/** Resource providers of Azure by the resource types of azurerm that need them. Every subscription has the others. */
const namespaces: readonly (readonly [types: RegExp, namespace: string])[] = [
  [/^azurerm_api_management/, "Microsoft.ApiManagement"],
  [/^azurerm_(application_insights|monitor_)/, "microsoft.insights"],
  [/^azurerm_(\w+_)?function_app|^azurerm_service_plan$/, "Microsoft.Web"],
  [/^azurerm_log_analytics_/, "Microsoft.OperationalInsights"],
  [/^azurerm_(private_dns_|private_endpoint|subnet|virtual_network)/, "Microsoft.Network"],
  [/^azurerm_storage_/, "Microsoft.Storage"],
  [/^azurerm_user_assigned_identity$/, "Microsoft.ManagedIdentity"],
];

const core = ["Microsoft.ManagedIdentity", "Microsoft.Network", "Microsoft.Storage"];
const common = [
  ...core,
  "Microsoft.ApiManagement",
  "Microsoft.OperationalInsights",
  "Microsoft.Web",
  "microsoft.insights",
];

/** What the values of azurerm's `resource_provider_registrations` register of them (its `resourceproviders/required.go`). */
const registeredSets: Readonly<Record<string, readonly string[]>> = {
  core,
  extended: common,
  all: common,
  legacy: common,
};

/** Warns of a stack whose azurerm leaves resource providers unregistered that a new subscription does not have. */
export function warnOfRegistrations(stack: TerraformStack): void {
  const stacks = appRegistry<Registrations>(stack, "registrations of resource providers");
  if (stacks.has(stack)) return;
  const registrations = new Registrations(stack);
  stacks.set(stack, registrations);
  stack.node.addValidation(registrations);
}

class Registrations implements IValidation {
  private readonly warned = new Set<TerraformProvider>();

  public constructor(private readonly stack: TerraformStack) {}

  public validate(): string[] {
    const constructs = this.stack.node.findAll();
    const resources = constructs.filter(TerraformResource.isTerraformResource);
    const isBelow5 = isBelow(askedBy(this.stack, "azurerm"), "5.0.0");
    for (const provider of constructs.filter(isAzurermProvider)) {
      const registered = registeredBy(argumentsOf(provider), isBelow5);
      const missing = neededBy(resources.filter((resource) => isOf(resource, provider))).filter(
        (namespace) => registered?.includes(namespace.toLowerCase()) === false,
      );
      if (missing.length > 0) this.warn(provider, missing);
    }
    return [];
  }

  private warn(provider: TerraformProvider, missing: readonly string[]): void {
    if (this.warned.has(provider)) return;
    this.warned.add(provider);
    Annotations.of(provider).addWarning(warning(provider, missing));
  }
}

/** Whether a resource is a provider's: the one that it names, or the one without an alias. */
function isOf(resource: TerraformResource, provider: TerraformProvider): boolean {
  return resource.provider === undefined ? provider.alias === undefined : resource.provider === provider;
}

function neededBy(resources: readonly TerraformResource[]): string[] {
  const types = [...new Set(resources.map(({ terraformResourceType }) => terraformResourceType))];
  return [
    ...namespaces.filter(([pattern]) => types.some((type) => pattern.test(type))).map(([, name]) => name),
    ...(resources.some(isFlexAppInNetwork) ? ["Microsoft.App"] : []),
  ];
}

// Microsoft's "Azure Functions networking options": the subnet of a Flex Consumption app is one of Container Apps.
function isFlexAppInNetwork(resource: TerraformResource): boolean {
  const { virtualNetworkSubnetIdInput } = resource as { readonly virtualNetworkSubnetIdInput?: unknown };
  return (
    resource.terraformResourceType === "azurerm_function_app_flex_consumption" &&
    virtualNetworkSubnetIdInput !== undefined
  );
}

/** What a provider registers, in lower case; undefined when that is not known, or not its task. */
function registeredBy(provider: Block, isBelow5: boolean): string[] | undefined {
  const { resource_provider_registrations: chosen, resource_providers_to_register: listed } = provider;
  // From 5.0 on nothing is registered by default. Whoever writes "none" registers elsewhere.
  const set = chosen === undefined ? (isBelow5 ? registeredSets.legacy : []) : registeredSets[String(chosen)];
  return set && [...set, ...[listed ?? []].flat()].map((namespace) => String(namespace).toLowerCase());
}

function warning(provider: TerraformProvider, missing: readonly string[]): string {
  const list = missing.map((namespace) => `"${namespace}"`).join(", ");
  return `The provider ${describedProvider(provider)} does not register ${missing.join(", ")}, and a first deployment to a new subscription fails without. From 5.0 on azurerm registers only what it is told to. Write \`resourceProvidersToRegister: [${list}]\`, or \`resourceProviderRegistrations: "none"\` where they are registered otherwise.`;
}
