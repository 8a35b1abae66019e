import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { TerraformStack } from "cdktf";
import { Gateway, UniqueSuffix } from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

/** What many Functions share: one gateway. */
export class SharedGatewayStack extends TerraformStack {
  public readonly gateway: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    new AzurermProvider(this, "azurerm", { features: [{}] });

    const group = new ResourceGroup(this, "resource-group", {
      name: "rg-shop-shared",
      location: "westeurope",
    });
    this.gateway = new Gateway(this, "gateway", {
      name: `apim-shop-${new UniqueSuffix(this, "unique-suffix").value}`,
      resourceGroupName: group.name,
      location: group.location,
      publisher: { name: "Contoso Shop", email: "shop-api@contoso.com" },
      skuName: "BasicV2_1",
    });
  }
}
