import { Token } from "cdktf";
import { validationError } from "../../support/validation";
import type { PolicyStatement } from "../statements/statement";
import { childElements, fitsXml, lineOf, spellsEscape, type XmlElement } from "../xml";
import type { PolicyContext } from "./grammar";
import { validateGrammar } from "./grammar-validation";
import { validateInvariant } from "./invariants";
import { validateNumber } from "./number-validation";
import { validateValue } from "./value-validation";

/** What API Management, azurerm or the gate would refuse of a statement. */
export function validateStatement(statement: PolicyStatement, context: PolicyContext): string[] {
  return [
    ...validateInvariant(statement, context),
    ...validateGrammar(statement, context),
    ...validateElement(statement.element, statement.origin),
  ];
}

function validateElement(element: XmlElement, origin: string): string[] {
  const at = `${origin}${lineOf(element)}`;
  return [
    ...validateNumber(element, at),
    ...validateValue(element, at),
    ...validateText(element, at),
    ...childElements(element).flatMap((child) => validateElement(child, origin)),
  ];
}

function validateText(element: XmlElement, origin: string): string[] {
  const inElement = element.children.filter((child): child is string => typeof child === "string");
  return [
    ...element.attributes
      .filter(([, value]) => !fits(value, /[\t\n\r]/))
      .map(([, value]) => unfitError(value, element.name, origin)),
    ...inElement.filter((text) => !fits(text, /\r/)).map((text) => unfitError(text, element.name, origin)),
  ];
}

// What is refused here would be a difference on every plan: `xmlText` says why.
function fits(text: string, never: RegExp): boolean {
  return Token.isUnresolved(text) || (fitsXml(text) && !never.test(text) && !spellsEscape(text));
}

function unfitError(text: string, name: string, origin: string): string {
  return validationError(
    `${origin} has ${JSON.stringify(text)} in \`<${name}>\``,
    "A policy holds no control characters and no text that spells `&amp;`, `&lt;`, `&gt;` or `&quot;`, and an attribute no tabs and line ends; an expression in an attribute may have line ends outside of its texts, and no comments",
    "Write it without them, an attribute on one line, or compose it in an expression",
  );
}
