import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import type { AzureCloud } from "../support/cloud";

/** The private DNS zones that resolve the names of private endpoints. */
export interface IPrivateDnsZones extends IConstruct {
  /** Resource id of the zone of Function Apps, `privatelink.azurewebsites.net` in global Azure. */
  readonly functionZoneId: string;
  /** Resource id of the zone of blobs, `privatelink.blob.core.windows.net` in global Azure. */
  readonly blobZoneId: string;
  /** Resource id of the zone of queues, `privatelink.queue.core.windows.net` in global Azure. */
  readonly queueZoneId: string;
  /** Resource id of the zone of tables, `privatelink.table.core.windows.net` in global Azure. */
  readonly tableZoneId: string;
}

/** Existing private DNS zones, by their ids. */
export interface PrivateDnsZonesAttributes {
  /** Resource id of the zone of Function Apps, `privatelink.azurewebsites.net` in global Azure. */
  readonly functionZoneId: string;
  /** Resource id of the zone of blobs, `privatelink.blob.core.windows.net` in global Azure. */
  readonly blobZoneId: string;
  /** Resource id of the zone of queues, `privatelink.queue.core.windows.net` in global Azure. */
  readonly queueZoneId: string;
  /** Resource id of the zone of tables, `privatelink.table.core.windows.net` in global Azure. */
  readonly tableZoneId: string;
}

/** What new private DNS zones are made from. */
export interface PrivateDnsZonesProps {
  /** Resource id of the virtual network that resolves names with the zones. */
  readonly virtualNetworkId: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /**
   * The cloud that the zones are of.
   * @default - global Azure
   */
  readonly cloud?: AzureCloud;
  /**
   * Tags of the zones and their links.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped for Terraform
   */
  readonly tags?: { [name: string]: string };
  /**
   * The azurerm provider of the zones and their links.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** Existing private DNS zones, by their names, which Azure dictates. */
export interface PrivateDnsZonesLookup {
  /** Name of the resource group that holds all of them. */
  readonly resourceGroupName: string;
  /**
   * The cloud that the zones are of.
   * @default - global Azure
   */
  readonly cloud?: AzureCloud;
  /**
   * The azurerm provider of the look-ups.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}
