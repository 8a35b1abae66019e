import { validationError } from "../../support/validation";
import { isExpression } from "../expressions/policy-expressions";
import { isTerraformValue } from "../terraform-values";
import type { XmlElement } from "../xml/xml-element";

interface NumberRule {
  readonly least: number;
  readonly most?: number;
  /** A value below the minimum that is allowed too. */
  readonly or?: number;
  /** Whether a policy expression is allowed. */
  readonly expression?: boolean;
}

// Limits of Microsoft's policy reference, by element and attribute.
const rules = new Map(
  Object.entries<Readonly<Record<string, NumberRule>>>({
    "cache-store": { duration: { least: 1, expression: true } },
    "allowed-methods": { "preflight-result-max-age": { least: 0 } },
    "forward-request": { timeout: { least: 1, expression: true } },
    "limit-concurrency": { "max-count": { least: 1 } },
    "mock-response": { "status-code": { least: 100, most: 599 } },
    quota: { calls: { least: 1 }, bandwidth: { least: 1 }, "renewal-period": { least: 0 } },
    "quota-by-key": {
      calls: { least: 1, expression: true },
      bandwidth: { least: 1, expression: true },
      "renewal-period": { least: 300, or: 0, expression: true },
    },
    "rate-limit": { calls: { least: 1 }, "renewal-period": { least: 1, most: 300 } },
    "rate-limit-by-key": {
      calls: { least: 1, expression: true },
      "renewal-period": { least: 1, most: 300, expression: true },
    },
    retry: {
      count: { least: 1, most: 50, expression: true },
      interval: { least: 0, expression: true },
      delta: { least: 0, expression: true },
      "max-interval": { least: 0, expression: true },
    },
    "set-status": { code: { least: 100, most: 599, expression: true } },
    // 4 MiB.
    "validate-content": { "max-size": { least: 1, most: 4 * 1024 * 1024, expression: true } },
  }),
);

/** Rejects numbers that API Management rejects. Terraform values, named values and expressions are not known yet. */
export function validateNumber({ name, attributes }: XmlElement, origin: string): string[] {
  const ofElement = new Map(Object.entries(rules.get(name) ?? {}));
  return attributes.flatMap(([attribute, value]) => {
    const rule = ofElement.get(attribute);
    return rule ? validateAttribute(`${origin} has \`${attribute}\` ${value}`, value, rule) : [];
  });
}

function validateAttribute(given: string, value: string, rule: NumberRule): string[] {
  if (isTerraformValue(value) || /^\{\{.*\}\}$/.test(value)) return [];
  if (isExpression(value) && rule.expression) return [];
  // JavaScript also reads `1e3` and `0x10` as numbers.
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  const { least, most = Number.MAX_SAFE_INTEGER, or } = rule;
  if (Number.isInteger(number) && ((number >= least && number <= most) || number === or)) return [];
  return [validationError(given, `API Management accepts ${allowed(rule)}`, "Choose such a number")];
}

function allowed({ least, most, or, expression }: NumberRule): string {
  return [
    `a whole number from ${least}${most === undefined ? "" : ` to ${most}`}`,
    ...(or === undefined ? [] : [` or ${or}`]),
    ...(expression ? [] : [", and no expression"]),
  ].join("");
}
