import { Token } from "cdktf";
import { validationError } from "../../../support/validation";
import { element, type XmlElement } from "../../xml/xml-element";
import type { OpenIdProviderCallers } from "../callers-props";
import { TokenLocation } from "../token-location";
import {
  type AuthenticationTarget,
  type CallerAuthentication,
  isPolicyText,
  listElement,
  validateValues,
} from "./authentication";
import {
  failureAttributes,
  outputAttributes,
  requiredClaimsElements,
  tokenLocationOf,
  validateToken,
} from "./token-callers";

export function openIdProviderAuthentication(callers: OpenIdProviderCallers): CallerAuthentication {
  return {
    description: `Holders of a token of ${callers.openIdConfigurationUrl}`,
    errors: errors(callers),
    tokenLocation: tokenLocationOf(callers),
    policies: (target) => [tokenPolicy(callers, target)],
  };
}

// Attributes and elements are in the order of Microsoft's reference of `validate-jwt`.
function tokenPolicy(callers: OpenIdProviderCallers, target: AuthenticationTarget): XmlElement {
  const { openIdConfigurationUrl, audiences, issuers, requiredClaims, clockSkewSeconds } = callers;
  const location = tokenLocationOf(callers);
  return element(
    "validate-jwt",
    {
      ...location._attributes(),
      ...failureAttributes(callers),
      "require-expiration-time": "true",
      // The policy reads a scheme only in the header `Authorization`.
      "require-scheme": location === TokenLocation.AUTHORIZATION ? "Bearer" : undefined,
      "require-signed-tokens": "true",
      "clock-skew": clockSkewSeconds === undefined ? undefined : String(clockSkewSeconds),
      ...outputAttributes(target),
    },
    [
      element("openid-config", { url: openIdConfigurationUrl }),
      listElement("audiences", "audience", audiences),
      ...(issuers ? [listElement("issuers", "issuer", issuers)] : []),
      ...requiredClaimsElements(requiredClaims ?? []),
    ],
  );
}

function errors(callers: OpenIdProviderCallers): string[] {
  const { openIdConfigurationUrl, audiences, issuers, clockSkewSeconds } = callers;
  return [
    ...validateUrl(openIdConfigurationUrl),
    ...validateValues(audiences, "audience", "callers.audiences"),
    ...(issuers ? validateValues(issuers, "issuer", "callers.issuers") : []),
    ...(clockSkewSeconds === undefined ? [] : validateClockSkew(clockSkewSeconds)),
    ...validateToken(callers),
  ];
}

function validateClockSkew(seconds: number): string[] {
  if (Token.isUnresolved(seconds) || (Number.isInteger(seconds) && seconds >= 0 && seconds <= 900)) return [];
  return [
    validationError(
      `A clock skew of ${seconds} seconds was given`,
      "Allowed are whole seconds from 0 to 900, for which an expired token stays valid",
      "Correct it in `callers.clockSkewSeconds`",
    ),
  ];
}

function isConfigurationUrl(url: string): boolean {
  return /^https:\/\/[^\s/]+\//.test(url) && URL.canParse(url) && isPolicyText(url);
}

function validateUrl(url: string): string[] {
  if (Token.isUnresolved(url) || isConfigurationUrl(url)) return [];
  return [
    validationError(
      `The OpenID configuration ${JSON.stringify(url)} was given`,
      "Allowed is a URL like https://login.example.com/.well-known/openid-configuration",
      "Copy it from the provider into `callers.openIdConfigurationUrl`",
    ),
  ];
}
