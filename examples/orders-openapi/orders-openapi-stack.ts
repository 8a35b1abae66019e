import { join } from "node:path";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiDefinition,
  Callers,
  FunctionRuntime,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

/** An OpenAPI document, two Entra applications as callers, names of the team's own, tags, and outputs. */
export class OrdersOpenApiStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    // The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });

    const orders = new SecureFunctionBehindApim(this, "orders", {
      name: "orders",
      location: "northeurope",
      publisher: { name: "Contoso Retail", email: "retail-api@contoso.com" },
      apiDefinition: ApiDefinition.fromOpenApiFile(join(__dirname, "orders.openapi.yaml")),
      apiPath: "retail/orders",
      callers: Callers.entraApplications({
        clientIds: ["2f6a1c34-5d1b-4b0e-9a63-0c1f5a7f3b11", "8e0c7d52-94c3-4f0a-8a1d-6b1f2e3d4c55"],
        audiences: ["api://contoso-retail-orders"],
        requiredRoles: ["Orders.Access"],
      }),
      runtime: FunctionRuntime.dotnetIsolated("10.0"),
      appSettings: { ORDERS_CURRENCY: "EUR" },
      names: {
        resourceGroup: "rg-retail-orders-prod",
        apiManagement: "apim-contoso-retail",
        functionApp: "func-contoso-retail-orders",
        storageAccount: "stcontosoretailorders",
      },
      tags: { team: "retail", environment: "production" },
    });

    new TerraformOutput(this, "api-url", { value: orders.apiUrl });
    new TerraformOutput(this, "function-host-name", { value: orders.functionAppHostName });
    new TerraformOutput(this, "client-id", { value: orders.clientId });
    new TerraformOutput(this, "gateway-principal-id", { value: orders.gatewayPrincipalId });
    new TerraformOutput(this, "function-principal-id", { value: orders.functionPrincipalId });
  }
}
