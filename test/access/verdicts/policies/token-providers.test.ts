import { shopClientId, tenantId } from "../../closed-stack";
import { asGateway, played, toFunction, withSteps } from "../played";

const byJwt = "refused 401 Policy: validate-jwt";
const config = (url: string) => `<openid-config url="${url}" />`;
const entra = (tenant: string, version = "v2.0/", host = "login.microsoftonline.com") =>
  config(`https://${host}/${tenant}/${version}.well-known/openid-configuration`);
const validating = (content: string) =>
  withSteps(`<base /><validate-jwt header-name="Authorization">${content}</validate-jwt>${toFunction}`);
const claim = (name: string, value: string) =>
  `<required-claims><claim name="${name}"><value>${value}</value></claim></required-claims>`;
const otherTenant = "99999999-2222-4333-8444-555555555555";

describe("several OpenID configurations", () => {
  it.each([
    ["both versions of the tenant's tokens", entra(tenantId) + entra(tenantId, "")],
    [
      "the tenant and another provider",
      config("https://accounts.google.com/.well-known/openid-configuration") + entra(tenantId),
    ],
    ["the tenant by another name of Entra's host", entra(tenantId, "", "login.windows.net")],
  ])("accept tokens of the tenant where they are those of %s", (_, content) => {
    expect(played(validating(content))).toMatchObject({
      internet: byJwt,
      "tenant-user": asGateway,
      "tenant-application": asGateway,
      "other-tenant": byJwt,
      "policy-caller": asGateway,
    });
  });

  it("accept tokens of every tenant of which one is", () => {
    const verdicts = played(validating(entra(tenantId) + entra(otherTenant)));
    expect(verdicts).toMatchObject({ "tenant-user": asGateway, "other-tenant": asGateway });
  });

  it.each(["{{openid-url}}", "${var.url}", "https://${var.host}/.well-known/openid-configuration"])(
    "decide nothing on tokens of Entra where one is at %s",
    (url) => {
      const verdicts = played(validating(config(url)));
      expect(verdicts).toMatchObject({
        internet: byJwt,
        "tenant-user": "unknown: whose tokens are accepted is not known",
        "other-tenant": "unknown: whose tokens are accepted is not known",
      });
    },
  );

  it("keep Entra out where the host is another's, whatever follows it", () => {
    expect(played(validating(config("https://id.example.com/${var.realm}/x")))["tenant-user"]).toBe(byJwt);
  });
});

describe("tokens of an application of the stack", () => {
  /** The verdicts where the application has tokens of a version, and a policy asks for an audience. */
  const verdictsOn = (version: 1 | 2, content: string, audience: string) =>
    played(
      (resources) => {
        resources.azuread_application.shop = {
          display_name: "shop",
          identifier_uris: ["api://shop"],
          ...(version === 2 && { api: { requested_access_token_version: 2 } }),
        };
        resources.azuread_service_principal.shop = { client_id: "${azuread_application.shop.client_id}" };
      },
      validating(`${content}<audiences><audience>${audience}</audience></audiences>`),
    );
  const everyone = ["tenant-user", "tenant-application", "policy-caller"];
  const uri = "api://shop";
  const clientId = "${azuread_application.shop.client_id}";
  const inDoubt =
    "unknown: whether the issuer of version 1 tokens is expected of version 2 tokens is not known";
  const issuers = (...issuer: string[]) =>
    `<issuers>${issuer.map((one) => `<issuer>${one}</issuer>`).join("")}</issuers>`;

  it.each<[string, 1 | 2, string, string, string]>([
    ["version 1, by their URI, where their issuer is known", 1, entra(tenantId, ""), uri, asGateway],
    [
      "version 1, by their client id, where their issuer is known",
      1,
      entra(tenantId, ""),
      clientId,
      asGateway,
    ],
    ["version 1, where only the issuer of version 2 is known", 1, entra(tenantId), uri, byJwt],
    [
      "version 1, where their issuer is added",
      1,
      entra(tenantId) + issuers(`https://sts.windows.net/${tenantId}/`),
      uri,
      asGateway,
    ],
    ["version 1, where both issuers are known", 1, entra(tenantId) + entra(tenantId, ""), uri, asGateway],
    ["version 2, by their client id", 2, entra(tenantId), clientId, asGateway],
    ["version 2, which have no URI for an audience", 2, entra(tenantId), uri, byJwt],
    ["version 2, where only the issuer of version 1 is known", 2, entra(tenantId, ""), clientId, inDoubt],
  ])("with %s", (_, version, content, audience, expected) => {
    const verdicts = verdictsOn(version, content, audience);
    expect(Object.fromEntries(everyone.map((caller) => [caller, verdicts[caller]]))).toEqual(
      Object.fromEntries(everyone.map((caller) => [caller, expected])),
    );
  });
});

describe("a claim that says what another element could", () => {
  it.each<[string, string, string, Record<string, string>]>([
    [
      "for what the token is",
      "aud",
      "https://management.azure.com",
      { "tenant-user": asGateway, "tenant-application": asGateway },
    ],
    [
      "that it is for an application with assignments",
      "aud",
      "${azuread_application.orders.client_id}",
      {
        "tenant-user": "refused no token Entra: app_role_assignment_required",
      },
    ],
    ["that the own tenant issued it", "tid", tenantId, { "tenant-user": asGateway, "other-tenant": byJwt }],
    [
      "that another tenant issued it",
      "tid",
      otherTenant,
      { "tenant-user": byJwt, "other-tenant": asGateway },
    ],
    [
      "by which address",
      "iss",
      `https://sts.windows.net/${tenantId}/`,
      { "tenant-user": asGateway, "other-tenant": byJwt },
    ],
    [
      "which application asked for it",
      "appid",
      shopClientId,
      {
        "tenant-user": `unknown: whether users sign in through ${shopClientId} is not decided in this stack`,
        "tenant-application": byJwt,
        "policy-caller": asGateway,
      },
    ],
    [
      "that the gateway's identity asked for it",
      "azp",
      "${azurerm_user_assigned_identity.gateway.client_id}",
      { "tenant-user": byJwt },
    ],
    ["who has it", "oid", otherTenant, { "tenant-user": byJwt, "tenant-application": byJwt }],
  ])("%s", (_, name, value, expected) => {
    expect(played(validating(entra("common") + claim(name, value)))).toMatchObject(expected);
  });
});
