import type { Api, Gateway } from "../graph/gateways";
import type { Graph } from "../graph/graph";
import type { Principal } from "../graph/principals";
import type { Site } from "../graph/sites";
import {
  at,
  booleanOf,
  isAbsent,
  isHidden,
  itemsOf,
  keyOf,
  literalText,
  nameOf,
  printed,
  type Ternary,
} from "../graph/values";
import { addTo } from "../groups";
import type { Caller, Entrance, Verdict } from "../report";
import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import * as who from "./callers";
import { type Check, type Decision, decide, reaches, unknown, unsure } from "./decision";
import { callOfHost } from "./gate";
import type { MatrixBuilder } from "./matrix";

/** The keys that a stack makes or stores, and what each of them opens. */
export function addKeys(graph: Graph, matrix: MatrixBuilder): void {
  for (const site of graph.sites.all) addStorageKey(graph, site, matrix);
  for (const secret of clientSecrets(graph)) {
    if (secret.principal) addClientSecret(graph, { ...secret, principal: secret.principal }, matrix);
    else addUntoldSecret(graph, secret, matrix);
  }
  addHostKeys(graph, matrix);
  const { all, untoldSubscriptions } = graph.gateways;
  const lost = all.filter(({ isUntold }) => isUntold);
  for (const gateway of all)
    for (const resource of gateway.subscriptions)
      addSubscriptionKey(graph, { certain: gateway, possible: lost }, resource, matrix);
  for (const resource of untoldSubscriptions) addSubscriptionKey(graph, { possible: all }, resource, matrix);
}

function keyEntrance(resource: Resource, site: Site, label: string): Entrance {
  return {
    id: `key:${resource.address}:${site.id}`,
    kind: "key",
    functions: [site.id],
    label,
    address: resource.address,
    constructPath: resource.constructPath,
  };
}

/** A key of the host's storage account gives access to the host keys, and often to the code. */
function addStorageKey(graph: Graph, site: Site, matrix: MatrixBuilder): void {
  for (const account of storageAccounts(graph, site)) {
    const { id, resource, name } = account;
    const label = `host storage of ${site.label}`;
    const entrance = keyEntrance(resource ?? site.resource, site, label);
    const caller: Caller = {
      id: `storage-key:${id}`,
      kind: "storage-key",
      label: `a holder of a key of ${name}`,
      address: resource?.address,
    };
    matrix.add(entrance, caller, storageDecision(graph, site, account));
  }
}

function storageDecision(
  graph: Graph,
  site: Site,
  { resource: account, name, given }: StorageAccount,
): Decision {
  const argument = "shared_access_key_enabled";
  if (!account)
    return unknown(`whether the storage account ${name} accepts keys is not decided in this stack`, [
      {
        address: site.id,
        argument: "storage_account_name",
        value: given,
        meaning: "the account is not in this stack",
      },
    ]);
  const value = graph.index.value(account, argument);
  const step = {
    address: account.address,
    argument,
    value: value === undefined ? "absent (true)" : printed(value),
  };
  const byDefault =
    account.mode === "managed"
      ? booleanOf(value, true)
      : isAbsent(value)
        ? "unknown"
        : booleanOf(value, true);
  switch (byDefault) {
    case "yes":
      return reaches(
        "the host, with its code and keys",
        [{ ...step, meaning: "the account accepts its keys, which are in the state" }],
        `${argument} = false`,
      );
    case "no":
      return decide(
        [
          {
            result: "refuses",
            answer: "403",
            control: `Storage: ${argument}`,
            proof: [{ ...step, meaning: "the account accepts no key" }],
            turnedBy: `${argument} = true`,
          },
        ],
        "",
      );
    default:
      return unknown(`${argument} of ${name} is not known`, [
        { ...step, meaning: "decides whether its keys are accepted" },
      ]);
  }
}

interface StorageAccount {
  readonly id: string;
  readonly name: string;
  /** What the site says of it. */
  readonly given: string;
  readonly resource?: Resource;
}

function storageAccounts(graph: Graph, { resource }: Site): StorageAccount[] {
  const found = new Map<string, StorageAccount>();
  for (const argument of ["storage_account_name", "storage_container_endpoint"]) {
    const raw = at(resource.values, argument);
    if (isAbsent(raw)) continue;
    const account = accountOf(graph, raw);
    const name = account ? graph.index.value(account, "name") : graph.index.followed(raw);
    const isKnown = name !== undefined && name.kind !== "unknown" && !isHidden(name);
    const id = isKnown ? printed(name) : (account?.address ?? `${resource.address}.${argument}`);
    found.set(id, { id, name: isKnown ? nameOf(name) : id, given: printed(raw), resource: account });
  }
  return [...found.values()];
}

function accountOf(graph: Graph, value: Value): Resource | undefined {
  const parts =
    value.kind === "text" ? value.parts.filter((part): part is Value => typeof part !== "string") : [value];
  const referred = parts
    .map((part) => graph.index.resourceOf(part))
    .find((one) => one?.type === "azurerm_storage_account");
  if (referred) return referred;
  const followed = graph.index.followed(value);
  const endpoint = /^https:\/\/([^.]+)\.blob\./.exec(literalText(followed)?.toLowerCase() ?? "")?.[1];
  return graph.storageByName.get(endpoint === undefined ? (keyOf(followed) ?? "") : `=${endpoint}`);
}

interface ClientSecret {
  readonly resource: Resource;
  readonly argument: string;
  /** Undefined where the stack does not tell of which application it is. */
  readonly principal?: Principal;
}

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
  return [...own, ...inline];
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
  matrix: MatrixBuilder,
): void {
  for (const site of graph.sites.all) {
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
