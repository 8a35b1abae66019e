import { DataAzurermSubnet } from "@cdktf/provider-azurerm/lib/data-azurerm-subnet";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { refusal, refuseInput } from "../support/refusal";

/** A subnet of a virtual network: an `azurerm_subnet`, for example, is one. */
export interface ISubnet {
  /** Resource id, `/subscriptions/…/providers/Microsoft.Network/virtualNetworks/…/subnets/…`. */
  readonly id: string;
}

/** A subnet that is there, by its name. */
export interface SubnetLookUp {
  /** Name of the subnet. */
  readonly name: string;
  /** Name of its virtual network. */
  readonly virtualNetworkName: string;
  /** Name of the virtual network's resource group. */
  readonly resourceGroupName: string;
}

/** A subnet that is there. */
export class ExistingSubnet implements ISubnet {
  /**
   * By its resource id alone: nothing is looked up.
   * @throws when the id is none of a subnet
   */
  public static withId(id: string): ISubnet {
    refuseInput("ExistingSubnet.withId", subnetIdRefusals(id));
    return new ExistingSubnet(id);
  }

  /** By its name, looked up: a plan fails when it is not there. */
  public static fromName(scope: Construct, id: string, props: SubnetLookUp): ISubnet {
    return new ExistingSubnet(new DataAzurermSubnet(scope, id, props).id);
  }

  private constructor(public readonly id: string) {}
}

/** Refuses what is no id of a subnet. A token is let through. */
export function subnetIdRefusals(id: string): string[] {
  const form =
    /^\/subscriptions\/.+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i;
  if (Token.isUnresolved(id) || form.test(id)) return [];
  return [
    refusal(
      `The subnet id ${JSON.stringify(id)} was given`,
      "Allowed is /subscriptions/…/providers/Microsoft.Network/virtualNetworks/…/subnets/…",
      "Copy it with `az network vnet subnet show --query id`",
    ),
  ];
}
