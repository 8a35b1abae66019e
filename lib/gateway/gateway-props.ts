import type { GatewayIdentityType } from "./gateway-identity-type";
import type { GatewayNetwork } from "./gateway-network";
import type { IUserAssignedIdentity } from "./user-assigned-identity-interface";

/** Who is named as the publisher of the APIs of an API Management service. */
export interface Publisher {
  /** Name of the organization, 1 to 100 characters. */
  readonly name: string;
  /** E-mail address that receives the service's notifications, at most 100 characters. */
  readonly email: string;
}

/** What a new API Management service is made from. */
export interface GatewayProps {
  /** Name of the service: 1 to 50 letters, digits and hyphens, unique over all of Azure. */
  readonly name: string;
  /** Name of the service's resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /** Who publishes the APIs. */
  readonly publisher: Publisher;
  /**
   * SKU and units, `{tier}_{units}`: `Consumption_0`, `Developer_1`, `Basic_1` … `PremiumV2_30`.
   * @default - `Consumption_0`, which is billed by the call
   */
  readonly skuName?: string;
  /**
   * The kind of identity that the gateway calls Functions with.
   * @default - a user-assigned identity of the gateway's own
   */
  readonly identityType?: GatewayIdentityType;
  /**
   * The virtual network that the service is in.
   * @default - none: the gateway answers on the internet, and calls over it
   */
  readonly network?: GatewayNetwork;
  /**
   * A user-assigned identity that is there. Whoever can attach it elsewhere can call the Functions too (T6):
   * use it for this gateway alone.
   * @default - an identity of the gateway's own
   */
  readonly userAssignedIdentity?: IUserAssignedIdentity;
  /**
   * Name of the gateway's user-assigned identity, 3 to 128 characters.
   * @default - `id-` and the service's name
   */
  readonly identityName?: string;
  /**
   * Tags of the service and its identity.
   * @default - no tags
   */
  readonly tags?: { [name: string]: string };
}
