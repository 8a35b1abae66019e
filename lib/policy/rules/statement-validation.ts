import { validationError } from "../../support/validation";
import type { PolicyStatement } from "../statements/statement";
import { hasEvaluatedValue, markedText } from "../terraform-values";
import { childElements, fitsXml, lineOf, spellsEscape, texts, type XmlElement } from "../xml/xml-element";
import type { PolicyContext } from "./grammar";
import { validateGrammar } from "./grammar-validation";
import { validateInvariant } from "./invariants";
import { validateNumber } from "./number-validation";
import { validateValue } from "./value-validation";

/** Rejects what does not work in API Management or azurerm, or would get around the fixed steps. */
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
  const inElement = element.children.filter((child) => typeof child === "string");
  return [
    ...element.attributes
      .filter(([, value]) => !fits(value, /[\t\n\r]/))
      .map(([, value]) => unfitError(value, element.name, origin)),
    ...inElement.filter((text) => !fits(text, /\r/)).map((text) => unfitError(text, element.name, origin)),
    ...texts(element)
      .filter(hasEvaluatedValue)
      .map(() => evaluatedError(element.name, origin)),
  ];
}

// What is rejected here would be a difference on every plan: `xmlText` says why.
function fits(text: string, never: RegExp): boolean {
  const marked = markedText(text);
  return fitsXml(marked) && !never.test(marked) && !spellsEscape(marked);
}

function unfitError(text: string, name: string, origin: string): string {
  return validationError(
    `${origin} has ${JSON.stringify(text)} in \`<${name}>\``,
    "A policy must not contain control characters or text that spells `&amp;`, `&lt;`, `&gt;` or `&quot;`, and an attribute no tabs or line ends; an expression in an attribute may have line ends outside of literals, but no comments",
    "Remove them, write an attribute on one line, or compose the text in an expression",
  );
}

function evaluatedError(name: string, origin: string): string {
  return validationError(
    `${origin} has a Terraform value inside of a policy expression, a named value or a Liquid tag in \`<${name}>\``,
    "Terraform fills it in later, and it could be any code by then",
    'Set a variable to it with `setVariable`, and read the variable, `(string)context.Variables["name"]`',
  );
}
