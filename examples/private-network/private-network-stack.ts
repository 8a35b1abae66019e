import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiDefinition,
  Callers,
  FunctionHosting,
  GatewayNetwork,
  PrivateDnsZones,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";
import { ContosoNetwork } from "./contoso-network";

/** A Function, a slot and their storage that answer only in a virtual network, which the gateway calls into. */
export class PrivateNetworkStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    // The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
    // Terraform runs outside of the network, so it manages the storage account and leaves the data alone.
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });

    const resourceGroup = new ResourceGroup(this, "group", { name: "rg-claims", location: "westeurope" });
    const network = new ContosoNetwork(this, "network", resourceGroup);
    const dnsZones = new PrivateDnsZones(this, "dns-zones", {
      virtualNetworkId: network.virtualNetwork.id,
      resourceGroupName: resourceGroup.name,
    });

    const claims = new SecureFunctionBehindApim(this, "claims", {
      name: "claims",
      location: resourceGroup.location,
      resourceGroup,
      publisher: { name: "Contoso Insurance", email: "claims-api@contoso.com" },
      skuName: "StandardV2_1",
      gatewayNetwork: GatewayNetwork.integration(network.gatewaySubnet),
      network: {
        privateEndpointSubnet: network.privateEndpointSubnet,
        functionSubnet: network.functionSubnet,
        dnsZones,
      },
      hosting: FunctionHosting.dedicated("P1v3"),
      apiDefinition: ApiDefinition.passThrough(),
      callers: Callers.entraApplications({
        clientIds: ["6f8b0d2c-4e6a-4c8d-9f1b-3a5c7e9d0b66"],
        audiences: ["api://contoso-claims"],
      }),
    });
    claims.addSlot("staging", { name: "staging" });

    new TerraformOutput(this, "api-url", { value: claims.apiUrl });
  }
}
