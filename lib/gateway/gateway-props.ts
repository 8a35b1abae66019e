import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import type { IManagedIdentity, IUserAssignedIdentity } from "../identity/managed-identity";
import type { AzureCloud } from "../support/cloud";
import type { GatewayNetwork } from "./gateway-network";

/** An API Management service that serves the APIs of Functions, and calls the Functions with a managed identity. */
export interface IGateway extends IConstruct {
  /** Name of the API Management service. */
  readonly name: string;
  /** Name of the resource group that the service is in. */
  readonly resourceGroupName: string;
  /** Base URL of the gateway, `https://…`, without a trailing slash. */
  readonly gatewayUrl: string;
  /** The identity with which the gateway calls Functions. */
  readonly identity: IManagedIdentity;
  /**
   * Client id with which a policy selects the identity: the one of `identity`; another is rejected.
   * @default - the service's system-assigned identity is used, which a policy selects by naming no identity (rule 17)
   */
  readonly policyClientId?: string;
  /**
   * SKU and units, `{tier}_{units}`, against which policies and networks are checked.
   * @default - unknown, and not checked
   */
  readonly skuName?: string;
  /**
   * Whether the gateway reaches private endpoints in a virtual network.
   * @default - unknown, and not checked
   */
  readonly callsIntoNetwork?: boolean;
  /**
   * The azurerm provider with which everything on the gateway is managed: APIs, policies, named values, products. In
   * another stack than the provider's it is the one with the same alias there.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** The kind of managed identity that a gateway calls Functions with (rule 17). */
export enum GatewayIdentityType {
  /**
   * A user-assigned identity for this gateway only. Its client id is known without a look-up in Entra, and it
   * exists before the service.
   */
  USER_ASSIGNED = "UserAssigned",
  /**
   * The service's system-assigned identity, which no other resource can have (T6). Its client id is looked up in
   * Entra, so the deployer needs the right to read service principals. On a first apply the look-up can run
   * before Entra has replicated the identity: then apply again.
   */
  SYSTEM_ASSIGNED = "SystemAssigned",
}

/** The publisher of the APIs of an API Management service. */
export interface Publisher {
  /**
   * Name of the organization, 1 to 100 characters.
   * @escaped for Terraform
   */
  readonly name: string;
  /** E-mail address that receives the service's notifications, at most 100 characters. */
  readonly email: string;
}

/** What a new API Management service is made from. */
export interface GatewayProps {
  /** Name of the service: 1 to 50 letters, digits and hyphens, unique across Azure. */
  readonly name: string;
  /** Name of the service's resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /** The publisher of the APIs. */
  readonly publisher: Publisher;
  /**
   * SKU and units, `{tier}_{units}`: `Consumption_0`, `Developer_1`, `Basic_1` … `PremiumV2_30`.
   * @default - `Consumption_0`, billed per call
   */
  readonly skuName?: string;
  /**
   * The kind of identity that the gateway calls Functions with.
   * @default - a user-assigned identity for this gateway only
   */
  readonly identityType?: GatewayIdentityType;
  /**
   * The virtual network that the service is in.
   * @default - none: the gateway is reached, and calls, over the internet
   */
  readonly network?: GatewayNetwork;
  /**
   * An existing user-assigned identity. Anyone who can attach it to another resource can call the Functions too
   * (T6): use it for this gateway only.
   * @default - a new identity for this gateway only
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
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped for Terraform
   */
  readonly tags?: { [name: string]: string };
  /**
   * Resource id of a service that is there, `/subscriptions/…/providers/Microsoft.ApiManagement/service/…`, which is taken
   * over instead of made. It needs `skuName`, keeps everything that this construct does not set, and no plan destroys it.
   * @default - a new service
   */
  readonly importId?: string;
  /**
   * Resource id of a user-assigned identity that is there, which is taken over likewise.
   * @default - a new identity, or the one of `userAssignedIdentity`
   */
  readonly identityImportId?: string;
  /**
   * The azurerm provider of the service, its identity, and everything on the gateway.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** An existing API Management service, by its ids. */
export interface GatewayAttributes {
  /** Name of the service. */
  readonly name: string;
  /** Name of the service's resource group. */
  readonly resourceGroupName: string;
  /** Client id and principal id of the identity that the gateway calls Functions with. */
  readonly identity: IManagedIdentity;
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
   * @default - unknown, and not checked
   */
  readonly skuName?: string;
  /**
   * The cloud that the service is in.
   * @default - global Azure
   */
  readonly cloud?: AzureCloud;
  /**
   * The azurerm provider of everything on the gateway.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** An existing API Management service, by its name. */
export interface GatewayLookup {
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
  /**
   * The azurerm provider of the look-ups, and of everything on the gateway.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}
