import { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Construct } from "constructs";

/** A virtual network whose Function subnet is delegated to what runs Flex Consumption. */
export class InvoicesNetwork extends Construct {
  public readonly virtualNetwork: VirtualNetwork;
  public readonly privateEndpointSubnet: Subnet;
  public readonly functionSubnet: Subnet;
  public readonly gatewaySubnet: Subnet;

  constructor(scope: Construct, id: string, group: ResourceGroup) {
    super(scope, id);
    const placement = { resourceGroupName: group.name, location: group.location };
    this.virtualNetwork = new VirtualNetwork(this, "virtual-network", {
      ...placement,
      name: "vnet-invoices",
      addressSpace: ["10.30.0.0/16"],
    });
    this.privateEndpointSubnet = this.newSubnet("private-endpoints", "10.30.1.0/24");
    this.functionSubnet = this.newSubnet("functions", "10.30.2.0/24", "Microsoft.App/environments");
    this.gatewaySubnet = this.newSubnet("gateway", "10.30.3.0/24", "Microsoft.Web/serverFarms");
    // API Management wants a network security group on the subnet that it is integrated with.
    const securityGroup = new NetworkSecurityGroup(this, "gateway-rules", {
      ...placement,
      name: "nsg-invoices-gateway",
    });
    new SubnetNetworkSecurityGroupAssociation(this, "gateway-rules-association", {
      subnetId: this.gatewaySubnet.id,
      networkSecurityGroupId: securityGroup.id,
    });
  }

  private newSubnet(name: string, addresses: string, delegatedTo?: string): Subnet {
    return new Subnet(this, name, {
      name: `snet-${name}`,
      resourceGroupName: this.virtualNetwork.resourceGroupName,
      virtualNetworkName: this.virtualNetwork.name,
      addressPrefixes: [addresses],
      delegation: delegatedTo
        ? [{ name: "delegation", serviceDelegation: { name: delegatedTo } }]
        : undefined,
    });
  }
}
