import { type TokenPlace, tokenPlaceOf, validationFindings, validations } from "./authentication";
import { type Finding, Findings } from "./finding";
import type { Api, Operation } from "./gateway-model";
import { attribute, isPlain, type PolicyElement } from "./policy-document";
import { type Step, tokenPolicy } from "./policy-steps";

/** What a caller could send to look like somebody else to the Function, or to hand on a secret of its own (T14). */
const deletedHeaders = [
  "authorization",
  "ocp-apim-subscription-key",
  "x-functions-key",
  "x-ms-client-principal",
  "x-ms-client-principal-id",
  "x-ms-client-principal-idp",
  "x-ms-client-principal-name",
  "x-ms-token-aad-access-token",
  "x-ms-token-aad-id-token",
];
const deletedParameters = ["code", "subscription-key"];
const headersOfTheGate =
  /^(?:authorization|ocp-apim-subscription-key|x-functions-key|x-ms-client-principal.*|x-ms-token-.*)$/;

/** The steps of the gate in the policy of an API, by their positions. */
export interface GateSteps {
  readonly backend?: Step;
  readonly token?: Step;
}

/**
 * Authentication, deletion of what the caller sent, the Function's backend, the token: in this order, each of them
 * always, and nothing undoes one of them.
 */
export function gateStepFindings(
  api: Api,
  operation: Operation | undefined,
  steps: readonly Step[],
  functionKeys: ReadonlySet<string>,
): Finding[] {
  const findings = new Findings();
  const at = api.block.address;
  const inbound = steps.filter(({ section }) => section === "inbound");
  const { backend, token } = gateSteps(inbound, "api");
  findings.expect(
    token !== undefined,
    "token-step",
    at,
    "the API's policy has not one token step that always runs",
  );
  findings.expect(
    backend !== undefined,
    "backend",
    at,
    "the API's policy does not choose one backend always",
  );
  if (!token || !backend) return findings.all;
  const authenticated = lastAuthentication(inbound);
  findings.expect(
    authenticated < backend.position,
    "order",
    at,
    "the backend is chosen before the caller is known",
  );
  findings.expect(
    backend.position < token.position,
    "order",
    at,
    "the token is asked for before the backend is chosen",
  );
  strayGateSteps(steps, findings);
  const places = [...steps].flatMap(({ element }) =>
    validations.test(element.name) ? [tokenPlaceOf(element)] : [],
  );
  for (const thing of thingsToDelete(places)) deletion(thing, inbound, authenticated, token, at, findings);
  for (const step of inbound) {
    if (!isFunctionKey(step, inbound, functionKeys)) writes(step, findings);
  }
  if (operation) ownBackend(inbound, functionKeys, findings);
  for (const { element, at: policy } of inbound) {
    if (validations.test(element.name)) findings.all.push(...validationFindings(element, policy).all);
  }
  return findings.all;
}

/** The choice of the backend and the token step of a level, where each is there once and always runs. */
export function gateSteps(inbound: readonly Step[], level: Step["level"]): GateSteps {
  const only = (name: string) => {
    const found = inbound.filter(
      (step) => step.element.name === name && step.level === level && !step.ownRequest,
    );
    return found.length === 1 && found[0].always ? found[0] : undefined;
  };
  return { backend: only("set-backend-service"), token: only(tokenPolicy) };
}

function lastAuthentication(inbound: readonly Step[]): number {
  return Math.max(
    -1,
    ...inbound.filter(({ element }) => validations.test(element.name)).map(({ position }) => position),
  );
}

/** A backend is chosen by the API and, with a token of its own, by an operation; never in a branch or elsewhere. */
function strayGateSteps(steps: readonly Step[], findings: Findings): void {
  for (const { element, level, section, always, ownRequest, at } of steps) {
    if (element.name !== "set-backend-service" || ownRequest) continue;
    const fits = section === "inbound" && always && (level === "api" || level === "operation");
    findings.expect(fits, "backend", at, "the backend is chosen elsewhere too");
  }
}

function ownBackend(inbound: readonly Step[], functionKeys: ReadonlySet<string>, findings: Findings): void {
  const { backend, token } = gateSteps(inbound, "operation");
  const any = inbound.find(
    ({ element, level }) =>
      level === "operation" && (element.name === "set-backend-service" || element.name === tokenPolicy),
  );
  if (!any) return;
  const fits = backend !== undefined && token !== undefined && backend.position < token.position;
  findings.expect(fits, "order", any.at, "a backend of its own goes with a token of its own, behind it");
  const ofApi = inbound.some(
    (step) => step.level === "api" && setsKey(step) && isFunctionKey(step, inbound, functionKeys),
  );
  const isTaken = inbound.some(
    (step) => step.level === "operation" && setsKey(step) && step.always && !step.ownRequest,
  );
  findings.expect(!ofApi || isTaken, "token-sent", any.at, "another Function is sent the key of the API's");
}

function setsKey({ element }: Step): boolean {
  return element.name === "set-header" && attribute(element, "name").toLowerCase() === "x-functions-key";
}

/** The key that a Function asks for until its migration is over: between its backend and the token, from Key Vault. */
function isFunctionKey(step: Step, inbound: readonly Step[], functionKeys: ReadonlySet<string>): boolean {
  const { element, level, always, ownRequest, position } = step;
  if (!setsKey(step) || !always || ownRequest || attribute(element, "exists-action") !== "override")
    return false;
  const { backend, token } = gateSteps(inbound, level);
  const [, name = ""] = /^\{\{([\w-]+)\}\}$/.exec(valueText(element)) ?? [];
  return (
    functionKeys.has(name) &&
    backend !== undefined &&
    token !== undefined &&
    backend.position < position &&
    position < token.position
  );
}

function valueText({ children }: PolicyElement): string {
  return children.length === 1 ? children[0].content.text.trim() : "";
}

interface Thing {
  readonly policy: "set-header" | "set-query-parameter";
  readonly name: string;
}

function thingsToDelete(places: readonly (TokenPlace | undefined)[]): Thing[] {
  const given = places.filter((place) => place !== undefined);
  const names = (part: TokenPlace["part"], always: readonly string[]) =>
    new Set([...always, ...given.filter((place) => place.part === part).map(({ name }) => name)]);
  return [
    ...[...names("header", deletedHeaders)].map((name) => ({ policy: "set-header", name }) as const),
    ...[...names("query", deletedParameters)].map(
      (name) => ({ policy: "set-query-parameter", name }) as const,
    ),
  ];
}

function deletion(
  { policy, name }: Thing,
  inbound: readonly Step[],
  authenticated: number,
  token: Step,
  at: string,
  findings: Findings,
): void {
  const deletions = inbound.filter(
    ({ element, always }) =>
      always &&
      element.name === policy &&
      attribute(element, "name").toLowerCase() === name &&
      attribute(element, "exists-action") === "delete",
  );
  const last = deletions.at(-1)?.position ?? -1;
  const first =
    deletions.find(({ position }) => position > authenticated)?.position ?? Number.POSITIVE_INFINITY;
  findings.expect(
    first < token.position,
    "deletion",
    at,
    `${policy} ${name} is not deleted before the token step`,
  );
  if (policy !== "set-query-parameter") return;
  // A new path is given the query parameters that the caller sent.
  for (const { element, position } of inbound) {
    const copies = attribute(element, "copy-unmatched-params").toLowerCase() !== "false";
    if (element.name !== "rewrite-uri" || !copies) continue;
    findings.expect(last > position, "deletion", at, `the parameter ${name} comes back with <rewrite-uri>`);
  }
}

/** Behind its deletion nobody sets what the gate deletes, and no name is computed that could be one of these. */
function writes({ element, ownRequest, at }: Step, findings: Findings): void {
  const { name } = element;
  if (ownRequest || (name !== "set-header" && name !== "set-query-parameter")) return;
  const target = element.attributes.get("name");
  if (target === undefined || !isPlain(target)) {
    findings.add("unknown", at, `<${name}> has a name that is known later: ${target?.text}`);
    return;
  }
  if (attribute(element, "exists-action") === "delete") return;
  const lower = target.text.toLowerCase().replaceAll("_", "-");
  const isOfTheGate =
    name === "set-header" ? headersOfTheGate.test(lower) : deletedParameters.includes(lower);
  findings.expect(!isOfTheGate, "deletion", at, `<${name}> sets ${target.text}`);
}
