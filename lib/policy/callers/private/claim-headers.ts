import { repeatedItems } from "../../../support/lists";
import { validationError } from "../../../support/validation";
import { validateHeaderName } from "../../rules/header-names";
import { element, type XmlElement } from "../../xml";
import type { CallerClaim } from "../caller-claim";

/** Headers in which the Function is told claims of the caller's validated token, by name. */
export type ClaimHeaders = Readonly<Record<string, CallerClaim>>;

/** Name of the variable that holds the validated token during a call. */
export const tokenVariable = "validated-caller-token";

/**
 * Deletes what the client sent in the headers, then sets them from the validated token. Without a token, or
 * without the claim, a header stays absent. The order of names says nothing, so it is always the same.
 */
export function claimHeaderElements(headers: ClaimHeaders): XmlElement[] {
  return Object.keys(headers)
    .sort()
    .flatMap((name) => [
      element("set-header", { name, "exists-action": "delete" }),
      element(
        "choose",
        {},
        headers[name]._names.map((claim) => setFromToken(name, claim)),
      ),
    ]);
}

// Values are percent-encoded: a header holds neither line ends nor other than ASCII characters, and a comma
// inside one value must not look like the one between two.
function setFromToken(header: string, claim: string): XmlElement {
  const token = `((Jwt)context.Variables["${tokenVariable}"])`;
  const condition = `@(context.Variables.ContainsKey("${tokenVariable}") && ${token}.Claims.ContainsKey("${claim}"))`;
  const value = `@(string.Join(",", ${token}.Claims["${claim}"].Select(value => Uri.EscapeDataString(value))))`;
  return element("when", { condition }, [
    element("set-header", { name: header, "exists-action": "override" }, [element("value", {}, [value])]),
  ]);
}

/** Refuses headers that are not the user's to set, or of which two are one. */
export function validateClaimHeaders(headers: ClaimHeaders): string[] {
  const names = Object.keys(headers);
  const repeated = repeatedItems(names, (name) => name.toLowerCase());
  return [
    ...(names.length === 0 ? [noHeader] : []),
    ...names.flatMap((name) => validateHeaderName(name, "forwardingClaims")),
    ...repeated.map(repeatedHeader),
    ...names.flatMap((name) => headers[name]._validate()),
  ];
}

const noHeader = validationError(
  "No header was given to tell the Function a claim",
  "Allowed is a map of header names to claims",
  "Write `forwardingClaims({ 'X-Caller-Id': CallerClaim.OBJECT_ID })`",
);

function repeatedHeader(name: string): string {
  return validationError(
    `The header ${JSON.stringify(name)} was given twice`,
    "Names of headers that differ in upper and lower case only are one header",
    "Keep one of them in `forwardingClaims`",
  );
}
