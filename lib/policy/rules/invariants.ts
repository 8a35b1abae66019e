import { validationError } from "../../support/validation";
import { isExpression } from "../expressions/policy-expressions";
import { PolicyPlace } from "../policy-props";
import type { PolicyStatement } from "../statements/statement";
import { attribute, childElements, lineOf, texts, type XmlElement } from "../xml";
import type { PolicyContext } from "./grammar";

/** An element, where in the life of a call it runs, and what is known of its policy. */
interface Visit {
  readonly element: XmlElement;
  readonly place: PolicyPlace;
  readonly context: PolicyContext;
  /** Whether it belongs to a request of its own, and not to the call of the Function. */
  readonly ownRequest: boolean;
}

interface Forbidden {
  readonly matches: (visit: Visit) => boolean;
  readonly why: string;
}

const toTheFunction: readonly PolicyPlace[] = [
  PolicyPlace.BEFORE_AUTHENTICATION,
  PolicyPlace.AFTER_AUTHENTICATION,
  PolicyPlace.AFTER_TOKEN,
  PolicyPlace.BACKEND,
];
const gateHeaders =
  /^(authorization|ocp-apim-subscription-key|x-functions-key|x-ms-client-principal.*|x-ms-token-aad-.*)$/i;
const carriers = ["set-header", "set-query-parameter", "set-body", "set-variable", "rewrite-uri", "value"];

interface GatePolicy {
  readonly name: RegExp;
  readonly why: string;
}

/** What only the gate writes. */
const gatePolicies: readonly GatePolicy[] = [
  { name: /^base$/, why: "`<base />` stands in every section already (rules 18 and 19)" },
  { name: /^authentication-/, why: "the token step is the gate's, and it is there once (rule 18)" },
  {
    name: /^validate-(azure-ad-token|jwt|client-certificate)$/,
    why: "`Callers` says who may call, in one place (rule 23)",
  },
  {
    name: /^set-backend-service$/,
    why: "the token is for this Function, and would go elsewhere (rule 18)",
  },
];

/** What else would displace a step of the gate, from wherever it is written. */
const forbidden: readonly Forbidden[] = [
  {
    matches: (visit) => setsForFunction(visit, "set-header") && mayBe(visit.element, isGateHeader),
    why: "the header belongs to the gate: the caller's is deleted, and the gateway's own stays (rule 18, T14)",
  },
  {
    matches: (visit) =>
      setsForFunction(visit, "set-header") &&
      mayBe(visit.element, (name) =>
        (visit.context.claimHeaders ?? []).some((header) => header.toLowerCase() === name.toLowerCase()),
      ),
    why: "the header tells the Function a claim of the validated caller, and nothing else",
  },
  {
    matches: (visit) =>
      setsForFunction(visit, "set-query-parameter") &&
      attribute(visit.element, "exists-action").toLowerCase() !== "delete" &&
      mayBe(visit.element, (name) => name.toLowerCase() === "subscription-key"),
    why: "the subscription key does not reach the Function",
  },
  {
    matches: (visit) =>
      /^send-(one-way-)?request$/.test(visit.element.name) &&
      hasToken(visit) &&
      !/^(new)?$/i.test(attribute(visit.element, "mode")),
    why: "a copy of the call would take the gateway's token elsewhere (rule 18); with `mode` `new` it does not",
  },
  {
    matches: (visit) =>
      texts(visit.element).some(readsSecret) && (hasToken(visit) || carriesToFunction(visit)),
    why: "it would hand on a token or a subscription key (T14); claims of a token are read with `.AsJwt()`",
  },
];

function setsForFunction({ element, place, ownRequest }: Visit, policy: string): boolean {
  return element.name === policy && !ownRequest && toTheFunction.includes(place);
}

/** From the token step on, `Authorization` is the gateway's own. */
function hasToken({ place, context }: Visit): boolean {
  if (context.level === "operation") return true;
  return place !== PolicyPlace.BEFORE_AUTHENTICATION && place !== PolicyPlace.AFTER_AUTHENTICATION;
}

function carriesToFunction({ element, ownRequest }: Visit): boolean {
  return !ownRequest && carriers.includes(element.name);
}

// What a text reads may be written in other ways too; this is what somebody writes who means no harm.
function readsSecret(text: string): boolean {
  // Expressions, and Liquid templates of bodies.
  if (!/@[({]|\{[{%]/.test(text)) return false;
  const withoutClaims = text.replace(/"Authorization"[^;]{0,40}?\.AsJwt\(/gi, "");
  return /"(Authorization|Ocp-Apim-Subscription-Key|subscription-key)"|\bHeaders\.Authorization\b|\bSubscription\??\.(Key|PrimaryKey|SecondaryKey)\b/i.test(
    withoutClaims,
  );
}

// A name that is computed could be any name.
function mayBe(element: XmlElement, is: (name: string) => boolean): boolean {
  const name = attribute(element, "name").trim();
  return isExpression(name) || name.includes("{{") || is(name);
}

function isGateHeader(name: string): boolean {
  return gateHeaders.test(name);
}

/** Whether a policy is one that only the gate writes. */
export function isGatePolicy(policy: string): boolean {
  return gatePolicies.some(({ name }) => name.test(policy));
}

/** Refuses what would displace a step of the gate, however deep it is nested. */
export function validateInvariant(statement: PolicyStatement, context: PolicyContext): string[] {
  const { element, place } = statement;
  return visit({ element, place, context, ownRequest: false }, statement.origin);
}

function visit(at: Visit, origin: string): string[] {
  const { element } = at;
  const own = [
    ...gatePolicies.filter(({ name }) => name.test(element.name)),
    ...forbidden.filter(({ matches }) => matches(at)),
  ].map(({ why }) =>
    validationError(
      `${origin} has \`<${element.name}>\`${named(element)}${lineOf(element)}`,
      `It is not to be written, because ${why}`,
      "Take it out",
    ),
  );
  const ownRequest = at.ownRequest || /^(send-(one-way-)?request|return-response)$/.test(element.name);
  return [
    ...own,
    ...childElements(element).flatMap((child) => visit({ ...at, element: child, ownRequest }, origin)),
  ];
}

function named(element: XmlElement): string {
  const name = attribute(element, "name");
  return name === "" ? "" : ` for ${JSON.stringify(name)}`;
}
