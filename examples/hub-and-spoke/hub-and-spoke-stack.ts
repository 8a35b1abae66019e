import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiDefinition,
  Callers,
  ExistingSubnet,
  Gateway,
  PrivateDnsZones,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

const hubSubscription = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c44";
const hubGroups = `/subscriptions/${hubSubscription}/resourceGroups`;
const zones = `${hubGroups}/rg-hub-dns/providers/Microsoft.Network/privateDnsZones`;
// A virtual network of the spoke, which is peered with the hub's.
const subnets =
  "/subscriptions/5d6e7f80-9a1b-4c2d-8e3f-4a5b6c7d8e99/resourceGroups/rg-spoke/providers/Microsoft.Network/virtualNetworks/vnet-spoke/subnets";

/** A Function in the subscription of a spoke: its gateway, DNS zones and workspace are in that of the hub. */
export class HubAndSpokeStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    // The spoke's subscription comes from the environment: ARM_SUBSCRIPTION_ID.
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });
    const hub = new AzurermProvider(this, "hub", {
      alias: "hub",
      subscriptionId: hubSubscription,
      features: [{}],
    });

    const shipments = new SecureFunctionBehindApim(this, "shipments", {
      name: "shipments",
      location: "westeurope",
      // What is on a gateway is managed with its provider: here the API, its policy and its logger.
      gateway: Gateway.fromGatewayAttributes(this, "gateway", {
        name: "apim-hub",
        resourceGroupName: "rg-hub-integration",
        skuName: "StandardV2_1",
        identity: {
          clientId: "7a8b9c0d-1e2f-4a3b-8c4d-5e6f7a8b9c11",
          principalId: "8b9c0d1e-2f3a-4b4c-9d5e-6f7a8b9c0d22",
        },
        provider: hub,
      }),
      network: {
        privateEndpointSubnet: ExistingSubnet.fromSubnetId(this, "endpoints", `${subnets}/snet-endpoints`),
        functionSubnet: ExistingSubnet.fromSubnetId(this, "functions", `${subnets}/snet-functions`),
        // By their ids, so that the deployer needs no right to read them all.
        dnsZones: PrivateDnsZones.fromPrivateDnsZonesAttributes(this, "zones", {
          functionZoneId: `${zones}/privatelink.azurewebsites.net`,
          blobZoneId: `${zones}/privatelink.blob.core.windows.net`,
          queueZoneId: `${zones}/privatelink.queue.core.windows.net`,
          tableZoneId: `${zones}/privatelink.table.core.windows.net`,
        }),
      },
      logAnalyticsWorkspaceId: `${hubGroups}/rg-hub-logs/providers/Microsoft.OperationalInsights/workspaces/log-hub`,
      apiDefinition: ApiDefinition.fromOperations([
        { method: "GET", urlTemplate: "/shipments/{shipmentId}" },
      ]),
      callers: Callers.entraApplications({
        clientIds: ["9c0d1e2f-3a4b-4c5d-8e6f-7a8b9c0d1e33"],
        audiences: ["api://contoso-shipments"],
      }),
    });

    new TerraformOutput(this, "api-url", { value: shipments.apiUrl });
  }
}
