import { Token } from "cdktf";
import { refusal } from "../../support/refusal";
import { element, type XmlElement } from "../xml";
import {
  type AuthenticationTarget,
  type CallerAuthentication,
  isPolicyText,
  listElement,
  valuesRefusals,
} from "./caller-authentication";
import type { OpenIdProviderCallers } from "./callers-props";
import {
  failureAttributes,
  outputAttributes,
  requiredClaimsElements,
  tokenLocationOf,
  tokenRefusals,
} from "./token-callers";
import { TokenLocation } from "./token-location";

export function openIdProviderAuthentication(callers: OpenIdProviderCallers): CallerAuthentication {
  return {
    description: `Holders of a token of ${callers.openIdConfigurationUrl}`,
    refusals: refusals(callers),
    tokenLocation: tokenLocationOf(callers),
    policies: (target) => [validateToken(callers, target)],
  };
}

// Attributes and elements are in the order of Microsoft's reference of `validate-jwt`.
function validateToken(callers: OpenIdProviderCallers, target: AuthenticationTarget): XmlElement {
  const { openIdConfigurationUrl, audiences, issuers, requiredClaims, clockSkewSeconds } = callers;
  const location = tokenLocationOf(callers);
  return element(
    "validate-jwt",
    {
      ...location._attributes(),
      ...failureAttributes(callers),
      "require-expiration-time": "true",
      // The policy reads a scheme in the header Authorization only.
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

function refusals(callers: OpenIdProviderCallers): string[] {
  const { openIdConfigurationUrl, audiences, issuers, clockSkewSeconds } = callers;
  return [
    ...urlRefusals(openIdConfigurationUrl),
    ...valuesRefusals(audiences, "audience", "callers.audiences"),
    ...(issuers ? valuesRefusals(issuers, "issuer", "callers.issuers") : []),
    ...(clockSkewSeconds === undefined ? [] : clockSkewRefusals(clockSkewSeconds)),
    ...tokenRefusals(callers),
  ];
}

function clockSkewRefusals(seconds: number): string[] {
  if (Token.isUnresolved(seconds) || (Number.isInteger(seconds) && seconds >= 0 && seconds <= 900)) return [];
  return [
    refusal(
      `A clock skew of ${seconds} seconds was given`,
      "Allowed are whole seconds from 0 to 900: by so much an expired token is valid longer",
      "Mend it in `callers.clockSkewSeconds`",
    ),
  ];
}

function isConfigurationUrl(url: string): boolean {
  return /^https:\/\/[^\s/]+\//.test(url) && URL.canParse(url) && isPolicyText(url);
}

function urlRefusals(url: string): string[] {
  if (Token.isUnresolved(url) || isConfigurationUrl(url)) return [];
  return [
    refusal(
      `The OpenID configuration ${JSON.stringify(url)} was given`,
      "Allowed is an address like https://login.example.com/.well-known/openid-configuration",
      "Copy it from the provider into `callers.openIdConfigurationUrl`",
    ),
  ];
}
