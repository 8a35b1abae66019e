import { DataAzurermResourceGroup } from "@cdktf/provider-azurerm/lib/data-azurerm-resource-group";
import type { Construct } from "constructs";
import { resourceNameRefusals } from "./support/names";
import { refuseInput } from "./support/refusal";

/** A resource group, new or there: an `azurerm_resource_group`, for example, is one. */
export interface IResourceGroup {
  /** Name of the resource group. */
  readonly name: string;
}

/** A resource group that is there. */
export class ExistingResourceGroup implements IResourceGroup {
  /**
   * By its name alone: nothing is looked up.
   * @throws when Azure allows no such name
   */
  public static named(name: string): IResourceGroup {
    return new ExistingResourceGroup(name);
  }

  /**
   * By its name, looked up: a plan fails when it is not there.
   * @throws when Azure allows no such name
   */
  public static fromName(scope: Construct, id: string, name: string): IResourceGroup {
    refuseInput(`${scope.node.path}/${id}`, resourceNameRefusals("resourceGroup", name));
    return new ExistingResourceGroup(new DataAzurermResourceGroup(scope, id, { name }).name);
  }

  public readonly name: string;

  private constructor(name: string) {
    refuseInput("ExistingResourceGroup.named", resourceNameRefusals("resourceGroup", name));
    this.name = name;
  }
}
