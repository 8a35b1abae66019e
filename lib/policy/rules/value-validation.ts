import { BlockList, isIP } from "node:net";
import { validateFunctionPath } from "../../support/function-paths";
import { validationError } from "../../support/validation";
import { isExpression } from "../expressions/policy-expressions";
import { hasTerraformValue } from "../terraform-values";
import { attribute, childElements, textOf, type XmlElement } from "../xml/xml-element";
import { validateHeaderForm } from "./header-names";

/** Rejects texts that API Management or HTTP does not accept where they stand. */
export function validateValue(element: XmlElement, origin: string): string[] {
  return [...validateWords(element, origin), ...(checks.get(element.name)?.(element, origin) ?? [])];
}

const existsActions = { "exists-action": ["override", "skip", "append", "delete"] };
const requestModes = { mode: ["new", "copy"] };

// Microsoft's policy reference, by element and attribute.
const words = new Map<string, Readonly<Record<string, readonly string[]>>>([
  ["ip-filter", { action: ["allow", "forbid"] }],
  ["send-one-way-request", requestModes],
  ["send-request", requestModes],
  ["set-header", existsActions],
  ["set-query-parameter", existsActions],
]);

function validateWords({ name, attributes }: XmlElement, origin: string): string[] {
  return Object.entries(words.get(name) ?? {}).flatMap(([key, allowed]) =>
    attributes
      .filter(([other, value]) => other === key && !later(value) && !allowed.includes(value.toLowerCase()))
      .map(([, value]) =>
        validationError(
          `${origin} has \`${key}\` ${JSON.stringify(value)} in \`<${name}>\``,
          `Allowed is ${allowed.join(", ")}`,
          "Choose one of them",
        ),
      ),
  );
}

const checks = new Map<string, (element: XmlElement, origin: string) => string[]>([
  ["set-header", validateSetHeader],
  ["cors", validateCors],
  ["address", (element, origin) => validateAddress(textOf(element), origin)],
  ["address-range", validateRange],
  ["rewrite-uri", validateRewrite],
]);

function validateSetHeader(element: XmlElement, origin: string): string[] {
  const name = attribute(element, "name");
  const value = childElements(element).map(textOf).join("");
  return [
    ...(later(name)
      ? []
      : validateHeaderForm(
          name,
          `${origin} has the header ${JSON.stringify(name)}`,
          "Write it like `X-Request-Source`",
        )),
    ...(later(value) || !value.includes("\n")
      ? []
      : [
          validationError(
            `${origin} has a line end in the value of the header ${JSON.stringify(name)}`,
            "The value of a header is one line (RFC 9110)",
            "Write it on one line",
          ),
        ]),
  ];
}

function validateCors(element: XmlElement, origin: string): string[] {
  const origins = childElements(element)
    .filter(({ name }) => name === "allowed-origins")
    .flatMap((list) => childElements(list).map(textOf));
  const given = `${origin} has the origins ${origins.map((text) => JSON.stringify(text)).join(", ")}`;
  const all = origins.includes("*");
  return [
    ...(all && origins.length > 1
      ? [
          validationError(
            given,
            "`*` allows every origin, and must be the only one",
            "Keep `*`, or the others",
          ),
        ]
      : []),
    ...(all && attribute(element, "allow-credentials").toLowerCase() === "true"
      ? [
          validationError(
            `${given}, with credentials`,
            "Browsers send no credentials to an API that allows every origin",
            "List the origins, or leave `allowCredentials` out",
          ),
        ]
      : []),
    ...origins
      .filter((text) => text !== "*" && !later(text) && !isOrigin(text))
      .map((text) =>
        validationError(
          `${origin} has the origin ${JSON.stringify(text)}`,
          "An origin is a scheme, a host and a port unless it is the scheme's default, in lower case, without wildcards, path and trailing slash",
          "Write it like `https://shop.contoso.com`",
        ),
      ),
  ];
}

function isOrigin(text: string): boolean {
  // Pages from files and sandboxes have the origin `null`.
  if (text === "null") return true;
  if (text.includes("*") || !URL.canParse(text)) return false;
  const { protocol, host } = new URL(text);
  return `${protocol}//${host}` === text;
}

function validateAddress(address: string, origin: string): string[] {
  if (later(address) || isIP(address) !== 0) return [];
  return [
    validationError(
      `${origin} has the address ${JSON.stringify(address)}`,
      "Allowed are single IP addresses; a network is a range with its first and last address",
      "Write it like `203.0.113.7`",
    ),
  ];
}

function validateRange(element: XmlElement, origin: string): string[] {
  const [from, to] = [attribute(element, "from"), attribute(element, "to")];
  const errors = [from, to].flatMap((address) => validateAddress(address, origin));
  if (errors.length > 0 || later(from) || later(to) || isRange(from, to)) return errors;
  return [
    validationError(
      `${origin} has the range from ${from} to ${to}`,
      "A range has two addresses of one kind, the lower one first",
      "Swap them, or write two ranges",
    ),
  ];
}

function isRange(from: string, to: string): boolean {
  try {
    new BlockList().addRange(from, to, isIP(from) === 6 ? "ipv6" : "ipv4");
    return true;
  } catch {
    return false;
  }
}

function validateRewrite(element: XmlElement, origin: string): string[] {
  const template = attribute(element, "template");
  const given = `${origin} has the template ${JSON.stringify(template)}`;
  const [path] = template.split("?", 1);
  return later(path) ? [computedPath(given)] : validateFunctionPath(given, template);
}

function computedPath(given: string): string {
  return validationError(
    given,
    "A path that is known later can lead out of the Function's URL, or to the Functions host itself (T22)",
    "Write the path with the operation's parameters in braces, like `/orders?id={id}`",
  );
}

/** Whether a text is only known to Terraform, by a named value, or during a call. */
function later(text: string): boolean {
  return hasTerraformValue(text) || isExpression(text) || text.includes("{{");
}
