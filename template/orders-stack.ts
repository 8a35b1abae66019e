import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack } from "cdktf";
import { ApiDefinition, Callers, SecureFunctionBehindApim } from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

export class OrdersStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });

    new SecureFunctionBehindApim(this, "orders", {
      name: "orders",
      location: "westeurope",
      publisher: { name: "Contoso", email: "api@contoso.com" },
      apiDefinition: ApiDefinition.fromOpenApiFile("orders.openapi.yaml"),
      callers: Callers.entraApplications({
        clientIds: ["11111111-2222-4333-8444-555555555555"],
        audiences: ["api://orders"],
      }),
    });
  }
}
