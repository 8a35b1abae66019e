import type { Graph } from "../../graph/graph";
import { type Principal, untoldPrincipal } from "../../graph/principals";
import type { Site } from "../../graph/sites";
import { printed } from "../../graph/values";
import type { Caller } from "../../report";
import type { Value } from "../../stack/value";
import { untoldIdentity } from "../callers";
import { atSite, type Decision, unknown } from "../decision";
import { callOfHost } from "./host-call";

/** Whoever is on a list of the gate. */
export function listedPrincipals(graph: Graph, site: Site): readonly Principal[] {
  const { entra } = graph.easyAuth(site);
  if (!entra) return [];
  const applications = entra.applications.map((value) => graph.principals.ofClientId(value));
  const identities = entra.identities.map((value) => graph.principals.ofObjectId(value));
  // Of applications that are not all known, those who may be meant are on the other list.
  const areTold = !entra.applications.some((value) => graph.principals.isUntold(value));
  const named = areTold && applications.length > 0 ? applications : [...applications, ...identities];
  return [...new Map(named.flatMap((one) => (one ? [[one.id, one] as const] : []))).values()];
}

/** An entry of a list of the gate of which it is not known whom it names. */
interface UntoldEntry {
  readonly argument: string;
  readonly value: Value;
}

/** Whomever the lists of the gate name with values that are not known, and what becomes of their calls. */
export function untoldCallers(graph: Graph, site: Site): (readonly [Caller, Decision])[] {
  return untoldEntries(graph, site).map((entry) => [
    untoldIdentity(site, entry.argument),
    untoldDecision(graph, site, entry),
  ]);
}

/** One for each list: of the identities where the applications say nothing of who it is. */
function untoldEntries(graph: Graph, site: Site): UntoldEntry[] {
  const { entra } = graph.easyAuth(site);
  if (!entra) return [];
  const untold = (name: string, values: readonly Value[]): UntoldEntry[] =>
    values
      .filter((value) => graph.principals.isUntold(value))
      .slice(0, 1)
      .map((value) => ({ argument: `${entra.path}.${name}`, value }));
  const applications = untold("allowed_applications", entra.applications);
  return entra.applications.length > 0 ? applications : untold("allowed_identities", entra.identities);
}

/** By an entry whoever it names may get in, where the gate neither keeps everybody out nor lets everybody in. */
function untoldDecision(graph: Graph, site: Site, { argument, value }: UntoldEntry): Decision {
  const { id, label } = untoldIdentity(site, argument);
  const principal = untoldPrincipal(id, label);
  const decision = callOfHost(graph, site, { kind: "principal", principal }, "inside");
  if (decision.access !== "unknown") return decision;
  const meaning = "decides who gets in";
  return unknown(`whom ${argument} names is not known: ${printed(value)}`, [
    atSite(site, argument, printed(value), meaning),
  ]);
}
