import { attribute, childElements, type XmlElement } from "../../policy/xml/xml-element";
import type { Api, Gateway } from "../graph/gateways";
import type { Graph } from "../graph/graph";
import { attributeValue, type PolicyDocument } from "../graph/policy-documents";
import type { Principal } from "../graph/principals";
import type { Site } from "../graph/sites";
import { keyOf } from "../graph/values";
import type { Value } from "../stack/value";
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
  private readonly byAudience = new Map<string, TokenRequest[]>();
  private readonly sitesByAudience = new Map<string, Site[]>();

  public constructor(private readonly graph: Graph) {
    this.all = tokenRequests(graph);
    for (const request of this.all) put(this.byAudience, audienceKey(graph, request.resource), request);
    for (const site of graph.sites.all)
      for (const key of audiencesOf(graph, site)) put(this.sitesByAudience, key, site);
  }

  /** Those that ask for a token which a site accepts. */
  public forSite(graph: Graph, site: Site): readonly TokenRequest[] {
    return audiencesOf(graph, site).flatMap((key) => this.byAudience.get(key) ?? []);
  }

  /** The sites that accept a token for a resource. */
  public sitesFor(resource: Value): readonly Site[] {
    return this.sitesByAudience.get(audienceKey(this.graph, resource) ?? "") ?? [];
  }
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

/** Every request for a token in the policies of a stack. */
function tokenRequests(graph: Graph): readonly TokenRequest[] {
  return graph.gateways.all.flatMap((gateway) => [
    ...inDocument(graph, gateway, gateway.policy),
    ...gateway.products.flatMap(({ policy }) => inDocument(graph, gateway, policy)),
    ...[...gateway.fragments.values()].flatMap((fragment) => inDocument(graph, gateway, fragment)),
    ...gateway.apis.flatMap((api) => [
      ...inDocument(graph, gateway, api.policy, api),
      ...api.operations.flatMap(({ policy }) => inDocument(graph, gateway, policy, api)),
    ]),
  ]);
}

function inDocument(
  graph: Graph,
  gateway: Gateway,
  document: PolicyDocument | undefined,
  api?: Api,
): TokenRequest[] {
  if (!document?.sections) return [];
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
  if (attribute(element, "client-id") === "")
    return gateway.resource && graph.principals.ofResource(gateway.resource.address);
  const clientId = attributeValue(document, element, "client-id");
  return clientId && graph.principals.ofClientId(clientId);
}
