import { attribute, childElements, type XmlElement } from "../../policy/xml/xml-element";
import type { Api, Gateway } from "../graph/gateways";
import type { Graph } from "../graph/graph";
import { attributeValue, type PolicyDocument } from "../graph/policy-documents";
import type { Principal } from "../graph/principals";
import type { Value } from "../stack/value";

/** A place in the policies of a gateway that asks Entra for a token. */
export interface TokenRequest {
  readonly gateway: Gateway;
  /** The API whose calls it runs for; every API where it is undefined. */
  readonly api?: Api;
  readonly document: PolicyDocument;
  readonly element: XmlElement;
  readonly resource: Value;
  readonly principal?: Principal;
  /** Whether the token is for a request of its own, and not for the call of the API. */
  readonly ofOwnRequest: boolean;
}

/** Every request for a token in the policies of a stack. */
export function tokenRequests(graph: Graph): readonly TokenRequest[] {
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
  const visit = (element: XmlElement, ofOwnRequest: boolean): void => {
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
        ofOwnRequest,
      });
    const own = ofOwnRequest || /^send-(one-way-)?request$/.test(element.name);
    for (const child of childElements(element)) visit(child, own);
  };
  for (const section of document.sections.values()) for (const element of section) visit(element, false);
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
