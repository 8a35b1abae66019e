import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { AzureCloud } from "../../../support/cloud";
import { validationError } from "../../../support/validation";
import { element, fitsXml, spellsEscape, type XmlElement } from "../../xml/xml-element";
import type { TokenLocation } from "../token-location";

/** What the policies of callers depend on. */
export interface AuthenticationTarget {
  /** Id of the tenant of the Function's registration. */
  readonly tenantId: string;
  /** The cloud whose Entra issues the tokens. */
  readonly cloud: AzureCloud;
  /** Name of the variable for the validated token, if something reads it. */
  readonly tokenVariable?: string;
}

/** One way to authenticate callers: a description, policies, and errors. */
export interface CallerAuthentication {
  readonly description: string;
  readonly errors: readonly string[];
  /** Where a caller sends its token; undefined if none is required. */
  readonly tokenLocation?: TokenLocation;
  /** The policies that authenticate a caller. */
  readonly policies: (target: AuthenticationTarget) => readonly XmlElement[];
  /** What has to exist before a caller requests its first token. */
  readonly callableAfter?: (scope: Construct) => ITerraformDependable[];
}

/** Nothing is required. */
export const everyone: CallerAuthentication = { description: "Everyone", errors: [], policies: () => [] };

/** Rejects an empty list, and texts that a policy cannot contain. */
export function validateValues(values: readonly string[], what: string, property: string): string[] {
  if (values.length === 0) {
    return [
      validationError(
        `An empty list of ${what}s was given`,
        `At least one ${what} says who may call`,
        `List it in \`${property}\``,
      ),
    ];
  }
  return values.flatMap((value) => validateText(value, what, property));
}

/** Rejects a text that a policy cannot contain. */
export function validateText(value: string, what: string, property: string): string[] {
  if (isPolicyText(value)) return [];
  return [
    validationError(
      `The ${what} ${JSON.stringify(value)} was given`,
      "Allowed is a text that is not empty, has no control characters, tabs and line ends, does not spell `&amp;`, `&lt;`, `&gt;` or `&quot;`, and is not a policy expression (@(…) or @{…}) or named value ({{…}})",
      `Correct it in \`${property}\``,
    ),
  ];
}

/**
 * Whether a policy can contain a text unchanged. An expression or a named value would be evaluated by the gateway,
 * and a tab, a line end or a spelled escape would be a difference on every plan (`xmlText` says why).
 */
export function isPolicyText(value: string): boolean {
  const isPlain = !/[\t\n\r]|@[({]|\{\{.*\}\}/.test(value);
  return value.trim() !== "" && fitsXml(value) && isPlain && !spellsEscape(value);
}

/** A list of values in a policy. */
export function listElement(name: string, item: string, values: readonly string[]): XmlElement {
  return element(
    name,
    {},
    values.map((value) => element(item, {}, [value])),
  );
}
