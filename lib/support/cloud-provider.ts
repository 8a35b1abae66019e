import { Annotations, type TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct, IValidation } from "constructs";
import { AzureCloud } from "./cloud";
import { argumentsOf, providersWithoutAlias } from "./providers";
import { appRegistry, isInTree } from "./registry";
import { validationError } from "./validation";

/** Clouds by what the providers' `environment` calls them. */
const cloudNames: ReadonlyMap<unknown, string> = new Map([
  ["public", "public"],
  ["global", "public"],
  ["usgovernment", "usgovernment"],
  ["usgovernmentl4", "usgovernment"],
  ["usgovernmentl5", "usgovernment"],
  ["dod", "usgovernment"],
  ["china", "china"],
]);

/**
 * At synth: the providers of a construct have to work in the cloud whose Entra the gate trusts. Otherwise the gate
 * would trust the tokens of a tenant of another cloud.
 *
 * @param azurerm the construct's azurerm provider; none is the stack's without an alias
 */
export function checkCloudOfProviders(
  construct: IConstruct,
  cloud: AzureCloud,
  azurerm?: TerraformProvider,
): void {
  const stack = TerraformStack.of(construct);
  const validations = appRegistry<CloudProviders>(stack, "checks of the providers' clouds");
  const validation = validations.get(stack) ?? new CloudProviders(stack);
  if (!validations.has(stack)) stack.node.addValidation(validation);
  validations.set(stack, validation);
  validation.add({ construct, cloud, azurerm });
}

interface ProviderUse {
  readonly construct: IConstruct;
  readonly cloud: AzureCloud;
  readonly azurerm?: TerraformProvider;
}

// One for a stack, so that a provider has one error however many constructs rely on it.
class CloudProviders implements IValidation {
  private readonly uses: ProviderUse[] = [];
  private readonly warned = new Set<TerraformProvider>();

  public constructor(private readonly stack: TerraformStack) {}

  public add(use: ProviderUse): void {
    this.uses.push(use);
  }

  public validate(): string[] {
    const uses = this.uses.filter(({ construct }) => isInTree(construct));
    const clouds = new Set(uses.map(({ cloud }) => cloud));
    // Each of them is a walk through the whole stack.
    const azurerm = providersWithoutAlias(this.stack, "azurerm");
    const azuread = providersWithoutAlias(this.stack, "azuread");
    const providersFor = (use: ProviderUse) => [...(use.azurerm ? [use.azurerm] : azurerm), ...azuread];
    return [...clouds].flatMap((cloud) => {
      const constructs = new Map(
        uses
          .filter((use) => use.cloud === cloud)
          .flatMap((use) => providersFor(use).map((provider) => [provider, use.construct] as const)),
      );
      return [...constructs].flatMap(([provider, construct]) =>
        this.validateProvider(provider, cloud, construct),
      );
    });
  }

  private validateProvider(provider: TerraformProvider, cloud: AzureCloud, construct: IConstruct): string[] {
    const { environment, metadata_host } = argumentsOf(provider);
    // Of a metadata host, and of what Terraform decides, the cloud is not known.
    if (metadata_host !== undefined || String(environment).includes("${")) return [];
    if (environment === undefined) {
      if (cloud !== AzureCloud.PUBLIC) this.warn(provider, cloud, construct);
      return [];
    }
    if (cloudNames.get(String(environment).toLowerCase()) === cloud.name) return [];
    return [mismatchError(provider, environment, cloud, construct)];
  }

  private warn(provider: TerraformProvider, cloud: AzureCloud, construct: IConstruct): void {
    if (this.warned.has(provider)) return;
    this.warned.add(provider);
    Annotations.of(provider).addWarning(
      `The provider ${provider.node.path} has no \`environment\`, and ${construct.node.path} is in the cloud \`${cloud.name}\`. Without it the provider works in the public cloud, unless ARM_ENVIRONMENT says otherwise where Terraform runs. Write \`environment: "${cloud.name}"\`.`,
    );
  }
}

function mismatchError(
  provider: TerraformProvider,
  environment: unknown,
  cloud: AzureCloud,
  construct: IConstruct,
): string {
  return validationError(
    `The provider ${provider.node.path} has \`environment: ${JSON.stringify(environment)}\`, and ${construct.node.path} is in the cloud \`${cloud.name}\``,
    "The gate trusts tokens of its own cloud's Entra, where the providers have to make it",
    `Write \`environment: "${cloud.name}"\`, or give the constructs another \`cloud\``,
  );
}
