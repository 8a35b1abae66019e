import { validationError } from "../../support/validation";

const parameter = /\{([^{}]*)\}/g;

/** Names of the parameters of a URL template, in order. */
export function templateParameters(urlTemplate: string): string[] {
  return [...urlTemplate.matchAll(parameter)].map(([, name]) => name);
}

/** What two operations of one method may not share: the template without its parameters' names. */
export function templateShape(urlTemplate: string): string {
  return urlTemplate.replace(parameter, "{}").replace(/\/+$/, "").toLowerCase();
}

/** Rejects a template that API Management cannot match calls against. */
export function validateUrlTemplate(urlTemplate: string): string[] {
  const names = templateParameters(urlTemplate);
  const problem =
    (!urlTemplate.startsWith("/") && "it does not start with a slash") ||
    (urlTemplate.length > 1000 && "it is longer than 1000 characters") ||
    (/[{}]/.test(urlTemplate.replace(parameter, "")) && "a brace has no partner") ||
    (/[\s?#]/.test(urlTemplate) && "it holds a space, a query or a fragment") ||
    (names.some((name) => !/^\*?[\w.-]+$/.test(name)) &&
      "a parameter's name is not made of letters, digits and _ - .") ||
    (new Set(names).size < names.length && "a parameter stands in it twice");
  if (!problem) return [];
  return [
    validationError(
      `The URL template ${JSON.stringify(urlTemplate)} was given, and ${problem}`,
      "API Management matches templates like `/orders/{orderId}`",
      "Write it in that form",
    ),
  ];
}
