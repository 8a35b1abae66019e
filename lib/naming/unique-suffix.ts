import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { Fn, ref, type TerraformProvider, type TerraformResource, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { referenceOfForm, uniqueSuffixForm } from "../support/known-forms";
import { checked } from "../support/shape/checked";
import { keptValue } from "../support/terraform-data";
import { localText } from "../support/terraform-text";
import type { UniqueSuffixProps } from "./unique-suffix-props";

/**
 * The end of names that Azure gives only once: six hexadecimal digits that differ between subscriptions, deployers,
 * Terraform workspaces and construct paths, and that stay as they are from the first apply on, whoever deploys later.
 *
 * They are known when Terraform plans: the first plan shows whole names. Terraform keeps them in its state, in a
 * `terraform_data`, which Terraform has from 1.4 on.
 *
 * @example
 * const suffix = new UniqueSuffix(this, "suffix").value;
 * new Gateway(this, "gateway", {
 *   name: `apim-contoso-${suffix}`,
 *   resourceGroupName: "rg-platform",
 *   location: "westeurope",
 *   publisher: { name: "Contoso", email: "api@contoso.com" },
 * });
 */
export class UniqueSuffix extends Construct {
  /** The six digits, as a reference that can stand in a name: `apim-contoso-${suffix.value}`. */
  public readonly value: string;
  /** The `terraform_data` that keeps the digits. */
  public readonly resource: TerraformResource;

  constructor(scope: Construct, id: string, props: UniqueSuffixProps = {}) {
    [scope, id, props] = checked("UniqueSuffix", [scope, id, props]);
    super(scope, id);
    const deployer = azureDeployer(this, props.provider);
    const parts = [
      deployer.subscriptionId,
      deployer.objectId,
      Token.asString(ref("terraform.workspace")),
      this.node.path,
      ...(props.distinguishedBy ?? []),
    ];
    const hash = Fn.sha256(localText(this, "parts", parts.join(":")));
    this.resource = keptValue(this, "value", Fn.substr(hash, 0, 6));
    this.value = referenceOfForm(this.resource.interpolationForAttribute("input"), uniqueSuffixForm);
  }
}

/** The deployer and the subscription of a provider, looked up once per stack however many suffixes are in it. */
function azureDeployer(scope: Construct, provider: TerraformProvider | undefined): DataAzurermClientConfig {
  const id = provider?.alias === undefined ? "azure-deployer" : `azure-deployer-${provider.alias}`;
  const stack = TerraformStack.of(scope);
  const existing = stack.node.tryFindChild(id) as DataAzurermClientConfig | undefined;
  return existing ?? new DataAzurermClientConfig(stack, id, { provider });
}
