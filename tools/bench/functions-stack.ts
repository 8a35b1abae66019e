import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack } from "cdktf";
import {
  ApiDefinition,
  Callers,
  FunctionHosting,
  Gateway,
  SecureFunctionBehindApim,
  ServicePlan,
  Telemetry,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

/** Functions behind one gateway, which share a service plan and the traces. */
export class FunctionsStack extends TerraformStack {
  constructor(scope: Construct, id: string, count: number) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });

    const placement = { resourceGroupName: "rg-shop", location: "westeurope" };
    const gateway = new Gateway(this, "gateway", {
      ...placement,
      name: "apim-contoso-shop",
      publisher: { name: "Contoso Shop", email: "shop-api@contoso.com" },
      skuName: "BasicV2_1",
    });
    const servicePlan = new ServicePlan(this, "plan", {
      ...placement,
      name: "asp-shop",
      hosting: FunctionHosting.dedicated("P1v3"),
    });
    const telemetry = new Telemetry(this, "telemetry", {
      ...placement,
      workspaceName: "log-shop",
      applicationInsightsName: "appi-shop",
    });
    const callers = Callers.entraApplications({
      clientIds: ["4d6f8b0a-2c4e-4f6a-8b0c-1d3e5f7a9b77"],
      audiences: ["api://contoso-shop"],
    });

    for (let index = 1; index <= count; index++) {
      const name = `shop-${index}`;
      new SecureFunctionBehindApim(this, name, {
        name,
        location: placement.location,
        gateway,
        servicePlan,
        telemetry,
        apiPath: `shop/${index}`,
        apiDefinition: ApiDefinition.fromOperations([
          { method: "GET", urlTemplate: "/orders/{id}" },
          { method: "POST", urlTemplate: "/orders" },
        ]),
        callers,
      });
    }
  }
}
