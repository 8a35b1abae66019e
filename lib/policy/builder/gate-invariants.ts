import { refusal } from "../../support/refusal";
import type { XmlElement } from "../xml";
import { isExpression } from "./expressions";
import type { Place } from "./policy-statement";

interface Forbidden {
  readonly matches: (element: XmlElement, place: Place) => boolean;
  readonly why: string;
}

const beforeTheFunction: readonly Place[] = [
  "beforeAuthentication",
  "afterAuthentication",
  "afterToken",
  "backend",
];
const gateHeaders =
  /^(authorization|ocp-apim-subscription-key|x-functions-key|x-ms-client-principal.*|x-ms-token-aad-.*)$/i;

/** What would displace a step of the gate, from wherever it is written. */
const forbidden: readonly Forbidden[] = [
  {
    matches: ({ name }) => name === "base",
    why: "`<base />` stands in every section already (rules 18 and 19)",
  },
  {
    matches: ({ name }) => name.startsWith("authentication-"),
    why: "the token step is the gate's, and it is there once (rule 18)",
  },
  {
    matches: ({ name }) =>
      name === "validate-azure-ad-token" || name === "validate-jwt" || name === "validate-client-certificate",
    why: "`Callers` says who may call, in one place (rule 23)",
  },
  {
    matches: ({ name }) => name === "set-backend-service",
    why: "the token is for this Function, and would go elsewhere (rule 18)",
  },
  {
    matches: (element, place) =>
      element.name === "set-header" &&
      beforeTheFunction.includes(place) &&
      isGateHeader(attribute(element, "name")),
    why: "the header belongs to the gate: the caller's is deleted, and the gateway's own stays (rule 18, T14)",
  },
  {
    matches: (element) =>
      element.name === "set-query-parameter" &&
      attribute(element, "exists-action").toLowerCase() !== "delete" &&
      isSubscriptionKey(attribute(element, "name")),
    why: "the subscription key does not reach the Function",
  },
];

// A name that is computed could be any name.
function isGateHeader(name: string): boolean {
  return isExpression(name) || name.includes("{{") || gateHeaders.test(name.trim());
}

function isSubscriptionKey(name: string): boolean {
  return isExpression(name) || name.includes("{{") || name.trim().toLowerCase() === "subscription-key";
}

/** Refuses what would displace a step of the gate, however deep it is nested. */
export function invariantRefusals(element: XmlElement, place: Place, origin: string): string[] {
  const own = forbidden
    .filter(({ matches }) => matches(element, place))
    .map(({ why }) =>
      refusal(
        `${origin} has \`<${element.name}>\`${named(element)}`,
        `It is not to be written, because ${why}`,
        "Take it out",
      ),
    );
  // A request of its own has headers of its own; the token of the gate is still nobody else's.
  const inner = /^send-(one-way-)?request$/.test(element.name) ? "outbound" : place;
  const children = element.children.filter((child): child is XmlElement => typeof child !== "string");
  return [...own, ...children.flatMap((child) => invariantRefusals(child, inner, origin))];
}

function named(element: XmlElement): string {
  const name = attribute(element, "name");
  return name === "" ? "" : ` for ${JSON.stringify(name)}`;
}

function attribute({ attributes }: XmlElement, name: string): string {
  return attributes.find(([attributeName]) => attributeName === name)?.[1] ?? "";
}
