import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import type { Gateways } from "./gateways";
import type { StackIndex } from "./stack-index";
import { at, itemsOf, literalText } from "./values";

/** What passes calls on to backends of its own, by the attributes that hold its host. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  azurerm_api_management: ["gateway_url", "gateway_regional_url"],
  azurerm_cdn_endpoint: ["fqdn"],
  azurerm_cdn_frontdoor_custom_domain: ["host_name"],
  azurerm_cdn_frontdoor_endpoint: ["host_name"],
  azurerm_frontdoor: ["cname"],
  azurerm_traffic_manager_profile: ["fqdn"],
};

/** The hosts of a stack that pass calls on, so that a call of one of them may end at a Function all the same. */
export class Relays {
  private readonly byHost = new Map<string, Resource>();

  public constructor(
    private readonly index: StackIndex,
    gateways: Gateways,
  ) {
    for (const [type, names] of Object.entries(attributes))
      for (const resource of [...index.managed(type), ...index.data(type)])
        for (const name of names) this.add(index.text(resource, name), resource);
    for (const { resource } of gateways.all) if (resource) this.addGateway(resource);
    for (const domain of index.managed("azurerm_api_management_custom_domain"))
      for (const proxy of itemsOf(at(domain.values, "gateway"))) this.add(hostOf(proxy), domain);
  }

  /** What passes calls of an address on; undefined where nothing of the stack is known to. */
  public ofUrl(url: Value): Resource | undefined {
    const [start, host] = url.kind === "text" ? url.parts : ["https://", url];
    const resource =
      start === "https://" && typeof host === "object" ? this.index.resourceOf(host) : undefined;
    if (resource && resource.type in attributes) return resource;
    const name = /^\w+:\/\/([^/:?#]+)/.exec(literalText(url)?.toLowerCase() ?? "")?.[1];
    return name === undefined ? undefined : this.byHost.get(name);
  }

  private addGateway(resource: Resource): void {
    const name = this.index.text(resource, "name");
    for (const domain of ["azure-api.net", "azure-api.us", "azure-api.cn"])
      if (name) this.add(`${name}.${domain}`, resource);
    for (const proxy of itemsOf(at(resource.values, "hostname_configuration", 0, "proxy")))
      this.add(hostOf(proxy), resource);
  }

  private add(urlOrHost: string | undefined, resource: Resource): void {
    const host = urlOrHost
      ?.toLowerCase()
      .replace(/^https?:\/\//, "")
      .split("/")[0];
    if (host) this.byHost.set(host, resource);
  }
}

function hostOf(proxy: Value): string | undefined {
  return literalText(at(proxy, "host_name"));
}
