import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiDefinition,
  Callers,
  ExistingResourceGroup,
  ExistingSubnet,
  FunctionHosting,
  Gateway,
  Policy,
  PrivateDnsZones,
  SecureFunctionBehindApim,
  ServicePlan,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

const groups = "/subscriptions/9e8d7c6b-5a49-4382-9716-05f4e3d2c1b0/resourceGroups";
const network = `${groups}/rg-network/providers/Microsoft.Network`;
const subnets = `${network}/virtualNetworks/vnet-contoso/subnets`;
const zones = `${network}/privateDnsZones`;

/** A new Function among what is there: gateway, service plan, network, Key Vault. None of these changes. */
export class BrownfieldStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    // The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });

    const warranty = new SecureFunctionBehindApim(this, "warranty", {
      name: "warranty",
      location: "westeurope",
      resourceGroup: ExistingResourceGroup.fromResourceGroupName(this, "group", "rg-service"),
      gateway: Gateway.fromGatewayAttributes(this, "gateway", {
        name: "apim-contoso",
        resourceGroupName: "rg-integration",
        skuName: "Premium_1",
        identity: {
          clientId: "0f1e2d3c-4b5a-4968-8776-95a4b3c2d1e0",
          principalId: "1e2d3c4b-5a69-4877-9685-a4b3c2d1e0f1",
        },
      }),
      servicePlan: ServicePlan.fromServicePlanAttributes(this, "plan", {
        servicePlanId: `${groups}/rg-service/providers/Microsoft.Web/serverFarms/asp-service`,
        hosting: FunctionHosting.dedicated("P1v3"),
      }),
      network: {
        privateEndpointSubnet: ExistingSubnet.fromSubnetId(this, "endpoints", `${subnets}/snet-endpoints`),
        functionSubnet: ExistingSubnet.fromSubnetId(this, "functions", `${subnets}/snet-functions`),
        dnsZones: PrivateDnsZones.fromPrivateDnsZonesAttributes(this, "zones", {
          functionZoneId: `${zones}/privatelink.azurewebsites.net`,
          blobZoneId: `${zones}/privatelink.blob.core.windows.net`,
          queueZoneId: `${zones}/privatelink.queue.core.windows.net`,
          tableZoneId: `${zones}/privatelink.table.core.windows.net`,
        }),
      },
      // The policy waits for the named value, and the gateway's identity may already read the vault.
      namedValues: {
        "partner-id": { secretUrl: "https://kv-service.vault.azure.net/secrets/partner-id" },
      },
      policy: new Policy().setRequestHeader("X-Partner-Id", "{{partner-id}}"),
      apiDefinition: ApiDefinition.fromOperations([{ method: "GET", urlTemplate: "/warranties/{serial}" }]),
      callers: Callers.entraApplications({
        clientIds: ["2d3c4b5a-6978-4685-8594-b3c2d1e0f1a2"],
        audiences: ["api://contoso-warranty"],
      }),
    });

    new TerraformOutput(this, "api-url", { value: warranty.apiUrl });
  }
}
