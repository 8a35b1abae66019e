import { headerKey } from "../../../policy/fixed-names";
import type { Api, Gateway } from "../../graph/gateways";
import type { Graph } from "../../graph/graph";
import { attributeValue } from "../../graph/policy-documents";
import type { Site } from "../../graph/sites";
import { at, isAbsent, itemsOf, keyOf, printed } from "../../graph/values";
import type { ProofStep } from "../../report";
import type { Value } from "../../stack/value";
import type { Backend } from "./call-state";
import type { Instruction } from "./program";

/** An API on its gateway. */
export interface PlacedApi {
  readonly graph: Graph;
  readonly gateway: Gateway;
  readonly api: Api;
}

/** Where a call goes. */
export type Target =
  | { readonly site?: Site; readonly proof: readonly ProofStep[] }
  | { readonly because: string; readonly proof: readonly ProofStep[] };

/** What a `set-backend-service` sets. */
export function backendOf({ graph, gateway }: PlacedApi, one: Instruction): Backend {
  const { element, document } = one;
  const id = attributeValue(document, element, "backend-id");
  const where = { address: document.resource.address, argument: document.argument };
  if (id) {
    const resource =
      gateway.backends.get(keyOf(graph.index.followed(id)) ?? "") ?? gateway.backends.get(keyOf(id) ?? "");
    const url = resource && at(resource.values, "url");
    return url
      ? { kind: "url", value: url, address: resource.address, argument: "url" }
      : { kind: "unknown", because: `the backend ${printed(id)} is not in this stack` };
  }
  const url = attributeValue(document, element, "base-url");
  if (!url || url.kind === "unknown")
    return { kind: "unknown", because: "the backend is computed during the call" };
  return { kind: "url", value: url, ...where };
}

/** The site that a call goes to. */
export function targetOf({ graph, api }: PlacedApi, backend: Backend): Target {
  if (backend.kind === "unknown") return { because: backend.because, proof: [] };
  const own: Backend =
    backend.kind === "url"
      ? backend
      : {
          kind: "url",
          value: at(api.resource.values, "service_url") as Value,
          address: api.resource.address,
          argument: "service_url",
        };
  if (own.kind !== "url" || isAbsent(own.value))
    return {
      proof: [
        {
          address: api.resource.address,
          argument: "service_url",
          value: "absent",
          meaning: "the API has no backend",
        },
      ],
    };
  const url = graph.index.followed(own.value);
  const step = { address: own.address, argument: own.argument, value: printed(url) };
  const site = graph.sites.ofUrl(own.value);
  if (site) return { site, proof: [{ ...step, meaning: `the gateway calls ${site.label}` }] };
  const relay = graph.relays.ofUrl(url);
  if (relay)
    return {
      because: `where ${relay.address} passes the call on is not modeled`,
      proof: [{ ...step, meaning: "passes calls on, maybe to a Function" }],
    };
  if (url.kind === "literal" && !graph.sites.hasUntoldHosts)
    return { proof: [{ ...step, meaning: "the gateway calls something else" }] };
  const isElsewhere =
    url.kind === "reference" &&
    graph.index.resourceOf(url) !== undefined &&
    !/function_app|app_service|web_app/.test(url.address);
  if (isElsewhere) return { proof: [{ ...step, meaning: "the gateway calls something else" }] };
  return {
    because: `where ${printed(url)} leads is not known`,
    proof: [{ ...step, meaning: "decides whom the gateway calls" }],
  };
}

/** What a backend sends of its own in `Authorization`. */
export function ownCredentials(
  { graph }: PlacedApi,
  backend: Backend,
): { readonly because: string } | undefined {
  const resource = backend.kind === "url" ? graph.index.at(backend.address) : undefined;
  if (resource?.type !== "azurerm_api_management_backend") return undefined;
  const { index } = graph;
  const headers = index.value(resource, "credentials", 0, "header");
  const names = headers?.kind === "map" ? [...headers.entries.keys()].map(headerKey) : [];
  const sets =
    itemsOf(index.value(resource, "credentials", 0, "authorization")).length > 0 ||
    names.includes("authorization");
  return sets ? { because: `${resource.address} sets Authorization itself` } : undefined;
}
