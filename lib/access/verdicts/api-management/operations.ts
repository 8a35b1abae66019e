import type { Api, Gateway, Operation, Product } from "../../graph/gateways";
import type { Graph } from "../../graph/graph";
import type { Site } from "../../graph/sites";
import { keyOf, printed } from "../../graph/values";
import type { Caller, Entrance } from "../../report";
import * as who from "../callers";
import { allOf, anyOf, type Decision, decide, unknown } from "../decision";
import type { MatrixBuilder } from "../matrix";
import { backendOf, targetOf } from "../policies/backends";
import type { Backend } from "../policies/call-state";
import { type Place, placeOf } from "../policies/forwarded-call";
import type { GatewayCall } from "../policies/gateway-call";
import { isCopy, isOwnRequest, requestBackend } from "../policies/own-requests";
import { PolicyRun, type RunSubject } from "../policies/policy-run";
import { everyInstruction, type Instruction, type OperationProgram, programOf } from "../policies/program";
import type { TokenRequests } from "../policies/token-requests";
import {
  isTokenPolicy,
  type NamedHolder,
  namedHolders,
  tokenRequirement,
} from "../policies/token-requirement";
import { kindOfTenant } from "../policies/tokens-at-gateway";
import type { Presented } from "../presented";
import { membersOf } from "./context-members";
import { fromInternet } from "./gateway-network";
import type { ForwardedToken } from "./token-receivers";

/** A caller, what it sends, and whether it has a subscription key, which it need not send. */
interface Attempt {
  readonly caller: Caller;
  readonly call: GatewayCall;
  readonly hasKey: boolean;
}

/** A way in which a call runs: with the policy of a product, or without one. */
interface Context {
  readonly product?: Product;
  readonly program: OperationProgram;
}

/** The operations of every API that may lead to a Function of the stack. */
export function addOperations(
  graph: Graph,
  requests: TokenRequests,
  matrix: MatrixBuilder,
): readonly ForwardedToken[] {
  const forwarded = new Map<string, ForwardedToken>();
  const onForward: RunSubject["onForward"] = (token, target, api, ownUrl) => {
    const place = typeof target === "string" ? target : target.id;
    const key = `${api.resource.address} ${keyOf(token.resource)} ${place} ${ownUrl && printed(ownUrl)}`;
    forwarded.set(key, { token, target, api, ownUrl });
  };
  const asking = new Set(
    requests.all.flatMap(({ api, gateway, resource }) =>
      requests.sitesFor(resource).length === 0 ? [] : api ? [api] : gateway.apis,
    ),
  );
  for (const gateway of graph.gateways.all) {
    for (const api of gateway.apis) addApi({ graph, gateway, api, onForward }, asking.has(api), matrix);
  }
  return [...forwarded.values()];
}

type ApiSubject = Omit<RunSubject, "conditions">;

function addApi(subject: ApiSubject, asksForToken: boolean, matrix: MatrixBuilder): void {
  const { gateway, api } = subject;
  const shared = new Map<string, ReturnType<typeof decisionsOf>>();
  for (const operation of operationsOf(api)) {
    const key = operation.policy ? undefined : contextKey(api, operation);
    const found = (key !== undefined && shared.get(key)) || decisionsOf(subject, operation, asksForToken);
    if (key !== undefined) shared.set(key, found);
    if (!found.leadsToFunction) continue;
    const entrance = entranceOf(gateway, api, operation, found.sites);
    for (const [caller, decision] of found.decisions) matrix.add(entrance, caller, decision);
  }
}

/** Those that the stack tells, and one for all that it does not tell. */
export function operationsOf({ operations, hasOtherOperations, resource }: Api): readonly Operation[] {
  return hasOtherOperations ? [...operations, { resource }] : operations;
}

export function operationEntranceId({ resource }: Api, { id, key }: Operation): string {
  // Operations whose ids are not known are as many entrances as operations.
  const untold = key === undefined ? "*" : `?${key.replaceAll(":", "%3A")}`;
  return `operation:${resource.address}:${id ?? untold}`;
}

/** What tells operations apart for the policies of their API: nothing, unless a condition reads it. */
function contextKey(api: Api, operation: Operation): string {
  const texts = [api.policy, api.gateway.policy, ...api.products.map(({ policy }) => policy)];
  const reads = texts.some((document) => document && readsOperation(document));
  return reads ? `${operation.id} ${operation.method} ${operation.template}` : "";
}

const readers = new WeakMap<object, boolean>();

function readsOperation(document: NonNullable<Api["policy"]>): boolean {
  const known = readers.get(document);
  if (known !== undefined) return known;
  const reads = [...(document.sections?.values() ?? [])].flat().some(function reads(element): boolean {
    return (
      /^(include-fragment|cache-lookup)$/.test(element.name) ||
      element.attributes.some(([, text]) => /Operation|Method/.test(text)) ||
      element.children.some((child) => typeof child !== "string" && reads(child))
    );
  });
  readers.set(document, reads);
  return reads;
}

function decisionsOf(subject: ApiSubject, operation: Operation, asksForToken: boolean) {
  const { graph, gateway, api } = subject;
  const contexts = new Map<Product | undefined, Context>(
    [undefined, ...api.products].map((product) => [
      product,
      { product, program: programOf(gateway, api, operation, product) },
    ]),
  );
  const programs = [...contexts.values()].map(({ program }) => program);
  const { sites, leadsToFunction } = leads(graph, gateway, api, programs);
  const decisions =
    leadsToFunction || asksForToken
      ? attempts(graph, programs).map(
          (attempt) => [attempt.caller, decisionOf(subject, operation, contexts, attempt)] as const,
        )
      : [];
  return { sites, leadsToFunction, decisions };
}

function attempts(graph: Graph, programs: readonly OperationProgram[]): Attempt[] {
  const holders = new Map<string, NamedHolder>();
  for (const one of programs) {
    for (const instruction of everyInstruction(one)) {
      if (!isTokenPolicy(instruction)) continue;
      for (const holder of namedHolders(graph, tokenRequirement(instruction)))
        holders.set(holder.key, holder);
    }
  }
  const plain = (
    kind: "none" | "user" | "application" | "foreign",
    origin: GatewayCall["origin"],
  ): GatewayCall => ({
    token: { kind },
    presented: { kind: kind === "none" ? "nothing" : kind },
    origin,
  });
  return [
    { caller: who.internet, call: plain("none", "internet"), hasKey: false },
    { caller: who.network, call: plain("none", "inside"), hasKey: false },
    { caller: who.tenantUser, call: plain("user", "inside"), hasKey: false },
    { caller: who.tenantApplication, call: plain("application", "inside"), hasKey: false },
    { caller: who.otherTenant, call: plain("foreign", "inside"), hasKey: false },
    { caller: who.subscriptionKey, call: plain("none", "inside"), hasKey: true },
    ...[...holders.values()].map((holder) => named(graph, holder)),
  ];
}

function named(graph: Graph, holder: NamedHolder): Attempt {
  const principal = holder.application && graph.principals.ofClientId(holder.application);
  const ofOwnTenant: Presented = principal ? { kind: "principal", principal } : { kind: "application" };
  return {
    caller: who.policyCaller(holder.key, holder.label, principal?.resource?.address),
    call: {
      token: { kind: "named", holder },
      presented: kindOfTenant(graph, holder.provider) === "other" ? { kind: "foreign" } : ofOwnTenant,
      origin: "inside",
    },
    hasKey: true,
  };
}

/** Which Functions the policies may lead to. */
function leads(graph: Graph, gateway: Gateway, api: Api, programs: readonly OperationProgram[]) {
  const found = new Set<Site>();
  let leadsToFunction = false;
  for (const target of programs.flatMap((one) => possibleTargets(graph, gateway, api, one))) {
    if (target === "elsewhere") continue;
    leadsToFunction = true;
    // A call that may go to any Function is shown at each of them.
    for (const site of target === "unknown" ? graph.sites.all : [target]) found.add(site);
  }
  return { sites: [...found], leadsToFunction };
}

function possibleTargets(graph: Graph, gateway: Gateway, api: Api, one: OperationProgram): Place[] {
  const subject = { graph, gateway, api };
  const place = (backend: Backend) => placeOf(targetOf(subject, backend));
  const before = everyInstruction(one);
  const all = [one, one.outbound, one.onError].flatMap(everyInstruction);
  return [
    ...before
      .filter(({ element }) => element.name === "set-backend-service")
      .map((instruction) => place(backendOf(subject, instruction))),
    place({ kind: "api" }),
    ...(before.some(({ element }) => mayRedirect.test(element.name)) ? (["unknown"] as const) : []),
    ...all
      .filter(({ element }) => isOwnRequest(element) && !isCopy(element))
      .map((request) => ({ request, target: place(requestBackend(request)) }))
      // Most requests that may go anywhere have nothing that a Function would let in.
      .filter(({ request, target }) => target !== "unknown" || asksForToken(request))
      .map(({ target }) => target),
  ];
}

function asksForToken({ children }: Instruction): boolean {
  return children.some(({ element }) => element.name === "authentication-managed-identity");
}

const mayRedirect = /^(include-fragment|unreadable-policy)$/;

function decisionOf(
  subject: ApiSubject,
  operation: Operation,
  contexts: ReadonlyMap<Product | undefined, Context>,
  attempt: Attempt,
): Decision {
  const { graph, api } = subject;
  const closed = attempt.call.origin === "internet" ? fromInternet(graph, api) : undefined;
  if (closed) return closed;
  const withoutKey = decisionWithoutKey(subject, operation, contexts, attempt);
  if (!attempt.hasKey) return withoutKey;
  const withKey = [undefined, ...api.products].map((product) =>
    runOf(subject, operation, contexts, attempt.call, product, true),
  );
  // Whoever has a key may also leave it at home.
  return anyOf([...withKey, withoutKey]);
}

function runOf(
  subject: ApiSubject,
  operation: Operation,
  contexts: ReadonlyMap<Product | undefined, Context>,
  call: GatewayCall,
  product: Product | undefined,
  sendsKey: boolean,
): Decision {
  const { program } = contexts.get(product) as Context;
  const conditions = { members: membersOf(subject, operation, product, sendsKey) };
  return new PolicyRun({ ...subject, conditions }, call, program).decide();
}

/**
 * A call without a key belongs to the open product of the API, if it has one; else to none, if the API asks for no key:
 * https://learn.microsoft.com/azure/api-management/api-management-subscriptions#how-api-management-handles-requests-with-or-without-subscription-keys
 */
function decisionWithoutKey(
  subject: ApiSubject,
  operation: Operation,
  contexts: ReadonlyMap<Product | undefined, Context>,
  { call }: Attempt,
): Decision {
  const { api } = subject;
  const run = (product: Product | undefined) => runOf(subject, operation, contexts, call, product, false);
  const open = api.products.filter(({ subscriptionRequired }) => subscriptionRequired === "no");
  // An API has one open product at most.
  const unclear =
    open.length > 0
      ? []
      : api.products.filter(({ subscriptionRequired }) => subscriptionRequired === "unknown");
  const requires = (value: string) => ({
    address: api.resource.address,
    argument: "subscription_required",
    value,
    meaning: "decides whether a call without a subscription key runs, and with which product",
  });
  const isOpen = api.subscriptionRequired === "no";
  const ways = open.length > 0 ? open : isOpen ? [undefined, ...unclear] : [];
  const isInDoubt = api.subscriptionRequired === "unknown" && open.length === 0;
  const doubts = [...(isInDoubt ? [undefined] : []), ...unclear];
  if (ways.length > 0)
    return allOf([...new Set([...ways, ...doubts])].map(run), () =>
      unknown("which of its products a call without a key belongs to is not known", [requires("false")]),
    );
  if (doubts.length === 0) return noSubscription(api);
  const decisions = doubts.map(run);
  if (decisions.every(({ access }) => access === "refused")) return decisions[0];
  const [doubt] = doubts;
  const which = doubt ? doubt.id.replace(/^[=@]/, "") : "the API";
  return unknown(`whether ${which} requires a subscription is not known`, [requires("(not known)")]);
}

function noSubscription({ resource }: Api): Decision {
  return decide(
    [
      {
        result: "refuses",
        answer: "401",
        control: "API Management: subscription_required",
        proof: [
          {
            address: resource.address,
            argument: "subscription_required",
            value: "true",
            meaning: "calls without a subscription key get 401",
          },
        ],
        turnedBy: "subscription_required = false, or a product that requires none",
      },
    ],
    "",
  );
}

function callOf({ method, template, id }: Operation): string {
  if (method) return `${method} ${template ?? ""}`;
  return id === undefined ? "any other operation" : `operation ${id}`;
}

function entranceOf(gateway: Gateway, api: Api, operation: Operation, sites: readonly Site[]): Entrance {
  const { resource } = operation;
  return {
    id: operationEntranceId(api, operation),
    kind: "operation",
    functions: sites.map(({ id }) => id),
    label: `${callOf(operation)} of API ${api.label} on ${gateway.label}`,
    address: resource.address,
    constructPath: resource.constructPath,
  };
}
