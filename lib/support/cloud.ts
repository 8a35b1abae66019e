import { publicClass } from "./shape/public-classes";

/**
 * The Azure cloud that everything is in. The audience of a Function's tokens is its registration's client
 * id, which is the same kind of value in every cloud; what differs is who issues them, and under which names
 * services answer.
 *
 * Hosts are those of Microsoft's "Microsoft Entra authentication & national clouds" and "Compare Azure
 * Government and global Azure".
 */
export class AzureCloud {
  /** Global Azure. */
  public static readonly PUBLIC = new AzureCloud(
    "public",
    "login.microsoftonline.com",
    "azure-api.net",
    "azurewebsites.net",
    "core.windows.net",
  );

  /** Azure Government, in the United States. */
  public static readonly US_GOVERNMENT = new AzureCloud(
    "usgovernment",
    "login.microsoftonline.us",
    "azure-api.us",
    "azurewebsites.us",
    "core.usgovcloudapi.net",
  );

  /** Microsoft Azure operated by 21Vianet, in China. */
  public static readonly CHINA = new AzureCloud(
    "china",
    "login.partner.microsoftonline.cn",
    "azure-api.cn",
    "chinacloudsites.cn",
    "core.chinacloudapi.cn",
  );

  /**
   * Whether an object is one of these clouds, and not one that looks like it: the gate trusts its login host.
   * @internal
   */
  public static _isKnown(cloud: unknown): boolean {
    return known.has(cloud);
  }

  private constructor(
    /** Name of the cloud, as azurerm's and azuread's `environment` says it. */
    public readonly name: string,
    /** Host that issues tokens. */
    public readonly loginHost: string,
    /** What host names of API Management end in. */
    public readonly gatewayHostSuffix: string,
    /** What host names of Function Apps end in. */
    public readonly functionHostSuffix: string,
    /** What host names of storage end in, after the kind of data. */
    public readonly storageHostSuffix: string,
  ) {
    Object.freeze(this);
  }
}

const known: ReadonlySet<unknown> = new Set([AzureCloud.PUBLIC, AzureCloud.US_GOVERNMENT, AzureCloud.CHINA]);

publicClass("AzureCloud", AzureCloud);
