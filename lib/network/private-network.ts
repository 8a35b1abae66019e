import { DataAzurermSubnet } from "@cdktf/provider-azurerm/lib/data-azurerm-subnet";
import type { TerraformProvider } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { validateResourceId } from "../support/resource-ids";
import { checked } from "../support/shape/checked";
import { throwIfInvalid } from "../support/validation";
import type { IPrivateDnsZones } from "./private-dns-zones-props";

/** A subnet of a virtual network: an `azurerm_subnet`, for example, is one. */
export interface ISubnet extends IConstruct {
  /** Resource id, `/subscriptions/…/providers/Microsoft.Network/virtualNetworks/…/subnets/…`. */
  readonly id: string;
}

/** An existing subnet, by its name. */
export interface SubnetLookup {
  /** Name of the subnet. */
  readonly name: string;
  /** Name of its virtual network. */
  readonly virtualNetworkName: string;
  /** Name of the virtual network's resource group. */
  readonly resourceGroupName: string;
  /**
   * The azurerm provider of the look-up.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/**
 * An existing subnet.
 *
 * @example
 * const endpoints = ExistingSubnet.fromSubnetName(this, "endpoints", {
 *   name: "snet-endpoints",
 *   virtualNetworkName: "vnet-hub",
 *   resourceGroupName: "rg-network",
 * });
 */
export class ExistingSubnet extends Construct implements ISubnet {
  /**
   * An existing subnet, by its resource id: nothing is looked up.
   * @throws when the id is not that of a subnet
   */
  public static fromSubnetId(scope: Construct, id: string, subnetId: string): ISubnet {
    [scope, id, subnetId] = checked("ExistingSubnet.fromSubnetId", [scope, id, subnetId]);
    return new ExistingSubnet(scope, id, subnetId);
  }

  /** An existing subnet, by its name, which Terraform looks up: a plan fails when it does not exist. */
  public static fromSubnetName(scope: Construct, id: string, props: SubnetLookup): ISubnet {
    [scope, id, props] = checked("ExistingSubnet.fromSubnetName", [scope, id, props]);
    const { name, virtualNetworkName, resourceGroupName, provider } = props;
    return new DataAzurermSubnet(scope, id, { name, virtualNetworkName, resourceGroupName, provider });
  }

  public readonly id: string;

  private constructor(scope: Construct, id: string, subnetId: string) {
    super(scope, id);
    throwIfInvalid(this, validateResourceId("subnet", subnetId));
    this.id = subnetId;
  }
}

/** The virtual network of a Function and its storage, from which alone they can be reached. */
export interface PrivateNetwork {
  /** The subnet of the private endpoints of the Function App and its storage account. */
  readonly privateEndpointSubnet: ISubnet;
  /**
   * The subnet through which the Function calls out, delegated to `Microsoft.Web/serverFarms`
   * (`Microsoft.App/environments` for Flex Consumption). One service plan uses a subnet.
   */
  readonly functionSubnet: ISubnet;
  /** The private DNS zones that resolve the names of the endpoints. */
  readonly dnsZones: IPrivateDnsZones;
}
