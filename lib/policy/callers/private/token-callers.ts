import { validationError } from "../../../support/validation";
import { element, type XmlElement } from "../../xml/xml-element";
import { ClaimMatch, type RequiredClaim, type TokenCallers } from "../callers-props";
import { TokenLocation } from "../token-location";
import { type AuthenticationTarget, validateText, validateValues } from "./authentication";

/** Where the callers send their token. */
export function tokenLocationOf(callers: TokenCallers): TokenLocation {
  return callers.tokenLocation ?? TokenLocation.AUTHORIZATION;
}

/** The attributes for the response to a caller without a valid token. */
export function failureAttributes({
  failedValidationMessage,
}: TokenCallers): Record<string, string | undefined> {
  return { "failed-validation-httpcode": "401", "failed-validation-error-message": failedValidationMessage };
}

/** The attribute that stores the validated token in a variable, if something reads it. */
export function outputAttributes({
  tokenVariable,
}: AuthenticationTarget): Record<string, string | undefined> {
  return { "output-token-variable-name": tokenVariable };
}

/** The claims that a token must contain; nothing if none is required. */
export function requiredClaimsElements(claims: readonly RequiredClaim[]): XmlElement[] {
  return claims.length === 0 ? [] : [element("required-claims", {}, claims.map(claimElement))];
}

function claimElement({ name, values, match, separator }: RequiredClaim): XmlElement {
  return element(
    "claim",
    { name, match: match ?? ClaimMatch.ANY, separator },
    values.map((value) => element("value", {}, [value])),
  );
}

/** Rejects requirements of a token that no policy can check. */
export function validateToken(callers: TokenCallers): string[] {
  const { requiredClaims, failedValidationMessage } = callers;
  return [
    ...(requiredClaims ? validateClaims(requiredClaims) : []),
    ...tokenLocationOf(callers)._validate(),
    ...(failedValidationMessage === undefined
      ? []
      : validateText(failedValidationMessage, "message", "callers.failedValidationMessage")),
  ];
}

function validateClaims(claims: readonly RequiredClaim[]): string[] {
  const property = "callers.requiredClaims";
  return [
    ...validateValues(
      claims.map(({ name }) => name),
      "claim's name",
      property,
    ),
    ...claims.flatMap(({ values }) => validateValues(values, "claim's value", property)),
    ...claims.flatMap(({ separator }) => validateSeparator(separator)),
  ];
}

function validateSeparator(separator: string | undefined): string[] {
  if (separator === undefined || /^[ -~]$/.test(separator)) return [];
  return [
    validationError(
      `The separator ${JSON.stringify(separator)} was given`,
      "Allowed is one printable ASCII character or a space",
      "Correct it in `callers.requiredClaims`",
    ),
  ];
}
