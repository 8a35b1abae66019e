import type { IPrivateDnsZones } from "./private-dns-zones-props";
import type { ISubnet } from "./subnet";

/** The virtual network in which a Function and its storage are, and from which alone they answer. */
export interface PrivateNetwork {
  /** The subnet of the private endpoints of the Function App and its storage account. */
  readonly privateEndpointSubnet: ISubnet;
  /**
   * The subnet through which the Function calls out, delegated to `Microsoft.Web/serverFarms`
   * (`Microsoft.App/environments` for Flex Consumption). One service plan uses a subnet.
   */
  readonly functionSubnet: ISubnet;
  /** The private DNS zones in which the endpoints are found. */
  readonly dnsZones: IPrivateDnsZones;
}
