import { join } from "node:path";
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
import { InvoicesNetwork } from "./invoices-network";

/** A Function on Flex Consumption, without a storage key, in a virtual network, with an OpenAPI document. */
export class FlexPrivateStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    // The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
    new AzurermProvider(this, "azurerm", {
      // Azure runs the instances in the subnet with it, and azurerm does not register it by itself.
      resourceProvidersToRegister: ["Microsoft.App"],
      features: [
        {
          // Terraform runs outside of the network, so it manages the storage account and leaves the data alone.
          storage: [{ dataPlaneAvailable: false }],
          // A template deployment writes the app's settings, which cannot be deleted with it.
          templateDeployment: [{ deleteNestedItemsDuringDeletion: false }],
        },
      ],
    });

    const resourceGroup = new ResourceGroup(this, "group", { name: "rg-invoices", location: "westeurope" });
    const network = new InvoicesNetwork(this, "network", resourceGroup);
    const invoices = new SecureFunctionBehindApim(this, "invoices", {
      name: "invoices",
      location: resourceGroup.location,
      resourceGroup,
      publisher: { name: "Contoso Finance", email: "finance-api@contoso.com" },
      skuName: "StandardV2_1",
      gatewayNetwork: GatewayNetwork.integration(network.gatewaySubnet),
      network: {
        privateEndpointSubnet: network.privateEndpointSubnet,
        functionSubnet: network.functionSubnet,
        dnsZones: new PrivateDnsZones(this, "dns-zones", {
          virtualNetworkId: network.virtualNetwork.id,
          resourceGroupName: resourceGroup.name,
        }),
      },
      hosting: FunctionHosting.flexConsumption({ maximumInstanceCount: 40 }),
      // New invoices wait in a queue of the Function's own storage account.
      storageQueues: true,
      appSettings: {
        INVOICES_CURRENCY: "EUR",
        // A secret is a reference: the history of the deployment shows every setting.
        SIGNING_CERTIFICATE:
          "@Microsoft.KeyVault(SecretUri=https://kv-contoso-finance.vault.azure.net/secrets/invoice-signing)",
      },
      apiDefinition: ApiDefinition.fromOpenApiFile(join(__dirname, "invoices.openapi.yaml")),
      callers: Callers.entraApplications({
        clientIds: ["4c1e7a90-3b5d-4f28-8a6e-1d9c0b7f5e22"],
        audiences: ["api://contoso-invoices"],
        requiredRoles: ["Invoices.Write"],
      }),
    });

    new TerraformOutput(this, "api-url", { value: invoices.apiUrl });
    // Whom to assign `Key Vault Secrets User` on the vault.
    new TerraformOutput(this, "function-principal-id", { value: invoices.functionPrincipalId });
  }
}
