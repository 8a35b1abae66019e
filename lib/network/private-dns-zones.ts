import { DataAzurermPrivateDnsZone } from "@cdktf/provider-azurerm/lib/data-azurerm-private-dns-zone";
import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { AzureCloud } from "../support/cloud";
import { refusal, refuseAll, refuseInput } from "../support/refusal";
import { terraformTexts } from "../support/terraform-text";
import type {
  IPrivateDnsZones,
  PrivateDnsZonesLookUp,
  PrivateDnsZonesProps,
} from "./private-dns-zones-props";

/** The private DNS zones of Function Apps and their storage, linked to one virtual network. */
export class PrivateDnsZones extends Construct implements IPrivateDnsZones {
  /**
   * Zones that are there, by their resource ids: a hub team's, for example.
   * @throws when an id is none of a private DNS zone
   */
  public static fromAttributes(zones: IPrivateDnsZones): IPrivateDnsZones {
    refuseInput(
      "PrivateDnsZones.fromAttributes",
      Object.entries(zones).flatMap(([property, id]) => zoneIdRefusals(property, id)),
    );
    return zones;
  }

  /** Zones that are there, looked up by the names that Azure dictates: a plan fails when one is not. */
  public static fromNames(scope: Construct, id: string, props: PrivateDnsZonesLookUp): IPrivateDnsZones {
    const construct = new Construct(scope, id);
    const names = zoneNames(props.cloud ?? AzureCloud.PUBLIC);
    return zonesBy(names, (kind, name) => {
      const { resourceGroupName } = props;
      return new DataAzurermPrivateDnsZone(construct, kind, { name, resourceGroupName }).id;
    });
  }

  /** The `azurerm_private_dns_zone`s. */
  public readonly zones: PrivateDnsZone[] = [];
  public readonly functionZoneId: string;
  public readonly blobZoneId: string;
  public readonly queueZoneId: string;
  public readonly tableZoneId: string;

  /** @throws when the id is none of a virtual network. */
  constructor(scope: Construct, id: string, props: PrivateDnsZonesProps) {
    super(scope, id);
    refuseAll(this, networkIdRefusals(props.virtualNetworkId));
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
    const { resourceGroupName, virtualNetworkId } = props;
    const zone = new PrivateDnsZone(this, kind, { name, resourceGroupName, tags });
    new PrivateDnsZoneVirtualNetworkLink(this, `${kind}-link`, {
      name: "virtual-network",
      resourceGroupName,
      privateDnsZoneName: zone.name,
      virtualNetworkId,
      tags,
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
): IPrivateDnsZones {
  return {
    functionZoneId: idOf("function", names.function),
    blobZoneId: idOf("blob", names.blob),
    queueZoneId: idOf("queue", names.queue),
    tableZoneId: idOf("table", names.table),
  };
}

function zoneIdRefusals(property: string, id: string): string[] {
  const form = /^\/subscriptions\/.+\/providers\/Microsoft\.Network\/privateDnsZones\/privatelink\.[^/]+$/i;
  if (Token.isUnresolved(id) || form.test(id)) return [];
  return [
    refusal(
      `\`${property}\` was given as ${JSON.stringify(id)}`,
      "Allowed is /subscriptions/…/providers/Microsoft.Network/privateDnsZones/privatelink.…",
      "Copy it with `az network private-dns zone show --query id`",
    ),
  ];
}

function networkIdRefusals(id: string): string[] {
  const form = /^\/subscriptions\/.+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+$/i;
  if (Token.isUnresolved(id) || form.test(id)) return [];
  return [
    refusal(
      `The virtual network id ${JSON.stringify(id)} was given`,
      "Allowed is /subscriptions/…/providers/Microsoft.Network/virtualNetworks/…",
      "Copy it with `az network vnet show --query id`",
    ),
  ];
}
