import type { AzureCloud } from "../support/cloud";
import type { IGatewayIdentity } from "./gateway-identity-interface";
import type { GatewayIdentityType } from "./gateway-identity-type";

/** An API Management service that is there, by its plain ids. */
export interface GatewayAttributes {
  /** Name of the service. */
  readonly name: string;
  /** Name of the service's resource group. */
  readonly resourceGroupName: string;
  /** Client id and principal id of the identity that the gateway calls Functions with. */
  readonly identity: IGatewayIdentity;
  /**
   * The kind of that identity.
   * @default - user-assigned
   */
  readonly identityType?: GatewayIdentityType;
  /**
   * Base URL of the gateway, `https://…`, without a trailing slash.
   * @default - the service's own host name, `https://{name}.azure-api.net` in global Azure
   */
  readonly gatewayUrl?: string;
  /**
   * SKU and units, `{tier}_{units}`, against which policies and networks are checked.
   * @default - not known, and not checked
   */
  readonly skuName?: string;
  /**
   * The cloud that the service is in.
   * @default - global Azure
   */
  readonly cloud?: AzureCloud;
}

/** An API Management service that is there, by its name. */
export interface GatewayLookUp {
  /** Name of the service. */
  readonly name: string;
  /** Name of the service's resource group. */
  readonly resourceGroupName: string;
  /**
   * Name of the user-assigned identity that the gateway calls Functions with.
   * @default - the service's system-assigned identity, whose client id is looked up in Entra
   */
  readonly identityName?: string;
  /**
   * Name of the resource group of that user-assigned identity.
   * @default - the service's resource group
   */
  readonly identityResourceGroupName?: string;
}
