import { Token } from "cdktf";
import { refusal } from "../../support/refusal";
import type { XmlElement } from "../xml";
import type { Forwarding } from "./backend-section";
import { isExpression } from "./expressions";
import type { PolicyStatement } from "./policy-statement";

interface NumberRule {
  readonly policy: string;
  readonly attribute: string;
  readonly least: number;
  readonly most: number;
}

// As Microsoft's policy reference limits them.
const numberRules: readonly NumberRule[] = [
  { policy: "rate-limit", attribute: "calls", least: 1, most: Number.MAX_SAFE_INTEGER },
  { policy: "rate-limit", attribute: "renewal-period", least: 1, most: 300 },
  { policy: "rate-limit-by-key", attribute: "calls", least: 1, most: Number.MAX_SAFE_INTEGER },
  { policy: "rate-limit-by-key", attribute: "renewal-period", least: 1, most: 300 },
  { policy: "quota", attribute: "calls", least: 1, most: Number.MAX_SAFE_INTEGER },
  { policy: "quota", attribute: "renewal-period", least: 0, most: Number.MAX_SAFE_INTEGER },
  { policy: "quota-by-key", attribute: "renewal-period", least: 0, most: Number.MAX_SAFE_INTEGER },
  { policy: "validate-content", attribute: "max-size", least: 1, most: 4194304 },
  { policy: "cache-store", attribute: "duration", least: 1, most: Number.MAX_SAFE_INTEGER },
  { policy: "mock-response", attribute: "status-code", least: 100, most: 599 },
];

/** Refuses numbers that API Management refuses; expressions are not known yet. */
export function numbersRefusals(statements: readonly PolicyStatement[], forwarding: Forwarding): string[] {
  const ofStatements = statements.flatMap(({ element, origin }) =>
    numberRules
      .filter(({ policy }) => policy === element.name)
      .flatMap((rule) => {
        const value = element.attributes.find(([name]) => name === rule.attribute)?.[1];
        return value === undefined
          ? []
          : numberRefusals(origin, rule.attribute, value, rule.least, rule.most);
      }),
  );
  const { forward, retry, limitConcurrency } = forwarding;
  return [
    ...ofStatements,
    ...ofForwarding("`forwardRequest`", "timeout", forward?.timeout, 1, 3600),
    ...ofForwarding("`retry`", "count", retry?.count, 1, 50),
    ...ofForwarding("`retry`", "interval", retry?.interval, 0, 3600),
    ...ofForwarding(
      "`limitConcurrency`",
      "max-count",
      limitConcurrency?.maxCount,
      1,
      Number.MAX_SAFE_INTEGER,
    ),
  ];
}

function ofForwarding(origin: string, what: string, value: number | undefined, least: number, most: number) {
  return value === undefined ? [] : numberRefusals(origin, what, String(value), least, most);
}

function numberRefusals(origin: string, what: string, value: string, least: number, most: number): string[] {
  const number = Number(value);
  if (Token.isUnresolved(value) || isExpression(value)) return [];
  if (Number.isInteger(number) && number >= least && number <= most) return [];
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  return [
    refusal(
      `${origin} has \`${what}\` ${value}`,
      `API Management takes a whole number ${range}`,
      "Set it so",
    ),
  ];
}

/** Refuses a backend section that would call the Function not once. */
export function forwardingRefusals(raw: readonly XmlElement[], forwarding: Forwarding): string[] {
  if (raw.length === 0) return [];
  const typed = Object.keys(forwarding).length > 0;
  const calls = raw.reduce((sum, element) => sum + countOf(element, "forward-request"), 0);
  if (raw.length === 1 && calls === 1 && !typed) return [];
  return [
    refusal(
      `The backend section has ${raw.length} elements of raw XML with ${calls} \`<forward-request>\`${typed ? ", and typed settings beside them" : ""}`,
      "API Management takes one element there, and it calls the Function once",
      "Write one element with one `<forward-request />` in it",
    ),
  ];
}

function countOf(element: XmlElement, name: string): number {
  const children = element.children.filter((child): child is XmlElement => typeof child !== "string");
  return (element.name === name ? 1 : 0) + children.reduce((sum, child) => sum + countOf(child, name), 0);
}
