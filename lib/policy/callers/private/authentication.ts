import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { AzureCloud } from "../../../support/cloud";
import { validationError } from "../../../support/validation";
import { markedText } from "../../terraform-values";
import { element, fitsXml, spellsEscape, type XmlElement } from "../../xml";
import type { TokenLocation } from "../token-location";

/** What the policies of callers are written for. */
export interface AuthenticationTarget {
  /** Id of the tenant of the Function's registration. */
  readonly tenantId: string;
  /** The cloud whose Entra issues the tokens. */
  readonly cloud: AzureCloud;
  /** Name of the variable that receives the validated token, when something reads it. */
  readonly tokenVariable?: string;
}

/** One way of saying who may call: in words, as policies, and what is wrong with it. */
export interface CallerAuthentication {
  readonly description: string;
  readonly errors: readonly string[];
  /** Where the token of a caller is; none when no token is asked for. */
  readonly tokenLocation?: TokenLocation;
  /** The policies that authenticate a caller. */
  readonly policies: (target: AuthenticationTarget) => readonly XmlElement[];
  /** What has to exist before a caller asks for its first token. */
  readonly callableAfter?: (scope: Construct) => ITerraformDependable[];
}

/** Nobody is asked for anything. */
export const everyone: CallerAuthentication = { description: "Everyone", errors: [], policies: () => [] };

/** Refuses a list that lets nobody or anybody in, and texts that a policy cannot hold. */
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

/** Refuses a text that a policy cannot hold. */
export function validateText(value: string, what: string, property: string): string[] {
  if (isPolicyText(value)) return [];
  return [
    validationError(
      `The ${what} ${JSON.stringify(value)} was given`,
      "Allowed is a text that is not empty, has no control characters, tabs and line ends, spells no `&amp;`, `&lt;`, `&gt;` or `&quot;`, and is no policy expression (@(…) or @{…}) or named value ({{…}})",
      `Mend it in \`${property}\``,
    ),
  ];
}

/**
 * Whether a policy holds a text as it is. An expression or a named value would be evaluated by the gateway,
 * and a tab, a line end or a spelled escape would be a difference on every plan (`xmlText` says why).
 */
export function isPolicyText(value: string): boolean {
  const marked = markedText(value);
  const isPlain = !/[\t\n\r]|@[({]|\{\{.*\}\}/.test(marked);
  return marked.trim() !== "" && fitsXml(marked) && isPlain && !spellsEscape(marked);
}

/** A list of values as policies hold it. */
export function listElement(name: string, item: string, values: readonly string[]): XmlElement {
  return element(
    name,
    {},
    values.map((value) => element(item, {}, [value])),
  );
}
