import { repeatedItems } from "../../../support/lists";
import { validationError } from "../../../support/validation";
import { tokenVariable } from "../../fixed-names";
import { validateHeaderName } from "../../rules/header-names";
import { element, type XmlElement } from "../../xml/xml-element";
import type { CallerClaim } from "../caller-claim";

/** Claims of the caller's validated token by the header that passes them to the Function. */
export type ClaimHeaders = Readonly<Record<string, CallerClaim>>;

/** Deletes what the client sent in the headers; sorted, since the order of names does not matter. */
export function claimHeaderDeletions(names: readonly string[]): XmlElement[] {
  return [...names].sort().map((name) => element("set-header", { name, "exists-action": "delete" }));
}

/** Sets the headers from the token that was just validated. Without the claim, a header stays absent. */
export function claimHeaderElements(headers: ClaimHeaders): XmlElement[] {
  return Object.keys(headers)
    .sort()
    .map((name) =>
      element(
        "choose",
        {},
        headers[name]._names.map((claim) => setFromToken(name, claim)),
      ),
    );
}

// Values are percent-encoded: a header contains neither line ends nor characters beyond ASCII, and a comma in a
// value must not look like a separator.
function setFromToken(header: string, claim: string): XmlElement {
  const claims = `((Jwt)context.Variables["${tokenVariable}"]).Claims`;
  const value = `@(string.Join(",", ${claims}["${claim}"].Select(value => Uri.EscapeDataString(value))))`;
  return element("when", { condition: `@(${claims}.ContainsKey("${claim}"))` }, [
    element("set-header", { name: header, "exists-action": "override" }, [element("value", {}, [value])]),
  ]);
}

/** Rejects headers that are not free for the user, and names of one header given twice. */
export function validateClaimHeaders(headers: ClaimHeaders): string[] {
  const names = Object.keys(headers);
  const repeated = repeatedItems(names, (name) => name.toLowerCase());
  return [
    ...(names.length === 0 ? [noHeader] : []),
    ...names.flatMap((name) => validateHeaderName(name, "forwardingClaims")),
    ...names.filter((name) => name.includes("_")).map(underscores),
    ...repeated.map(repeatedHeader),
    ...names.flatMap((name) => headers[name]._validate()),
  ];
}

const noHeader = validationError(
  "No header was given for the claims",
  "Allowed is a map of header names to claims",
  "Write `forwardingClaims({ 'X-Caller-Id': CallerClaim.OBJECT_ID })`",
);

function underscores(name: string): string {
  return validationError(
    `The header ${JSON.stringify(name)} was given`,
    "Some hosts treat underscores as hyphens, so a client could send the claim under another name (T21)",
    `Write it as ${JSON.stringify(name.replace(/_/g, "-"))} in \`forwardingClaims\``,
  );
}

function repeatedHeader(name: string): string {
  return validationError(
    `The header ${JSON.stringify(name)} was given twice`,
    "Header names that differ only in case are one header",
    "Keep one of them in `forwardingClaims`",
  );
}
