import { validationError } from "../../support/validation";
import { headerKey } from "../fixed-names";

// Headers of the connection (RFC 9110, 7.6.1), of App Service Authentication, and of API Management.
const reserved = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-functions-key",
]);
const reservedPrefixes = ["x-ms-client-principal", "x-ms-token-", "ocp-apim-", "x-forwarded-"];

/** Whether a header belongs to the connection, to App Service Authentication, or to API Management. */
export function forbiddenHeader(name: string): boolean {
  const key = headerKey(name);
  return reserved.has(key) || reservedPrefixes.some((prefix) => key.startsWith(prefix));
}

/** Rejects a name that no header can have: it is a token of RFC 9110, 5.6.2. */
export function validateHeaderForm(name: string, given: string, fix: string): string[] {
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return [];
  return [
    validationError(
      given,
      "A header name has letters, digits, hyphens and a few other signs, and no spaces (RFC 9110)",
      fix,
    ),
  ];
}

/** Rejects a header that is not free for the user. */
export function validateHeaderName(name: string, property: string): string[] {
  const given = `The header ${JSON.stringify(name)} was given`;
  const fix = `Choose a name like X-Caller-Id in \`${property}\``;
  const malformed = validateHeaderForm(name, given, fix);
  if (malformed.length > 0 || !forbiddenHeader(name)) return malformed;
  return [
    validationError(
      given,
      "It belongs to the connection, to App Service Authentication, or to API Management",
      fix,
    ),
  ];
}
