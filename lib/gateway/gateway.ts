import { ApiManagement } from "@cdktf/provider-azurerm/lib/api-management";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { adopt } from "../adoption/adopt";
import { groupOf } from "../adoption/import-ids";
import type { IManagedIdentity, IUserAssignedIdentity } from "../identity/managed-identity";
import { lookUpSystemAssignedIdentity } from "../identity/system-assigned-identity";
import { warnOfEnds } from "../support/life-cycle-warning";
import { gatewayLifeCycle } from "../support/life-cycles";
import { checked } from "../support/shape/checked";
import { terraformText, terraformTexts } from "../support/terraform-text";
import { throwIfInvalid } from "../support/validation";
import type { GatewayAttributes, GatewayLookup, GatewayProps, IGateway } from "./gateway-props";
import { GatewayIdentityType } from "./gateway-props";
import { keptByIdentity, keptByService } from "./private/adopted-gateway";
import { ImportedGateway, LookedUpGateway } from "./private/existing-gateway";
import { defaultIdentityName, defaultSkuName } from "./private/gateway-defaults";
import { gatewayProtocols, gatewaySecurity } from "./private/gateway-hardening";
import { validateGateway } from "./private/gateway-validation";
import { noteServiceName, validateServiceName } from "./private/service-names";
import { tierName } from "./sku";

/**
 * An API Management service with a managed identity, with which it calls Functions.
 *
 * Creating one takes minutes on Consumption and 30 to 60 minutes and more on the classic SKUs.
 *
 * @example
 * const gateway = new Gateway(this, "gateway", {
 *   name: "apim-contoso",
 *   resourceGroupName: "rg-platform",
 *   location: "westeurope",
 *   publisher: { name: "Contoso", email: "api@contoso.com" },
 * });
 */
export class Gateway extends Construct implements IGateway {
  /**
   * An existing service, by its ids: nothing is looked up to plan with it.
   * @throws when Azure does not accept a name, an id, the URL or the SKU
   * @example
   * const gateway = Gateway.fromGatewayAttributes(this, "gateway", {
   *   name: "apim-contoso",
   *   resourceGroupName: "rg-platform",
   *   identity: {
   *     clientId: "11111111-2222-4333-8444-555555555555",
   *     principalId: "66666666-7777-4888-9999-000000000000",
   *   },
   * });
   */
  public static fromGatewayAttributes(scope: Construct, id: string, attributes: GatewayAttributes): IGateway {
    [scope, id, attributes] = checked("Gateway.fromGatewayAttributes", [scope, id, attributes]);
    return new ImportedGateway(scope, id, attributes);
  }

  /**
   * An existing service, by its name. Every plan looks it up and checks that it has the identity.
   *
   * azurerm reads the keys of the service's direct management API into the state where that API is switched
   * on (`tenant_access`). Keep it off, or use {@link Gateway.fromGatewayAttributes}, which looks nothing up.
   *
   * @throws when Azure does not accept a name
   * @example
   * const gateway = Gateway.fromGatewayName(this, "gateway", {
   *   name: "apim-contoso",
   *   resourceGroupName: "rg-platform",
   *   identityName: "id-apim-contoso",
   * });
   */
  public static fromGatewayName(scope: Construct, id: string, props: GatewayLookup): IGateway {
    [scope, id, props] = checked("Gateway.fromGatewayName", [scope, id, props]);
    return new LookedUpGateway(scope, id, props);
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
  public readonly identity: IManagedIdentity;
  public readonly policyClientId?: string;
  public readonly skuName?: string;
  public readonly callsIntoNetwork?: boolean;
  public readonly provider?: TerraformProvider;

  /** @throws when Azure does not accept a name, the publisher or the SKU. */
  constructor(scope: Construct, id: string, props: GatewayProps) {
    [scope, id, props] = checked("Gateway", [scope, id, props]);
    super(scope, id);
    throwIfInvalid(this, [...validateGateway(props), ...validateServiceName(this, "new", props.name)]);
    noteServiceName(this, "new", props.name);

    this.provider = props.provider;
    const systemAssigned = props.identityType === GatewayIdentityType.SYSTEM_ASSIGNED;
    this.userAssignedIdentity = systemAssigned
      ? undefined
      : (props.userAssignedIdentity ?? this.ownIdentity(props));
    this.service = this.apiManagement(props);
    this.name = this.service.name;
    this.skuName = props.skuName ?? defaultSkuName;
    warnOfEnds(this, [gatewayLifeCycle(tierName(this.skuName))]);
    this.callsIntoNetwork = props.network !== undefined;
    this.resourceGroupName = this.service.resourceGroupName;
    this.gatewayUrl = this.service.gatewayUrl;
    this.identity =
      this.userAssignedIdentity ?? lookUpSystemAssignedIdentity(this, this.service.identity.principalId);
    this.policyClientId = this.userAssignedIdentity?.clientId;
  }

  private ownIdentity(props: GatewayProps): UserAssignedIdentity {
    const { identityImportId } = props;
    const identity = new UserAssignedIdentity(this, "identity", {
      name: props.identityName ?? defaultIdentityName(props.name),
      resourceGroupName: groupOf("userAssignedIdentity", identityImportId, props.resourceGroupName),
      location: props.location,
      tags: props.tags && terraformTexts(props.tags),
      provider: props.provider,
    });
    adopt(identity, "userAssignedIdentity", identityImportId, keptByIdentity(props));
    return identity;
  }

  private apiManagement(props: GatewayProps): ApiManagement {
    const skuName = props.skuName ?? defaultSkuName;
    const service = new ApiManagement(this, "service", {
      name: props.name,
      resourceGroupName: groupOf("apiManagement", props.importId, props.resourceGroupName),
      location: props.location,
      publisherName: terraformText(props.publisher.name),
      publisherEmail: props.publisher.email,
      skuName,
      identity: this.userAssignedIdentity
        ? { type: "UserAssigned", identityIds: [this.userAssignedIdentity.id] }
        : { type: "SystemAssigned" },
      // A service cannot be created without it (rule 27).
      publicNetworkAccessEnabled: true,
      virtualNetworkType: props.network?.virtualNetworkType,
      virtualNetworkConfiguration: props.network && { subnetId: props.network.subnet.id },
      publicIpAddressId: props.network?.publicIpAddressId,
      security: gatewaySecurity(skuName),
      protocols: gatewayProtocols(skuName),
      tags: props.tags && terraformTexts(props.tags),
      provider: props.provider,
      // A classic SKU takes an hour and more (rule 28).
      timeouts: { create: "3h", update: "3h", delete: "3h" },
    });
    adopt(service, "apiManagement", props.importId, keptByService(props));
    return service;
  }
}
