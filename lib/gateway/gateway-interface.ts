import type { IGatewayIdentity } from "./gateway-identity-interface";

/** An API Management service that puts Functions' APIs on the network and calls them by managed identity. */
export interface IGateway {
  /** Name of the API Management service. */
  readonly name: string;
  /** Name of the resource group that the service is in. */
  readonly resourceGroupName: string;
  /** Base URL of the gateway, `https://…`, without a trailing slash. */
  readonly gatewayUrl: string;
  /** The identity with which the gateway calls Functions. */
  readonly identity: IGatewayIdentity;
  /**
   * Client id that a policy names to choose the identity.
   * @default - the service's system-assigned identity is used, which a policy chooses by naming none (rule 17)
   */
  readonly policyClientId?: string;
  /**
   * SKU and units, `{tier}_{units}`, against which policies and networks are checked.
   * @default - not known, and not checked
   */
  readonly skuName?: string;
  /**
   * Whether the gateway reaches private endpoints in a virtual network.
   * @default - not known, and not checked
   */
  readonly callsIntoNetwork?: boolean;
}
