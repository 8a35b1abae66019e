import type { Api, Gateway } from "../../graph/gateways";
import type { Graph } from "../../graph/graph";
import type { Principal } from "../../graph/principals";
import type { Site } from "../../graph/sites";
import { at, isAbsent, itemsOf, keyOf, literalText, printed, type Ternary } from "../../graph/values";
import { addTo } from "../../groups";
import type { Caller, Verdict } from "../../report";
import type { Resource } from "../../stack/stack";
import type { Value } from "../../stack/value";
import * as who from "../callers";
import { type Check, decide, unknown, unsure } from "../decision";
import { callOfHost } from "../host/host-call";
import type { MatrixBuilder } from "../matrix";
import { keyEntrance } from "./key-entrance";
import { addKeyReaders, addSubscriptionKeyReaders } from "./key-readers";
import { addStorageKey } from "./storage";

/** The keys that a stack makes or stores, and what each of them opens. */
export function addKeys(graph: Graph, identitiesFor: IdentitiesFor, matrix: MatrixBuilder): void {
  for (const site of graph.sites.all) addStorageKey(graph, site, matrix);
  for (const secret of clientSecrets(graph)) {
    if (secret.principal)
      addClientSecret(graph, { ...secret, principal: secret.principal }, identitiesFor, matrix);
    else addUntoldSecret(graph, secret, matrix);
  }
  addHostKeys(graph, matrix);
  const { all, untoldSubscriptions } = graph.gateways;
  const lost = all.filter(({ isUntold }) => isUntold);
  for (const gateway of all)
    for (const resource of gateway.subscriptions)
      addSubscriptionKey(graph, { certain: gateway, possible: lost }, resource, matrix);
  for (const resource of untoldSubscriptions) addSubscriptionKey(graph, { possible: all }, resource, matrix);
  for (const site of graph.sites.all) addKeyReaders(graph, site, matrix);
  for (const gateway of all) addSubscriptionKeyReaders(graph, gateway, matrix);
}

interface ClientSecret {
  readonly resource: Resource;
  readonly argument: string;
  /** Undefined where the stack does not tell of which application it is. */
  readonly principal?: Principal;
}

/** The gateway's identities towards a site, whose credentials are ways to become the gateway. */
type IdentitiesFor = (site: Site) => readonly Principal[];

const secretTypes = [
  "azuread_application_password",
  "azuread_application_certificate",
  "azuread_application_federated_identity_credential",
  "azuread_application_flexible_federated_identity_credential",
  "azuread_service_principal_password",
  "azuread_service_principal_certificate",
];

/** Credentials by which others act as an application. */
function clientSecrets(graph: Graph): ClientSecret[] {
  const own = graph.index.managed(...secretTypes).map((resource) => {
    const argument = resource.type.startsWith("azuread_service_principal")
      ? "service_principal_id"
      : "application_id";
    const application = graph.index.resourceWithId(at(resource.values, argument));
    return { resource, argument, principal: application && graph.principals.ofResource(application.address) };
  });
  const inline = graph.index.managed("azuread_application").flatMap((resource) => {
    const principal = graph.principals.ofResource(resource.address);
    return principal && itemsOf(at(resource.values, "password")).length > 0
      ? [{ resource, argument: "password", principal }]
      : [];
  });
  return [...own, ...inline, ...federatedIdentities(graph)];
}

/** Credentials by which outside workloads act as user-assigned identities. */
function federatedIdentities(graph: Graph): ClientSecret[] {
  return graph.index.managed("azurerm_federated_identity_credential").map((resource) => {
    const argument = isAbsent(at(resource.values, "parent_id")) ? "user_assigned_identity_id" : "parent_id";
    const identity = graph.index.resourceWithId(at(resource.values, argument));
    return { resource, argument, principal: identity && graph.principals.ofResource(identity.address) };
  });
}

/** A credential of an application that is not known: it may be one that a gate lets in. */
function addUntoldSecret(graph: Graph, { resource, argument }: ClientSecret, matrix: MatrixBuilder): void {
  const value = printed(at(resource.values, argument));
  const caller: Caller = {
    id: `client-secret:${resource.address}`,
    kind: "client-secret",
    label: `a holder of ${resource.address}`,
    address: resource.address,
  };
  const because = `of which application ${resource.address} is a credential is not known`;
  for (const site of graph.sites.all) {
    const { entra, unknownBecause } = graph.easyAuth(site);
    if (!entra && !unknownBecause) continue;
    const entrance = keyEntrance(resource, site, `${site.label}, with ${resource.address}`);
    const meaning = "decides whom the credential stands for";
    matrix.add(entrance, caller, unknown(because, [{ address: resource.address, argument, value, meaning }]));
  }
}

function addClientSecret(
  graph: Graph,
  { resource, argument, principal }: ClientSecret & { readonly principal: Principal },
  identitiesFor: IdentitiesFor,
  matrix: MatrixBuilder,
): void {
  for (const site of graph.sites.all) {
    if (identitiesFor(site).some(({ id }) => id === principal.id)) continue;
    const decision = callOfHost(graph, site, { kind: "principal", principal }, "inside");
    if (!concerns(graph, site, principal) && decision.access === "refused") continue;
    const entrance = keyEntrance(resource, site, `${site.label}, with a credential of ${principal.label}`);
    const caller: Caller = {
      id: `client-secret:${principal.id}`,
      kind: "client-secret",
      label: `a holder of a credential of ${principal.label}`,
      address: resource.address,
    };
    const step = {
      address: resource.address,
      argument,
      value: principal.label,
      meaning: `whoever has the credential is ${principal.label}`,
    };
    matrix.add(
      entrance,
      caller,
      decision.access === "reaches" ? { ...decision, proof: [step, ...decision.proof] } : decision,
    );
  }
}

/** Whether an application has to do with a site: it is its registration, or on one of its lists. */
function concerns(graph: Graph, site: Site, principal: Principal): boolean {
  const { entra } = graph.easyAuth(site);
  const named = [...(entra?.clientId ? [entra.clientId] : []), ...(entra?.applications ?? [])];
  return named.some((value) => graph.principals.hasClientId(principal, value) === "yes");
}

/** Keys of the Functions host, read into the state. They open nothing that the gate closes. */
function addHostKeys(graph: Graph, matrix: MatrixBuilder): void {
  const nameOfResource = (resource: Resource) => keyOf(graph.index.value(resource, "name"));
  const apps = graph.sites.all.filter(({ isSlot }) => !isSlot).reverse();
  // Of those with one name, the first.
  const byName = new Map(apps.map((site) => [nameOfResource(site.resource), site]));
  for (const resource of graph.index.data("azurerm_function_app_host_keys")) {
    const name = nameOfResource(resource);
    const site = byName.get(name);
    // Keys of an app that is not known may be those of any.
    const isTold = name !== undefined && (site !== undefined || !byName.has(undefined));
    for (const one of isTold ? [site] : apps) {
      if (!one) continue;
      const entrance = keyEntrance(resource, one, `${one.label}, with its function keys`);
      matrix.add(entrance, who.functionKey, callOfHost(graph, one, { kind: "nothing" }, "inside"));
    }
  }
}

/** The gateway that a subscription belongs to, and those that it may belong to. */
interface SubscribedGateways {
  readonly certain?: Gateway;
  readonly possible: readonly Gateway[];
}

/** A subscription key opens what its scope leads to. */
function addSubscriptionKey(
  graph: Graph,
  { certain, possible }: SubscribedGateways,
  resource: Resource,
  matrix: MatrixBuilder,
): void {
  const found = new Map<string, Verdict[]>();
  const isInScope = scopeOf(graph, resource);
  for (const api of [...(certain?.apis ?? []), ...possible.flatMap(({ apis }) => apis)]) {
    const scope = isInScope(api);
    if (scope === "no") continue;
    const isOpened = api.gateway === certain ? scope : "unknown";
    for (const [site, verdicts] of matrix.ofOperations(api.resource.address, who.subscriptionKey.id))
      for (const verdict of verdicts)
        addTo(found, site, isOpened === "yes" ? verdict : scopeInDoubt(verdict, resource));
  }
  const name = printed(graph.index.value(resource, "display_name"));
  const inactive = checkState(graph, resource);
  for (const [id, verdicts] of found) {
    const site = graph.sites.at(id);
    if (!site) continue;
    const entrance = keyEntrance(resource, site, `${site.label}, with the key of the subscription ${name}`);
    const best = ["reaches", "unknown", "refused"].flatMap((access) =>
      verdicts.filter((verdict) => verdict.access === access),
    )[0];
    if (inactive && best.access !== "refused")
      matrix.add(entrance, who.subscriptionKey, decide([inactive], ""));
    else matrix.addVerdict(entrance, who.subscriptionKey, { ...best, entrance: entrance.id });
  }
}

/**
 * Only the key of an active subscription is valid. A subscription that says nothing is submitted, and waits for approval:
 * https://learn.microsoft.com/azure/api-management/api-management-subscriptions
 */
function checkState(graph: Graph, resource: Resource): Check | undefined {
  const state = graph.index.value(resource, "state");
  const text = isAbsent(state) ? "submitted" : literalText(state);
  if (text === "active") return undefined;
  const step = { address: resource.address, argument: "state", value: text ?? printed(state) };
  if (text === undefined)
    return unsure("whether the subscription is active is not known", {
      ...step,
      meaning: "decides whether its key is valid",
    });
  return {
    result: "refuses",
    answer: "401",
    control: "API Management: state",
    proof: [{ ...step, meaning: "the key of a subscription that is not active is not valid" }],
    turnedBy: 'state = "active"',
  };
}

/** What a key opens, if it is for that. */
function scopeInDoubt(verdict: Verdict, { address, values }: Resource): Verdict {
  if (verdict.access !== "reaches") return verdict;
  const { entrance, caller } = verdict;
  const argument =
    ["api_management_name", "api_id", "product_id"].find((name) => keyOf(at(values, name)) === undefined) ??
    "product_id";
  const value = printed(at(values, argument));
  const proof = [{ address, argument, value, meaning: "decides what the key opens" }];
  return {
    entrance,
    caller,
    access: "unknown",
    unknownBecause: `what ${address} is a key of is not known`,
    proof,
  };
}

/** Whether an API is in the scope of a subscription. */
function scopeOf(graph: Graph, { values }: Resource): (api: Api) => Ternary {
  const [apiId, productId] = ["api_id", "product_id"].map((name) => at(values, name));
  if (!isAbsent(apiId)) {
    const isNamed = namedBy(graph, apiId as Value);
    return ({ resource }) => isNamed(graph.gateways.keyOf(resource, "name"), resource);
  }
  if (isAbsent(productId)) return () => "yes";
  const isNamed = namedBy(graph, productId as Value);
  return ({ products }) => {
    const results = products.map(({ id, resource, isInDoubt }): Ternary => {
      const is = isNamed(id, resource);
      return is === "yes" && isInDoubt ? "unknown" : is;
    });
    return (["yes", "unknown"] as const).find((is) => results.includes(is)) ?? "no";
  };
}

/** Whether a resource id, which ends in a name, is that of a part of a gateway. */
function namedBy({ index }: Graph, id: Value): (key: string, resource: Resource | undefined) => Ternary {
  const target = index.resourceOf(id);
  const last = literalText(index.followed(id))?.toLowerCase().split("/").pop();
  const name = last === undefined ? undefined : `=${last.replace(/;rev=\d+$/, "")}`;
  return (key, resource) => {
    if (resource && target === resource) return "yes";
    if (name !== undefined && key.startsWith("=")) return key === name ? "yes" : "no";
    return target && resource ? "no" : "unknown";
  };
}
