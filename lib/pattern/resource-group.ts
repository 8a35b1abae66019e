import { DataAzurermResourceGroup } from "@cdktf/provider-azurerm/lib/data-azurerm-resource-group";
import type { TerraformProvider } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { validateResourceName } from "../support/names";
import { checked } from "../support/shape/checked";
import { throwIfInvalid, throwIfInvalidInput } from "../support/validation";

/** A resource group, new or existing: an `azurerm_resource_group`, for example, is one. */
export interface IResourceGroup extends IConstruct {
  /** Name of the resource group. */
  readonly name: string;
}

/**
 * An existing resource group.
 *
 * @example
 * new SecureFunctionBehindApim(this, "orders", {
 *   name: "orders",
 *   location: "westeurope",
 *   publisher: { name: "Contoso", email: "api@contoso.com" },
 *   apiDefinition,
 *   callers,
 *   resourceGroup: ExistingResourceGroup.fromResourceGroupName(this, "group", "rg-retail"),
 * });
 */
export class ExistingResourceGroup extends Construct implements IResourceGroup {
  /**
   * An existing resource group, by its name: nothing is looked up.
   * @throws when Azure allows no such name
   */
  public static fromResourceGroupName(scope: Construct, id: string, name: string): IResourceGroup {
    [scope, id, name] = checked("ExistingResourceGroup.fromResourceGroupName", [scope, id, name]);
    return new ExistingResourceGroup(scope, id, name);
  }

  /**
   * An existing resource group, by its name, which Terraform looks up: a plan fails when it does not exist.
   * @param provider the azurerm provider of the look-up; if omitted, the stack's provider without an alias
   * @throws when Azure allows no such name
   */
  public static fromResourceGroupLookup(
    scope: Construct,
    id: string,
    name: string,
    provider?: TerraformProvider,
  ): IResourceGroup {
    [scope, id, name, provider] = checked("ExistingResourceGroup.fromResourceGroupLookup", [
      scope,
      id,
      name,
      provider,
    ]);
    throwIfInvalidInput(`${scope.node.path}/${id}`, validateResourceName("resourceGroup", name));
    return new DataAzurermResourceGroup(scope, id, { name, provider });
  }

  public readonly name: string;

  private constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    throwIfInvalid(this, validateResourceName("resourceGroup", name));
    this.name = name;
  }
}
