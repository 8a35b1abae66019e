import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiDefinition,
  Callers,
  FunctionHosting,
  FunctionIdentity,
  type IGateway,
  SecureFunctionBehindApim,
  ServicePlan,
  Telemetry,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

const names = ["baskets", "catalog", "checkout", "parcels", "refunds"];

/** Five Functions behind a gateway of another stack; plan, traces and identity are shared, registrations are not. */
export class FunctionsStack extends TerraformStack {
  constructor(scope: Construct, id: string, gateway: IGateway) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });

    const resourceGroup = new ResourceGroup(this, "group", { name: "rg-shop", location: "westeurope" });
    const placement = { resourceGroupName: resourceGroup.name, location: resourceGroup.location };
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
    const identity = new UserAssignedIdentity(this, "identity", { ...placement, name: "id-shop-functions" });

    for (const name of names) {
      const shop = new SecureFunctionBehindApim(this, name, {
        name,
        location: resourceGroup.location,
        resourceGroup,
        gateway,
        servicePlan,
        telemetry,
        functionIdentity: FunctionIdentity.userAssigned(identity),
        apiPath: `shop/${name}`,
        apiDefinition: ApiDefinition.fromOperations([{ method: "GET", urlTemplate: "/{id}" }]),
        callers: Callers.entraApplications({
          clientIds: ["4d6f8b0a-2c4e-4f6a-8b0c-1d3e5f7a9b77"],
          audiences: ["api://contoso-shop"],
        }),
      });
      new TerraformOutput(this, `${name}-url`, { value: shop.apiUrl });
    }
  }
}
