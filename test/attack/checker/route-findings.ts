import { callersOf } from "./caller-findings";
import { type Finding, Findings } from "./finding";
import type { Api, Operation } from "./gateway-model";
import { attribute, isPlain } from "./policy-document";
import type { Step } from "./policy-steps";

/** What a segment of a path matches: itself, any one segment, or all that is left. */
type Segment = { readonly text: string } | "one" | "rest";

/** The segments of a path with parameters in braces. */
function segmentsOf(path: string): Segment[] {
  return path
    .split("/")
    .filter((part) => part !== "")
    .map((part) => {
      if (part === "*" || /^\{\*/.test(part)) return "rest";
      return /[{}*]/.test(part) ? "one" : { text: decoded(part).toLowerCase() };
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a path exists that both match. */
function overlap(one: readonly Segment[], other: readonly Segment[]): boolean {
  const [first, ...rest] = one;
  const [otherFirst, ...otherRest] = other;
  if (first === "rest" || otherFirst === "rest") return true;
  if (first === undefined || otherFirst === undefined) return first === otherFirst;
  const same = first === "one" || otherFirst === "one" || first.text === otherFirst.text;
  return same && overlap(rest, otherRest);
}

interface Route {
  readonly api: Api;
  readonly operation: Operation;
  readonly segments: readonly Segment[];
  readonly signature: string;
  readonly isOpen: boolean;
}

/**
 * No call matches two operations that ask different things of their callers: which one Azure takes is not said. An
 * open operation of one exact path is no danger: that path alone is open, as it was declared, whichever is taken.
 */
export function overlapFindings(apis: readonly Api[]): Finding[] {
  const findings = new Findings();
  const routes = apis.flatMap((api) => api.operations.map((operation) => routeOf(api, operation)));
  for (const [index, one] of routes.entries()) {
    for (const other of routes.slice(index + 1)) {
      const differ = one.signature !== other.signature && one.operation.method === other.operation.method;
      if (!differ || !mayMeet(one.api, other.api) || !overlap(one.segments, other.segments)) continue;
      if (isOpenPath(one) || isOpenPath(other)) continue;
      findings.add(
        "overlap",
        one.api.block.address,
        `${nameOf(one)} and ${nameOf(other)} match the same calls`,
      );
    }
  }
  return findings.all;
}

function routeOf(api: Api, operation: Operation): Route {
  const segments = segmentsOf(`${api.path}/${operation.template}`);
  const { signature, validations, key } = callersOf(api, operation);
  return { api, operation, segments, signature, isOpen: validations.length === 0 && !key };
}

function isOpenPath({ isOpen, segments }: Route): boolean {
  return isOpen && segments.every((segment) => typeof segment !== "string");
}

function nameOf({ api, operation }: Route): string {
  return `${operation.method} /${api.path}${operation.template}`;
}

/** Versions that a header or a parameter tells apart share their paths. */
function mayMeet(one: Api, other: Api): boolean {
  if (one.gateway !== other.gateway) return false;
  const [set, otherSet] = [one, other].map(({ block }) => block.args.version_set_id);
  return one === other || set === undefined || set !== otherSet || one.path !== other.path;
}

/** Paths of the Functions host that its keys guard, and no gate but Easy Auth (T8, T9). */
const hostPaths = /^(?:admin|runtime)$/;

/** No route leads to the host's own paths, up out of the Function's, or to another host. */
export function routeFindings(
  operation: Operation,
  steps: readonly Step[],
  prefix: string,
  at: string,
): Finding[] {
  const findings = new Findings();
  const rewrites = steps.filter(({ element }) => element.name === "rewrite-uri");
  for (const step of rewrites) rewrite(step, prefix, findings);
  // A rewrite in a branch leaves the operation's own path to other calls.
  if (!rewrites.some(({ always }) => always)) target(`${prefix}/${operation.template}`, at, findings);
  return findings.all;
}

function rewrite({ element, at }: Step, prefix: string, findings: Findings): void {
  const template = element.attributes.get("template");
  if (template === undefined || !isPlain(template)) {
    findings.add("unknown", at, `<rewrite-uri> leads to ${template?.text}`);
    return;
  }
  const path = attribute(element, "template").split("?")[0];
  findings.expect(/^\/(?![/\\])/.test(path), "route", at, `<rewrite-uri> leads to ${path}`);
  target(`${prefix}${path}`, at, findings);
}

function target(path: string, at: string, findings: Findings): void {
  const plain = decoded(decoded(path)).replaceAll("\\", "/");
  const isUp = plain.split("/").some((part) => part === ".." || part === ".");
  findings.expect(!isUp, "route", at, `${path} leads up`);
  const [first] = segmentsOf(plain);
  const isHost = first !== undefined && (typeof first === "string" || hostPaths.test(first.text));
  findings.expect(!isHost, "route", at, `${path} leads to the host's own paths`);
}
