import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { validateResourceName } from "../support/names";
import { checked } from "../support/shape/checked";
import { constructIdErrors } from "../support/shape/construct-ids";
import { terraformTexts } from "../support/terraform-text";
import { throwIfInvalid, throwIfInvalidInput } from "../support/validation";
import type { PrivateNetwork } from "./private-network";

/** The Function App and the storage account that private endpoints are made for. */
export interface PrivateEndpointsProps {
  /** Name of the Function App, from which the endpoints are named. */
  readonly name: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`: the virtual network's. */
  readonly location: string;
  /** Where the endpoints are. */
  readonly network: PrivateNetwork;
  /** Resource id of the Function App. */
  readonly functionAppId: string;
  /**
   * Resource id of the storage account.
   * @default - the owner of the storage account makes its endpoints
   */
  readonly storageAccountId?: string;
  /**
   * Whether queues of the storage account are used.
   * @default false
   */
  readonly storageQueues?: boolean;
  /**
   * Whether tables of the storage account are used.
   * @default false
   */
  readonly storageTables?: boolean;
  /**
   * Tags of the endpoints.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped for Terraform
   */
  readonly tags?: { [name: string]: string };
  /**
   * The azurerm provider of the endpoints, in the subscription of the virtual network.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** The private endpoints of a Function App and its storage account. */
export class PrivateEndpoints extends Construct {
  /** The `azurerm_private_endpoint` of the Function App and its SCM site. */
  public readonly functionEndpoint: PrivateEndpoint;
  /** The `azurerm_private_endpoint`s of the storage account, one for each kind of data that is used. */
  public readonly storageEndpoints: PrivateEndpoint[];
  private readonly props: PrivateEndpointsProps;

  constructor(scope: Construct, id: string, props: PrivateEndpointsProps) {
    [scope, id, props] = checked("PrivateEndpoints", [scope, id, props]);
    super(scope, id);
    // The longest of the names.
    throwIfInvalid(this, validateResourceName("privateEndpoint", endpointName(props.name, "function")));
    this.props = props;
    const { dnsZones } = props.network;
    this.functionEndpoint = this.newEndpoint(
      "function",
      props.functionAppId,
      "sites",
      dnsZones.functionZoneId,
    );
    this.storageEndpoints = props.storageAccountId ? this.newStorageEndpoints(props.storageAccountId) : [];
  }

  /**
   * Adds the private endpoint of a slot: an app's endpoint does not reach its slots.
   *
   * @param name name of the slot
   * @param slot the slot, for which the endpoint waits
   * @throws when the endpoint's name, made of the names of app and slot, is longer than Azure allows
   */
  public addSlot(name: string, slot: ITerraformDependable): PrivateEndpoint {
    [name, slot] = checked("PrivateEndpoints.addSlot", [name, slot], this);
    throwIfInvalidInput(`${this.node.path}/slot-${name}`, this.validateSlot(name));
    const { functionAppId, network } = this.props;
    return this.newEndpoint(`slot-${name}`, functionAppId, `sites-${name}`, network.dnsZones.functionZoneId, [
      slot,
    ]);
  }

  private validateSlot(name: string): string[] {
    const id = `slot-${name}`;
    return [
      ...constructIdErrors(id, true, this),
      ...validateResourceName("privateEndpoint", endpointName(this.props.name, id)),
    ];
  }

  private newStorageEndpoints(storageAccountId: string): PrivateEndpoint[] {
    const { storageQueues, storageTables, network } = this.props;
    const { blobZoneId, queueZoneId, tableZoneId } = network.dnsZones;
    return [
      this.newEndpoint("blob", storageAccountId, "blob", blobZoneId),
      ...(storageQueues ? [this.newEndpoint("queue", storageAccountId, "queue", queueZoneId)] : []),
      ...(storageTables ? [this.newEndpoint("table", storageAccountId, "table", tableZoneId)] : []),
    ];
  }

  private newEndpoint(
    kind: string,
    resourceId: string,
    subresource: string,
    zoneId: string,
    dependsOn: ITerraformDependable[] = [],
  ): PrivateEndpoint {
    const { name, resourceGroupName, location, network, tags, provider } = this.props;
    return new PrivateEndpoint(this, kind, {
      name: endpointName(name, kind),
      resourceGroupName,
      location,
      subnetId: network.privateEndpointSubnet.id,
      privateServiceConnection: {
        name: kind,
        privateConnectionResourceId: resourceId,
        subresourceNames: [subresource],
        isManualConnection: false,
      },
      privateDnsZoneGroup: { name: "default", privateDnsZoneIds: [zoneId] },
      tags: tags && terraformTexts(tags),
      provider,
      dependsOn: dependsOn.length > 0 ? dependsOn : undefined,
    });
  }
}

function endpointName(appName: string, kind: string): string {
  return `pep-${appName}-${kind}`;
}
