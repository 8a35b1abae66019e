import { attribute, childElements, type XmlElement } from "../../../policy/xml/xml-element";
import type { Api, Gateway } from "../../graph/gateways";
import type { Graph } from "../../graph/graph";
import { attributeValue, type PolicyDocument } from "../../graph/policy-documents";
import { type Principal, untoldPrincipal } from "../../graph/principals";
import type { Site } from "../../graph/sites";
import { isAbsent, keyOf } from "../../graph/values";
import type { Value } from "../../stack/value";
import { isOwnRequest, requestUrl } from "./own-requests";

/** A place in the policies of a gateway that asks Entra for a token. */
export interface TokenRequest {
  readonly gateway: Gateway;
  /** The API whose calls it runs for; every API where it is undefined. */
  readonly api?: Api;
  readonly document: PolicyDocument;
  readonly element: XmlElement;
  readonly resource: Value;
  readonly principal?: Principal;
  /** Where the token goes, if it is for a request of its own and not for the call of the API. */
  readonly ownUrl?: Value;
}

/** The requests for tokens in the policies of a stack, by what they are for. */
export class TokenRequests {
  public readonly all: readonly TokenRequest[];
  /** Policies that are not read: they may ask for any token, and send it anywhere. */
  public readonly unread: readonly PolicyDocument[];
  private readonly byAudience = new Map<string, TokenRequest[]>();
  private readonly sitesByAudience = new Map<string, Site[]>();
  /** Requests for what is not known, and sites of which it is not known what they accept: any may go to any. */
  private readonly untold: readonly TokenRequest[];
  private readonly untoldSites: ReadonlySet<Site>;

  public constructor(private readonly graph: Graph) {
    const policies = policiesOf(graph);
    this.all = policies.flatMap((policy) => requestsIn(graph, policy));
    this.unread = [...new Set(policies.map(({ document }) => document))].filter(({ sections }) => !sections);
    this.untold = this.all.filter(({ resource }) => audienceKey(graph, resource) === undefined);
    this.untoldSites = new Set(graph.sites.all.filter((site) => acceptsUntold(graph, site)));
    for (const request of this.all) put(this.byAudience, audienceKey(graph, request.resource), request);
    for (const site of graph.sites.all)
      for (const key of audiencesOf(graph, site)) put(this.sitesByAudience, key, site);
  }

  /** Those that may ask for a token which a site accepts. */
  public forSite(graph: Graph, site: Site): readonly TokenRequest[] {
    if (this.untoldSites.has(site)) return this.all;
    const found = audiencesOf(graph, site).flatMap((key) => this.byAudience.get(key) ?? []);
    return [...found, ...this.untold];
  }

  /** The sites that may accept a token for a resource. */
  public sitesFor(resource: Value): readonly Site[] {
    const key = audienceKey(this.graph, resource);
    if (key === undefined) return this.graph.sites.all.filter((site) => hasGate(this.graph, site));
    return [...new Set([...(this.sitesByAudience.get(key) ?? []), ...this.untoldSites])];
  }
}

function hasGate(graph: Graph, site: Site): boolean {
  const { entra, unknownBecause } = graph.easyAuth(site);
  return entra !== undefined || unknownBecause !== undefined;
}

/** Whether a gate may accept tokens for something that is not known. */
function acceptsUntold(graph: Graph, site: Site): boolean {
  const { entra, unknownBecause } = graph.easyAuth(site);
  if (!entra) return unknownBecause !== undefined;
  const audiences = [...(isAbsent(entra.clientId) ? [] : [entra.clientId as Value]), ...entra.audiences];
  return audiences.some((value) => audienceKey(graph, value) === undefined);
}

function put<T>(map: Map<string, T[]>, key: string | undefined, item: T): void {
  if (key === undefined) return;
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}

function audiencesOf(graph: Graph, site: Site): string[] {
  const { entra } = graph.easyAuth(site);
  const values = [entra?.clientId, ...(entra?.audiences ?? [])];
  return [...new Set(values.flatMap((value) => audienceKey(graph, value) ?? []))];
}

/** One key for the names of one application. */
function audienceKey(graph: Graph, value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  return graph.registrations.ofResource(value)?.principal.id ?? keyOf(graph.index.followed(value));
}

/** A policy of a gateway, and the API whose calls it runs for. */
interface PlacedPolicy {
  readonly gateway: Gateway;
  readonly api?: Api;
  readonly document: PolicyDocument;
}

function policiesOf(graph: Graph): PlacedPolicy[] {
  return graph.gateways.all.flatMap((gateway) => [
    ...placed(gateway, [gateway.policy, ...gateway.products.map(({ policy }) => policy)]),
    ...placed(gateway, [...gateway.fragments.values()]),
    ...gateway.apis.flatMap((api) =>
      placed(gateway, [api.policy, ...api.operations.map(({ policy }) => policy)], api),
    ),
  ]);
}

function placed(
  gateway: Gateway,
  documents: readonly (PolicyDocument | undefined)[],
  api?: Api,
): PlacedPolicy[] {
  return documents.flatMap((document) => (document ? [{ gateway, api, document }] : []));
}

/** The requests for tokens in a policy. */
function requestsIn(graph: Graph, { gateway, api, document }: PlacedPolicy): TokenRequest[] {
  if (!document.sections) return [];
  const found: TokenRequest[] = [];
  const visit = (element: XmlElement, ownUrl: Value | undefined): void => {
    const resource =
      element.name === "authentication-managed-identity" && attributeValue(document, element, "resource");
    if (resource)
      found.push({
        gateway,
        api,
        document,
        element,
        resource,
        principal: identityOf(graph, gateway, document, element),
        ownUrl,
      });
    const own = isOwnRequest(element) ? requestUrl(document, element) : ownUrl;
    for (const child of childElements(element)) visit(child, own);
  };
  for (const section of document.sections.values()) for (const element of section) visit(element, undefined);
  return found;
}

/** The identity that a token step names: the system-assigned one where it names none. */
export function identityOf(
  graph: Graph,
  gateway: Gateway,
  document: PolicyDocument,
  element: XmlElement,
): Principal | undefined {
  if (attribute(element, "client-id") === "") return ownIdentity(graph, gateway);
  const clientId = attributeValue(document, element, "client-id");
  if (!clientId || !graph.principals.isUntold(clientId))
    return clientId && graph.principals.ofClientId(clientId);
  const { address } = document.resource;
  return untoldPrincipal(address, `identity that the policy of ${address} turns out to name`);
}

/** The system-assigned identity of a gateway, which it may turn out to have. */
export function ownIdentity({ principals, gateways }: Graph, gateway: Gateway): Principal | undefined {
  const { resource } = gateway;
  if (!resource) return undefined;
  const found = principals.ofResource(resource.address);
  if (found || resource.mode === "data" || gateways.hasSystemAssigned(gateway) === "no") return found;
  return untoldIdentityOf(gateway);
}

/** An identity of a gateway of which it is not known which it is. */
export function untoldIdentityOf({ resource, key, label }: Gateway): Principal {
  return untoldPrincipal(resource?.address ?? key, `identity that ${label} turns out to have`);
}
