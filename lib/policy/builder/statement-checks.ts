import { Token } from "cdktf";
import { refusal } from "../../support/refusal";
import { childElements, fitsXml, lineOf, spellsEscape, type XmlElement } from "../xml";
import { invariantRefusals } from "./gate-invariants";
import { grammarRefusals } from "./grammar-checks";
import { numberRefusals } from "./number-checks";
import type { PolicyContext } from "./policy-context";
import type { PolicyStatement } from "./policy-statement";
import { valueRefusals } from "./value-checks";

/** Everything that API Management, azurerm or the gate would refuse of a statement. */
export function statementRefusals(statement: PolicyStatement, context: PolicyContext): string[] {
  return [
    ...invariantRefusals(statement, context),
    ...grammarRefusals(statement, context),
    ...elementRefusals(statement.element, statement.origin),
  ];
}

function elementRefusals(element: XmlElement, origin: string): string[] {
  const at = `${origin}${lineOf(element)}`;
  return [
    ...numberRefusals(element, at),
    ...valueRefusals(element, at),
    ...textRefusals(element, at),
    ...childElements(element).flatMap((child) => elementRefusals(child, origin)),
  ];
}

function textRefusals(element: XmlElement, origin: string): string[] {
  const inElement = element.children.filter((child): child is string => typeof child === "string");
  return [
    ...element.attributes
      .filter(([, value]) => !fits(value, /[\t\n\r]/))
      .map(([, value]) => unfitRefusal(value, element.name, origin)),
    ...inElement.filter((text) => !fits(text, /\r/)).map((text) => unfitRefusal(text, element.name, origin)),
    ...inElement.filter(isListReference).map(() => listRefusal(element.name, origin)),
  ];
}

// The only item of a list that Terraform knows later, in which references cannot be told apart.
function isListReference(text: string): boolean {
  return Token.isUnresolved([text]);
}

function listRefusal(name: string, origin: string): string {
  return refusal(
    `${origin} has a list in \`<${name}>\` that Terraform knows later`,
    "A policy is written before that, an element for each item",
    "List the items, each of which may be a reference",
  );
}

// What is refused here would be a difference on every plan: `xmlText` says why.
function fits(text: string, never: RegExp): boolean {
  return Token.isUnresolved(text) || (fitsXml(text) && !never.test(text) && !spellsEscape(text));
}

function unfitRefusal(text: string, name: string, origin: string): string {
  return refusal(
    `${origin} has ${JSON.stringify(text)} in \`<${name}>\``,
    "A policy holds no control characters and no text that spells `&amp;`, `&lt;`, `&gt;` or `&quot;`, and an attribute no tabs and line ends; an expression in an attribute may have line ends outside of its texts, and no comments",
    "Write it without them, an attribute on one line, or compose it in an expression",
  );
}
