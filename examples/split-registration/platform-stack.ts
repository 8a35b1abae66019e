import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiDefinition,
  Callers,
  Gateway,
  Registration,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

/** The platform team's stack: no right in Entra, and no azuread provider. */
export class PlatformStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });

    const payments = new SecureFunctionBehindApim(this, "payments", {
      name: "payments",
      location: "westeurope",
      // Plain ids, as the identity team hands them over. Without a role, that team assigns it.
      registration: Registration.fromRegistrationAttributes(this, "registration", {
        clientId: "7d2e4f6a-8b1c-4d3e-9f5a-6b7c8d9e0f44",
        tenantId: "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c55",
      }),
      gateway: Gateway.fromGatewayAttributes(this, "gateway", {
        name: "apim-contoso",
        resourceGroupName: "rg-integration",
        identity: {
          clientId: "5c1f8b1e-7a52-4d8e-9c7f-2a4b6d8e0f11",
          principalId: "9e3d7c25-1b64-4f7a-8d90-3c5b7a9e1f22",
        },
      }),
      apiDefinition: ApiDefinition.fromOperations([{ method: "POST", urlTemplate: "/payments" }]),
      callers: Callers.entraApplications({
        clientIds: ["3b9d5f7a-6c8e-4a1b-9d2f-4e6a8c0b1d33"],
        audiences: ["api://contoso-payments"],
      }),
    });

    new TerraformOutput(this, "api-url", { value: payments.apiUrl });
  }
}
