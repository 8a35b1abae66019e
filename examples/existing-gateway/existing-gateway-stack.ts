import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiDefinition,
  Callers,
  ExistingResourceGroup,
  Gateway,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

/** A Function behind an API Management service that an integration team runs, in a resource group that is there. */
export class ExistingGatewayStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    // The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });

    const gateway = Gateway.fromGatewayAttributes(this, "gateway", {
      name: "apim-contoso",
      resourceGroupName: "rg-integration",
      identity: {
        clientId: "5c1f8b1e-7a52-4d8e-9c7f-2a4b6d8e0f11",
        principalId: "9e3d7c25-1b64-4f7a-8d90-3c5b7a9e1f22",
      },
      gatewayUrl: "https://api.contoso.com",
    });

    const invoices = new SecureFunctionBehindApim(this, "invoices", {
      name: "invoices",
      location: "westeurope",
      gateway,
      resourceGroup: ExistingResourceGroup.fromResourceGroupName(
        this,
        "existing-resource-group",
        "rg-finance",
      ),
      apiDefinition: ApiDefinition.fromOperations([
        { method: "GET", urlTemplate: "/invoices" },
        { method: "GET", urlTemplate: "/invoices/{invoiceId}" },
      ]),
      callers: Callers.entraApplications({
        clientIds: ["3b9d5f7a-6c8e-4a1b-9d2f-4e6a8c0b1d33"],
        audiences: ["api://contoso-finance"],
      }),
    });

    new TerraformOutput(this, "api-url", { value: invoices.apiUrl });
  }
}
