import { validationError } from "../support/validation";
import { escapedText, type XmlEscape } from "./terraform-values";
import { fitsXml, type XmlElement } from "./xml/xml-element";

/**
 * The canonical form of a policy: two spaces a level, LF, every special character escaped.
 *
 * azurerm undoes HTML escapes in what it reads back, and then compares twice: as parsed XML without white
 * space between elements, and, where that does not parse any more, as text without white space and with
 * `&amp; &lt; &gt; &quot;` undone. This form passes one of the two however Azure indents it (rule 21). Escaped
 * tabs and line ends would pass neither, so a text between tags has them unescaped, and an attribute should
 * have none; nor would a text that itself spells one of these escapes.
 *
 * @throws when a text has a character that XML 1.0 does not allow, not even escaped.
 */
export function xmlText(root: XmlElement): string {
  return `${elementLines(root).join("\n")}\n`;
}

function elementLines({ name, attributes, children }: XmlElement): string[] {
  const start = [name, ...attributes.map(([key, value]) => `${key}="${escaped(value, inAttribute)}"`)].join(
    " ",
  );
  if (children.length === 0) return [`<${start} />`];
  if (children.some((child) => typeof child === "string")) {
    // White space would become a part of the text.
    const inner = children.map((child) =>
      typeof child === "string" ? escaped(child, inElement) : elementLines(child).join("\n"),
    );
    return [`<${start}>${inner.join("")}</${name}>`];
  }
  const inner = children.flatMap((child) => (typeof child === "string" ? [] : elementLines(child)));
  return [`<${start}>`, ...inner.map((line) => `  ${line}`), `</${name}>`];
}

const markup: readonly XmlEscape[] = [
  { character: "&", xml: "&amp;" },
  { character: "<", xml: "&lt;" },
  { character: ">", xml: "&gt;" },
  { character: '"', xml: "&quot;", hcl: '\\"' },
];
const inElement: readonly XmlEscape[] = [...markup, { character: "\r", xml: "&#xD;", hcl: "\\r" }];
const inAttribute: readonly XmlEscape[] = [
  ...inElement,
  { character: "\t", xml: "&#x9;", hcl: "\\t" },
  { character: "\n", xml: "&#xA;", hcl: "\\n" },
];

function escaped(text: string, escapes: readonly XmlEscape[]): string {
  if (!fitsXml(text)) throw new Error(unfit(text));
  return escapedText(text, escapes);
}

function unfit(text: string): string {
  return validationError(
    `The text ${JSON.stringify(text)} was given for a policy`,
    "XML 1.0 does not allow control characters, lone surrogates, U+FFFE and U+FFFF",
    "Remove them",
  );
}
