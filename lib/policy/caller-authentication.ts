import { Token } from "cdktf";
import { refusal } from "../support/refusal";
import { element, fitsXml, type XmlElement } from "./xml";

/** One way of saying who may call: in words, as policies, and what is wrong with it. */
export interface CallerAuthentication {
  readonly description: string;
  readonly subscriptionRequired: boolean;
  readonly refusals: readonly string[];
  /** The policies that authenticate a caller; `tenantId` is the tenant of the Function's registration. */
  readonly policies: (tenantId: string) => readonly XmlElement[];
}

/** Refuses a list that lets nobody or anybody in, and texts that a policy cannot hold. */
export function valuesRefusals(values: readonly string[], what: string, property: string): string[] {
  if (values.length === 0) {
    return [
      refusal(
        `An empty list of ${what}s was given`,
        `At least one ${what} says who may call`,
        `List it in \`${property}\``,
      ),
    ];
  }
  return values
    .filter((value) => !isPolicyText(value))
    .map((value) =>
      refusal(
        `The ${what} ${JSON.stringify(value)} was given`,
        "Allowed is a text that is not empty, has no control characters, tabs and line ends, and is no policy expression (@(…) or @{…}) or named value ({{…}})",
        `Mend it in \`${property}\``,
      ),
    );
}

/**
 * Whether a policy holds a text as it is. An expression or a named value would be evaluated by the gateway,
 * and a tab or line end would be a difference on every plan (`xmlText` says why).
 */
export function isPolicyText(value: string): boolean {
  if (Token.isUnresolved(value)) return true;
  return value.trim() !== "" && fitsXml(value) && !/[\t\n\r]|@[({]|\{\{.*\}\}/.test(value);
}

/** A list of values as policies hold it. */
export function listElement(name: string, item: string, values: readonly string[]): XmlElement {
  return element(
    name,
    {},
    values.map((value) => element(item, {}, [value])),
  );
}

/** A claim of which a token has to have one of the values. */
export function claimElement(name: string, values: readonly string[]): XmlElement {
  return element(
    "claim",
    { name, match: "any" },
    values.map((value) => element("value", {}, [value])),
  );
}
