import { DataAzurermPrivateDnsZone } from "@cdktf/provider-azurerm/lib/data-azurerm-private-dns-zone";
import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { Construct } from "constructs";
import { AzureCloud } from "../support/cloud";
import { writeForAzurerm5 } from "../support/provider-versions/azurerm-5";
import { validateResourceId } from "../support/resource-ids";
import { checked } from "../support/shape/checked";
import { terraformTexts } from "../support/terraform-text";
import { throwIfInvalid } from "../support/validation";
import type {
  IPrivateDnsZones,
  PrivateDnsZonesAttributes,
  PrivateDnsZonesLookup,
  PrivateDnsZonesProps,
} from "./private-dns-zones-props";

/**
 * The private DNS zones of Function Apps and their storage, linked to one virtual network.
 *
 * @example
 * const dnsZones = new PrivateDnsZones(this, "zones", {
 *   resourceGroupName: "rg-network",
 *   virtualNetworkId:
 *     "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-hub",
 * });
 */
export class PrivateDnsZones extends Construct implements IPrivateDnsZones {
  /**
   * Existing zones, by their resource ids: those of a hub team, for example.
   * @throws when an id is not that of a private DNS zone
   */
  public static fromPrivateDnsZonesAttributes(
    scope: Construct,
    id: string,
    attributes: PrivateDnsZonesAttributes,
  ): IPrivateDnsZones {
    [scope, id, attributes] = checked("PrivateDnsZones.fromPrivateDnsZonesAttributes", [
      scope,
      id,
      attributes,
    ]);
    return new ImportedPrivateDnsZones(scope, id, attributes);
  }

  /** Existing zones, looked up by the names that Azure dictates: a plan fails when one does not exist. */
  public static fromPrivateDnsZonesNames(
    scope: Construct,
    id: string,
    props: PrivateDnsZonesLookup,
  ): IPrivateDnsZones {
    [scope, id, props] = checked("PrivateDnsZones.fromPrivateDnsZonesNames", [scope, id, props]);
    return new LookedUpPrivateDnsZones(scope, id, props);
  }

  /** The `azurerm_private_dns_zone`s. */
  public readonly zones: PrivateDnsZone[] = [];
  public readonly functionZoneId: string;
  public readonly blobZoneId: string;
  public readonly queueZoneId: string;
  public readonly tableZoneId: string;

  /** @throws when the id is not that of a virtual network. */
  constructor(scope: Construct, id: string, props: PrivateDnsZonesProps) {
    [scope, id, props] = checked("PrivateDnsZones", [scope, id, props]);
    super(scope, id);
    throwIfInvalid(this, validateResourceId("virtualNetwork", props.virtualNetworkId));
    const ids = zonesBy(zoneNames(props.cloud ?? AzureCloud.PUBLIC), (kind, name) =>
      this.newZone(kind, name, props),
    );
    this.functionZoneId = ids.functionZoneId;
    this.blobZoneId = ids.blobZoneId;
    this.queueZoneId = ids.queueZoneId;
    this.tableZoneId = ids.tableZoneId;
  }

  private newZone(kind: string, name: string, props: PrivateDnsZonesProps): string {
    const tags = props.tags && terraformTexts(props.tags);
    const { resourceGroupName, virtualNetworkId, provider } = props;
    const zone = new PrivateDnsZone(this, kind, { name, resourceGroupName, tags, provider });
    const link = new PrivateDnsZoneVirtualNetworkLink(this, `${kind}-link`, {
      name: "virtual-network",
      resourceGroupName,
      privateDnsZoneName: zone.name,
      virtualNetworkId,
      tags,
      provider,
    });
    writeForAzurerm5(link, {
      takes: { private_dns_zone_id: zone.id },
      insteadOf: ["private_dns_zone_name", "resource_group_name"],
    });
    this.zones.push(zone);
    return zone.id;
  }
}

type ZoneKind = "function" | "blob" | "queue" | "table";

// Microsoft's "Azure Private Endpoint private DNS zone values".
function zoneNames({ functionHostSuffix, storageHostSuffix }: AzureCloud): Record<ZoneKind, string> {
  return {
    function: `privatelink.${functionHostSuffix}`,
    blob: `privatelink.blob.${storageHostSuffix}`,
    queue: `privatelink.queue.${storageHostSuffix}`,
    table: `privatelink.table.${storageHostSuffix}`,
  };
}

function zonesBy(
  names: Record<ZoneKind, string>,
  idOf: (kind: ZoneKind, name: string) => string,
): PrivateDnsZonesAttributes {
  return {
    functionZoneId: idOf("function", names.function),
    blobZoneId: idOf("blob", names.blob),
    queueZoneId: idOf("queue", names.queue),
    tableZoneId: idOf("table", names.table),
  };
}

class ImportedPrivateDnsZones extends Construct implements IPrivateDnsZones {
  public readonly functionZoneId: string;
  public readonly blobZoneId: string;
  public readonly queueZoneId: string;
  public readonly tableZoneId: string;

  constructor(scope: Construct, id: string, attributes: PrivateDnsZonesAttributes) {
    super(scope, id);
    const { functionZoneId, blobZoneId, queueZoneId, tableZoneId } = attributes;
    const zoneIds = Object.entries({ functionZoneId, blobZoneId, queueZoneId, tableZoneId });
    throwIfInvalid(
      this,
      zoneIds.flatMap(([property, zoneId]) => validateResourceId("privateDnsZone", zoneId, property)),
    );
    this.functionZoneId = functionZoneId;
    this.blobZoneId = blobZoneId;
    this.queueZoneId = queueZoneId;
    this.tableZoneId = tableZoneId;
  }
}

class LookedUpPrivateDnsZones extends Construct implements IPrivateDnsZones {
  public readonly functionZoneId: string;
  public readonly blobZoneId: string;
  public readonly queueZoneId: string;
  public readonly tableZoneId: string;

  constructor(scope: Construct, id: string, { resourceGroupName, cloud, provider }: PrivateDnsZonesLookup) {
    super(scope, id);
    const ids = zonesBy(
      zoneNames(cloud ?? AzureCloud.PUBLIC),
      (kind, name) => new DataAzurermPrivateDnsZone(this, kind, { name, resourceGroupName, provider }).id,
    );
    this.functionZoneId = ids.functionZoneId;
    this.blobZoneId = ids.blobZoneId;
    this.queueZoneId = ids.queueZoneId;
    this.tableZoneId = ids.tableZoneId;
  }
}
