import { DataAzurermApiManagement } from "@cdktf/provider-azurerm/lib/data-azurerm-api-management";
import { DataAzurermUserAssignedIdentity } from "@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity";
import { type Postcondition, Token } from "cdktf";
import { Construct } from "constructs";
import { resourceNameRefusals } from "../support/names";
import { refuseAll } from "../support/refusal";
import type { GatewayLookUp } from "./gateway-attributes";
import type { IGatewayIdentity } from "./gateway-identity-interface";
import type { IGateway } from "./gateway-interface";
import { lookUpSystemAssignedIdentity } from "./system-assigned-identity";

/** An API Management service and its identity, looked up once by name, however many APIs it serves. */
export class GatewayLookedUp extends Construct implements IGateway {
  public readonly name: string;
  public readonly resourceGroupName: string;
  public readonly gatewayUrl: string;
  public readonly identity: IGatewayIdentity;
  public readonly policyClientId?: string;
  public readonly skuName: string;

  public constructor(scope: Construct, id: string, props: GatewayLookUp) {
    super(scope, id);
    refuseAll(this, refusals(props));
    const { name, resourceGroupName } = props;
    const userAssigned = props.identityName
      ? this.userAssignedIdentity(props, props.identityName)
      : undefined;
    const service = new DataAzurermApiManagement(this, "service", {
      name,
      resourceGroupName,
      lifecycle: {
        postcondition: [userAssigned ? carries(userAssigned, name) : hasSystemAssignedIdentity(name)],
      },
    });
    this.name = service.name;
    this.resourceGroupName = service.resourceGroupName;
    this.gatewayUrl = service.gatewayUrl;
    this.skuName = service.skuName;
    this.identity = userAssigned ?? lookUpSystemAssignedIdentity(this, service.identity.get(0).principalId);
    this.policyClientId = userAssigned?.clientId;
  }

  private userAssignedIdentity(props: GatewayLookUp, name: string): DataAzurermUserAssignedIdentity {
    return new DataAzurermUserAssignedIdentity(this, "identity", {
      name,
      resourceGroupName: props.identityResourceGroupName ?? props.resourceGroupName,
    });
  }
}

function refusals({
  name,
  resourceGroupName,
  identityName,
  identityResourceGroupName,
}: GatewayLookUp): string[] {
  return [
    ...resourceNameRefusals("apiManagement", name),
    ...resourceNameRefusals("resourceGroup", resourceGroupName),
    ...(identityName === undefined ? [] : resourceNameRefusals("userAssignedIdentity", identityName)),
    ...(identityResourceGroupName === undefined
      ? []
      : resourceNameRefusals("resourceGroup", identityResourceGroupName)),
  ];
}

function hasSystemAssignedIdentity(name: string): Postcondition {
  return {
    condition: Token.asAny(
      '${length(self.identity) > 0 && strcontains(self.identity[0].type, "SystemAssigned")}',
    ),
    errorMessage: `The API Management service ${name} has no system-assigned identity to call Functions with. Switch it on, or give the name of a user-assigned identity of the service as identityName.`,
  };
}

// Azure changes the case of ids as it likes.
function carries(identity: DataAzurermUserAssignedIdentity, name: string): Postcondition {
  const ids = "[for id in self.identity[0].identity_ids : lower(id)]";
  return {
    condition: Token.asAny(`\${length(self.identity) > 0 && contains(${ids}, lower(${identity.fqn}.id))}`),
    errorMessage: `The API Management service ${name} does not have the identity that is named as its own. Assign that identity to the service, or give the name of one that it has as identityName.`,
  };
}
