import { ApiManagement } from "@cdktf/provider-azurerm/lib/api-management";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Construct } from "constructs";
import { refuseAll } from "../support/refusal";
import { terraformText, terraformTexts } from "../support/terraform-text";
import { ExistingGateway } from "./existing-gateway";
import type { GatewayAttributes, GatewayLookUp } from "./gateway-attributes";
import { gatewayRefusals } from "./gateway-checks";
import { defaultIdentityName, defaultSkuName } from "./gateway-defaults";
import { gatewayProtocols, gatewaySecurity } from "./gateway-hardening";
import type { IGatewayIdentity } from "./gateway-identity-interface";
import { GatewayIdentityType } from "./gateway-identity-type";
import type { IGateway } from "./gateway-interface";
import { GatewayLookedUp } from "./gateway-look-up";
import type { GatewayProps } from "./gateway-props";
import { lookUpSystemAssignedIdentity } from "./system-assigned-identity";
import type { IUserAssignedIdentity } from "./user-assigned-identity-interface";

/**
 * An API Management service with a managed identity, with which it calls Functions.
 *
 * Creating one takes minutes on Consumption and 30 to 60 minutes and more on the classic SKUs.
 */
export class Gateway extends Construct implements IGateway {
  /**
   * A service that is there, by its plain ids: nothing is looked up to plan with it.
   * @throws when a name, an id, the URL or the SKU is one that Azure refuses
   */
  public static fromAttributes(attributes: GatewayAttributes): IGateway {
    return new ExistingGateway(attributes);
  }

  /**
   * A service that is there, by its name. Every plan looks it up and checks that it has the identity.
   *
   * azurerm reads the keys of the service's direct management API into the state where that API is switched
   * on (`tenant_access`). Keep it off, or use {@link Gateway.fromAttributes}, which looks nothing up.
   *
   * @throws when a name is one that Azure refuses
   */
  public static fromName(scope: Construct, id: string, props: GatewayLookUp): IGateway {
    return new GatewayLookedUp(scope, id, props);
  }

  /** The `azurerm_api_management` service. */
  public readonly service: ApiManagement;
  /**
   * The gateway's user-assigned identity: a new `azurerm_user_assigned_identity`, or the one that was given.
   * @default - none with a system-assigned identity
   */
  public readonly userAssignedIdentity?: IUserAssignedIdentity;
  public readonly name: string;
  public readonly resourceGroupName: string;
  public readonly gatewayUrl: string;
  public readonly identity: IGatewayIdentity;
  public readonly policyClientId?: string;
  public readonly skuName?: string;
  public readonly callsIntoNetwork?: boolean;

  /** @throws when a name, the publisher or the SKU is one that Azure refuses. */
  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    refuseAll(this, gatewayRefusals(props));

    const systemAssigned = props.identityType === GatewayIdentityType.SYSTEM_ASSIGNED;
    this.userAssignedIdentity = systemAssigned
      ? undefined
      : (props.userAssignedIdentity ?? this.ownIdentity(props));
    this.service = this.apiManagement(props);
    this.name = this.service.name;
    this.skuName = props.skuName ?? defaultSkuName;
    this.callsIntoNetwork = props.network !== undefined;
    this.resourceGroupName = this.service.resourceGroupName;
    this.gatewayUrl = this.service.gatewayUrl;
    this.identity =
      this.userAssignedIdentity ?? lookUpSystemAssignedIdentity(this, this.service.identity.principalId);
    this.policyClientId = this.userAssignedIdentity?.clientId;
  }

  private ownIdentity(props: GatewayProps): UserAssignedIdentity {
    return new UserAssignedIdentity(this, "identity", {
      name: props.identityName ?? defaultIdentityName(props.name),
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      tags: props.tags && terraformTexts(props.tags),
    });
  }

  private apiManagement(props: GatewayProps): ApiManagement {
    const skuName = props.skuName ?? defaultSkuName;
    return new ApiManagement(this, "service", {
      name: props.name,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      publisherName: terraformText(props.publisher.name),
      publisherEmail: props.publisher.email,
      skuName,
      identity: this.userAssignedIdentity
        ? { type: "UserAssigned", identityIds: [this.userAssignedIdentity.id] }
        : { type: "SystemAssigned" },
      // The management plane, not the gateway; a service cannot be created without it (rule 27).
      publicNetworkAccessEnabled: true,
      virtualNetworkType: props.network?.virtualNetworkType,
      virtualNetworkConfiguration: props.network && { subnetId: props.network.subnet.id },
      publicIpAddressId: props.network?.publicIpAddressId,
      security: gatewaySecurity(skuName),
      protocols: gatewayProtocols(skuName),
      tags: props.tags && terraformTexts(props.tags),
      // A classic SKU takes an hour and more (rule 28).
      timeouts: { create: "3h", update: "3h", delete: "3h" },
    });
  }
}
