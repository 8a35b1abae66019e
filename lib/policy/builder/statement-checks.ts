import { Token } from "cdktf";
import { refusal } from "../../support/refusal";
import { fitsXml, type XmlElement } from "../xml";
import { invariantRefusals } from "./gate-invariants";
import { containers, policyCatalogue, tierHas } from "./policy-catalogue";
import type { Place, PolicyStatement } from "./policy-statement";

/** Everything that API Management, azurerm or the gate would refuse of a statement. */
export function statementRefusals(statement: PolicyStatement, skuName: string | undefined): string[] {
  const { element, place, origin } = statement;
  return [
    ...invariantRefusals(element, place, origin),
    ...catalogueRefusals(element, place, origin, skuName),
    ...textRefusals(element, origin),
  ];
}

function catalogueRefusals(
  element: XmlElement,
  place: Place,
  origin: string,
  skuName: string | undefined,
): string[] {
  const { name, attributes } = element;
  const policy = policyCatalogue.get(name);
  if (!policy && !containers.has(name)) return isForbiddenAnyway(name) ? [] : [unknownRefusal(name, origin)];
  const given = attributes.map(([attribute]) => attribute);
  return [
    ...(policy && !policy.places.includes(place) ? [placeRefusal(name, place, origin)] : []),
    ...(policy && !tierHas(policy, skuName) ? [tierRefusal(name, skuName ?? "", origin)] : []),
    ...(policy?.attributes ?? [])
      .filter((attribute) => !given.includes(attribute))
      .map((attribute) => attributeRefusal(name, attribute, origin)),
    ...(containers.has(name)
      ? element.children.flatMap((child) =>
          typeof child === "string" ? [] : catalogueRefusals(child, place, origin, skuName),
        )
      : []),
  ];
}

// The invariants have said why already.
function isForbiddenAnyway(name: string): boolean {
  return /^(base|authentication-.*|set-backend-service|validate-(jwt|azure-ad-token|client-certificate))$/.test(
    name,
  );
}

function unknownRefusal(name: string, origin: string): string {
  return refusal(
    `${origin} has \`<${name}>\``,
    "API Management's policy reference has no such policy for an API or an operation",
    "Mend its name",
  );
}

function placeRefusal(name: string, place: Place, origin: string): string {
  const places = policyCatalogue.get(name)?.places.join(", ");
  return refusal(
    `${origin} has \`<${name}>\` in the place ${place}`,
    `API Management takes it in ${places}`,
    "Write it there",
  );
}

function tierRefusal(name: string, skuName: string, origin: string): string {
  return refusal(
    `${origin} has \`<${name}>\`, and the gateway's SKU is ${skuName}`,
    "That tier has not got this policy (rule 24)",
    name.endsWith("-by-key") ? `Use \`${name.replace("-by-key", "")}\`, or another SKU` : "Use another SKU",
  );
}

function attributeRefusal(name: string, attribute: string, origin: string): string {
  return refusal(
    `${origin} has \`<${name}>\` without \`${attribute}\``,
    "API Management demands it",
    "Write it",
  );
}

function textRefusals(element: XmlElement, origin: string): string[] {
  const texts = [
    ...element.attributes.map(([, value]) => value),
    ...element.children.filter((child): child is string => typeof child === "string"),
  ];
  const children = element.children.filter((child): child is XmlElement => typeof child !== "string");
  return [
    ...texts.filter((text) => !fits(text)).map((text) => unfitRefusal(text, element.name, origin)),
    ...children.flatMap((child) => textRefusals(child, origin)),
  ];
}

// An escaped tab or line end would be a difference on every plan: `xmlText` says why.
function fits(text: string): boolean {
  return Token.isUnresolved(text) || (fitsXml(text) && !/[\t\n\r]/.test(text));
}

function unfitRefusal(text: string, name: string, origin: string): string {
  return refusal(
    `${origin} has ${JSON.stringify(text)} in \`<${name}>\``,
    "A policy holds no control characters, tabs and line ends; an expression may have line ends outside of its texts, and no comments",
    "Write it on one line",
  );
}
