import { Token } from "cdktf";
import type { ISubnet } from "../network/private-network";
import { validateResourceId } from "../support/resource-ids";
import { checked } from "../support/shape/checked";
import { publicClass } from "../support/shape/public-classes";
import { validationError } from "../support/validation";
import { tierName } from "./sku";

interface GatewayNetworkKind {
  readonly factory: string;
  readonly title: string;
  /** As in azurerm's `virtual_network_type`. */
  readonly type: "External" | "Internal";
  /** Microsoft's "Use a virtual network to secure inbound or outbound traffic for API Management". */
  readonly tiers: readonly string[];
}

const kinds = {
  external: {
    factory: "GatewayNetwork.externalMode",
    title: "in a virtual network, answering on the internet",
    type: "External",
    tiers: ["Developer", "Premium"],
  },
  internal: {
    factory: "GatewayNetwork.internalMode",
    title: "in a virtual network, answering only there",
    type: "Internal",
    tiers: ["Developer", "Premium", "PremiumV2"],
  },
  integration: {
    factory: "GatewayNetwork.integration",
    title: "with outbound virtual network integration",
    type: "External",
    tiers: ["StandardV2", "PremiumV2"],
  },
} satisfies Record<string, GatewayNetworkKind>;

/**
 * How an API Management service is in a virtual network. A change re-creates the service (rule 27).
 *
 * @example
 * const subnet = ExistingSubnet.fromSubnetName(this, "gateway-subnet", {
 *   name: "snet-gateway",
 *   virtualNetworkName: "vnet-hub",
 *   resourceGroupName: "rg-network",
 * });
 * new Gateway(this, "gateway", {
 *   name: "apim-contoso",
 *   resourceGroupName: "rg-platform",
 *   location: "westeurope",
 *   publisher: { name: "Contoso", email: "api@contoso.com" },
 *   skuName: "StandardV2_1",
 *   network: GatewayNetwork.integration(subnet),
 * });
 */
export class GatewayNetwork {
  /**
   * The service is in the network, and its gateway is reached over the internet: Developer and Premium.
   * @param publicIpAddressId resource id of a public IP address of the Standard SKU with a DNS label, which the
   * service then uses; if omitted, Azure provides one
   */
  public static externalMode(subnet: ISubnet, publicIpAddressId?: string): GatewayNetwork {
    [subnet, publicIpAddressId] = checked("GatewayNetwork.externalMode", [subnet, publicIpAddressId]);
    return new GatewayNetwork(kinds.external, subnet, publicIpAddressId);
  }

  /**
   * The service is in the network, and its gateway is reached only from there: Developer, Premium and PremiumV2.
   * @param publicIpAddressId resource id of the public IP address of its management plane, on Developer and
   * Premium; if omitted, Azure provides one
   */
  public static internalMode(subnet: ISubnet, publicIpAddressId?: string): GatewayNetwork {
    [subnet, publicIpAddressId] = checked("GatewayNetwork.internalMode", [subnet, publicIpAddressId]);
    return new GatewayNetwork(kinds.internal, subnet, publicIpAddressId);
  }

  /** The gateway is reached over the internet, and calls into the network: StandardV2 and PremiumV2. */
  public static integration(subnet: ISubnet): GatewayNetwork {
    [subnet] = checked("GatewayNetwork.integration", [subnet]);
    return new GatewayNetwork(kinds.integration, subnet);
  }

  /** `External` or `Internal`, as in azurerm. */
  public readonly virtualNetworkType: string;

  private constructor(
    private readonly kind: GatewayNetworkKind,
    /** The subnet of the service. */
    public readonly subnet: ISubnet,
    /**
     * Resource id of the service's public IP address.
     * @default - Azure provides one
     */
    public readonly publicIpAddressId?: string,
  ) {
    this.virtualNetworkType = this.kind.type;
  }

  /** @internal */
  public _validate(skuName: string): string[] {
    return [...validateResourceId("subnet", this.subnet.id), ...this.validateTier(skuName)];
  }

  private validateTier(skuName: string): string[] {
    const tier = tierName(skuName);
    if (Token.isUnresolved(skuName) || this.kind.tiers.includes(tier)) return [];
    return [
      validationError(
        `An API Management service ${this.kind.title} was given with the SKU ${JSON.stringify(skuName)}`,
        `What works is ${Object.values(kinds).map(pairs).join("; ")}`,
        "Choose one of these pairs",
      ),
    ];
  }
}

publicClass("GatewayNetwork", GatewayNetwork);

function pairs({ factory, tiers }: GatewayNetworkKind): string {
  return `\`${factory}\` with ${tiers.join(", ")}`;
}
