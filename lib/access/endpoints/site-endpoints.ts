import type { Graph } from "../graph/graph";
import type { Site } from "../graph/sites";
import { at, literalText } from "../graph/values";
import type { Value } from "../stack/value";
import { excludedPathEntrance } from "../verdicts/host/site-entrances";
import type { GateEndpoint, SiteEndpoint } from "./endpoints";

/** The Function Apps and slots of a stack, on the network. */
export function siteEndpoints(graph: Graph): SiteEndpoint[] {
  return graph.sites.all.map((site) => siteEndpoint(graph, site));
}

function siteEndpoint(graph: Graph, site: Site): SiteEndpoint {
  const { resource } = site;
  const host = graph.index.text(resource, "default_hostname") ?? graph.index.text(resource, "hostname");
  return {
    function: site.id,
    hosts: [...(host === undefined ? [] : [host]), ...boundHosts(graph, site)],
    scmHost: host === undefined ? undefined : scmHostOf(host),
    excludedPaths: excludedPaths(graph, site),
    gate: gateOf(graph, site),
    publishing: publishingOf(graph, site),
  };
}

/** `func-orders.azurewebsites.net` is published to at `func-orders.scm.azurewebsites.net`. */
function scmHostOf(host: string): string {
  return host.replace(/^[^.]+/, "$&.scm");
}

function boundHosts(graph: Graph, site: Site): string[] {
  return graph.index
    .managed("azurerm_app_service_custom_hostname_binding")
    .filter((binding) => graph.sites.ofBinding(binding) === site)
    .flatMap((binding) => graph.index.text(binding, "hostname") ?? []);
}

function excludedPaths(graph: Graph, site: Site): Map<string, string> {
  const paths = graph
    .easyAuth(site)
    .excludedPaths.flatMap((path) => literalText(graph.index.followed(path)) ?? []);
  return new Map(paths.map((path) => [excludedPathEntrance(site, path).id, path]));
}

function gateOf(graph: Graph, site: Site): GateEndpoint | undefined {
  const { entra } = graph.easyAuth(site);
  const clientId = literalText(entra?.clientId);
  const issuer = literalText(entra?.endpoint);
  if (!entra || clientId === undefined || issuer === undefined) return undefined;
  const texts = (values: readonly Value[]) =>
    values.flatMap((value) => literalText(graph.index.followed(value)) ?? []);
  return { clientId, issuer, applications: texts(entra.applications), identities: texts(entra.identities) };
}

function publishingOf(graph: Graph, { resource }: Site): SiteEndpoint["publishing"] {
  const credential = graph.index.value(resource, "site_credential", 0);
  const [user, password] = ["name", "password"].map((name) => literalText(at(credential, name)));
  return user && password ? { user, password } : undefined;
}
