import { Token } from "cdktf";
import { refusal } from "../support/refusal";
import {
  type CallerAuthentication,
  claimElement,
  isPolicyText,
  listElement,
  valuesRefusals,
} from "./caller-authentication";
import type { OpenIdProviderCallers, RequiredClaim } from "./callers-props";
import { element, type XmlElement } from "./xml";

export function openIdProviderAuthentication(callers: OpenIdProviderCallers): CallerAuthentication {
  return {
    description: `Holders of a token of ${callers.openIdConfigurationUrl}`,
    subscriptionRequired: false,
    refusals: refusals(callers),
    policies: () => [validateToken(callers)],
  };
}

function validateToken({
  openIdConfigurationUrl,
  audiences,
  issuers,
  requiredClaims,
}: OpenIdProviderCallers): XmlElement {
  const claims = (requiredClaims ?? []).map(({ name, values }) => claimElement(name, values));
  return element(
    "validate-jwt",
    {
      "header-name": "Authorization",
      "failed-validation-httpcode": "401",
      "require-expiration-time": "true",
      "require-scheme": "Bearer",
      "require-signed-tokens": "true",
    },
    [
      element("openid-config", { url: openIdConfigurationUrl }),
      listElement("audiences", "audience", audiences),
      ...(issuers ? [listElement("issuers", "issuer", issuers)] : []),
      ...(claims.length > 0 ? [element("required-claims", {}, claims)] : []),
    ],
  );
}

function refusals({ openIdConfigurationUrl, audiences, issuers, requiredClaims }: OpenIdProviderCallers) {
  return [
    ...urlRefusals(openIdConfigurationUrl),
    ...valuesRefusals(audiences, "audience", "callers.audiences"),
    ...(issuers ? valuesRefusals(issuers, "issuer", "callers.issuers") : []),
    ...(requiredClaims ? claimsRefusals(requiredClaims) : []),
  ];
}

function claimsRefusals(claims: readonly RequiredClaim[]): string[] {
  return [
    ...valuesRefusals(
      claims.map(({ name }) => name),
      "claim's name",
      "callers.requiredClaims",
    ),
    ...claims.flatMap(({ values }) => valuesRefusals(values, "claim's value", "callers.requiredClaims")),
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
