import type { Api, Gateway } from "../graph/gateways";
import type { Graph } from "../graph/graph";
import { at, itemsOf, literalText } from "../graph/values";
import type { Resource } from "../stack/stack";
import type { OperationEndpoint } from "./endpoints";

type ApiAddress = Pick<OperationEndpoint, "url" | "versionHeaders" | "keyHeader">;

const KEY_HEADER = "Ocp-Apim-Subscription-Key";

/** Where an API answers, in its version and revision. */
export function apiAddress(graph: Graph, gateway: Gateway, { resource }: Api): ApiAddress {
  const text = (name: string) => graph.index.text(resource, name) || undefined;
  const [path, version, revision] = ["path", "version", "revision"].map(text);
  const set = version === undefined ? undefined : versionSetOf(graph, resource);
  const scheme = set && graph.index.text(set, "versioning_scheme");
  const isCurrent = text("is_current") !== "false" || revision === "1";
  const steps = [path, ...(scheme === "Segment" ? [version] : [])].filter((step) => step !== undefined);
  const host = gatewayHost(graph, gateway);
  const header = set && scheme === "Header" ? graph.index.text(set, "version_header_name") : undefined;
  // Which version a query names is not tried: the template has a query of its own.
  const isKnown = host !== undefined && scheme !== "Query";
  return {
    url: isKnown ? [host, ...steps].join("/") + (isCurrent ? "" : `;rev=${revision}`) : undefined,
    versionHeaders: header && version ? { [header]: version } : {},
    keyHeader: graph.index.text(resource, "subscription_key_parameter_names", 0, "header") ?? KEY_HEADER,
  };
}

function versionSetOf(graph: Graph, api: Resource): Resource | undefined {
  const id = graph.index.text(api, "version_set_id");
  return graph.index
    .managed("azurerm_api_management_api_version_set")
    .find((set) => id !== undefined && graph.index.text(set, "id") === id);
}

/** The host that the gateway presents by default: one of its own domains, or that of Azure. */
function gatewayHost(graph: Graph, { resource }: Gateway): string | undefined {
  if (!resource) return undefined;
  const url = graph.index.text(resource, "gateway_url")?.replace(/\/$/, "");
  const custom = itemsOf(graph.index.value(resource, "hostname_configuration", 0, "proxy"))
    .filter((proxy) => literalText(at(proxy, "default_ssl_binding")) === "true")
    .flatMap((proxy) => literalText(at(proxy, "host_name")) ?? [])[0];
  return custom === undefined ? url : `https://${custom}`;
}
