import type { Api } from "../../graph/gateways";
import type { Graph } from "../../graph/graph";
import { at, literalText, printed } from "../../graph/values";
import type { Resource } from "../../stack/stack";
import { type Decision, unknown } from "../decision";

/** What becomes of calls from the internet where only the network reaches the gateway; undefined where they get in. */
export function fromInternet(graph: Graph, api: Api): Decision | undefined {
  const { resource } = api.gateway;
  const closing = resource && closingArgument(graph, resource);
  if (!closing) return undefined;
  const { argument, value, turnedBy } = closing;
  const meaning = "only the network reaches the gateway";
  const step = { address: resource.address, argument, value, meaning };
  const front = graph.index.managed(
    "azurerm_application_gateway",
    "azurerm_cdn_frontdoor_origin",
    "azurerm_frontdoor",
    "azurerm_lb",
    "azurerm_firewall_nat_rule_collection",
  )[0];
  if (front) return unknown(`whether ${front.address} lets the internet in is not modeled`, [step]);
  const other = selfHosted(graph, api);
  if (other) {
    const because = `whether the internet reaches the self-hosted gateway of ${other.address} is not known`;
    const link = { address: other.address, argument: "api_id", value: printed(at(other.values, "api_id")) };
    return unknown(because, [step, { ...link, meaning: "a gateway of one's own answers for the API too" }]);
  }
  return {
    access: "refused",
    answer: "no connection",
    control: `Network: ${argument}`,
    proof: [step],
    turnedBy,
  };
}

/**
 * Without public access private endpoints are the only way in:
 * https://learn.microsoft.com/azure/api-management/private-endpoint
 */
function closingArgument({ index }: Graph, gateway: Resource) {
  const argument = "virtual_network_type";
  if (index.text(gateway, argument) === "Internal")
    return { argument, value: "Internal", turnedBy: `${argument} = "External"` };
  const access = "public_network_access_enabled";
  if (index.text(gateway, access) === "false")
    return { argument: access, value: "false", turnedBy: `${access} = true` };
  return undefined;
}

/**
 * What puts an API on a gateway that somebody hosts, wherever that is:
 * https://learn.microsoft.com/azure/api-management/self-hosted-gateway-overview
 */
function selfHosted({ index }: Graph, { resource }: Api): Resource | undefined {
  const name = index.text(resource, "name")?.toLowerCase();
  return index.managed("azurerm_api_management_gateway_api").find((link) => {
    const id = at(link.values, "api_id");
    if (id?.kind === "reference") return id.address === resource.address;
    const text = literalText(id)?.toLowerCase().split("/").pop()?.split(";")[0];
    return text === undefined || name === undefined || text === name;
  });
}
