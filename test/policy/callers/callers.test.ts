import { TerraformVariable } from "cdktf";
import { Callers } from "../../../lib/policy/callers/callers";
import type { OpenIdProviderCallers } from "../../../lib/policy/callers/callers-props";
import { clientApplicationId, tenantId } from "../../fixtures/ids";
import { callersXml, entraCallers } from "../../fixtures/policies";
import { newStack, resolved } from "../../synthesis";

const till = "22222222-2222-4333-8444-555555555555";
const openIdConfigurationUrl = "https://login.example.com/.well-known/openid-configuration";

function openId(props: Partial<OpenIdProviderCallers> = {}): Callers {
  return Callers.openIdProvider({ openIdConfigurationUrl, audiences: ["orders"], ...props });
}

// The elements stand in the order of Microsoft's policy reference, which API Management asks for.
describe("rule 23: the policy of callers", () => {
  it("that are Entra applications, with everything that can be said of them", () => {
    const callers = entraCallers({
      clientIds: [clientApplicationId, till],
      audiences: ["api://orders", "api://a&b"],
      requiredRoles: ["Orders.Read", "Orders.Write"],
    });
    expect(callers._validate()).toEqual([]);
    expect(
      callersXml(callers),
    ).toBe(`<validate-azure-ad-token tenant-id="${tenantId}" header-name="Authorization" failed-validation-httpcode="401">
  <client-application-ids>
    <application-id>${clientApplicationId}</application-id>
    <application-id>${till}</application-id>
  </client-application-ids>
  <audiences>
    <audience>api://orders</audience>
    <audience>api://a&amp;b</audience>
  </audiences>
  <required-claims>
    <claim name="roles" match="any">
      <value>Orders.Read</value>
      <value>Orders.Write</value>
    </claim>
  </required-claims>
</validate-azure-ad-token>
`);
  });

  it("that have a token of an OpenID provider, with everything that can be said of them", () => {
    const callers = openId({
      issuers: ["https://login.example.com/"],
      requiredClaims: [
        { name: "scope", values: ["read", "write"] },
        { name: "region", values: ["<eu>"] },
      ],
    });
    expect(callers._validate()).toEqual([]);
    expect(
      callersXml(callers),
    ).toBe(`<validate-jwt header-name="Authorization" failed-validation-httpcode="401" require-expiration-time="true" require-scheme="Bearer" require-signed-tokens="true">
  <openid-config url="${openIdConfigurationUrl}" />
  <audiences>
    <audience>orders</audience>
  </audiences>
  <issuers>
    <issuer>https://login.example.com/</issuer>
  </issuers>
  <required-claims>
    <claim name="scope" match="any">
      <value>read</value>
      <value>write</value>
    </claim>
    <claim name="region" match="any">
      <value>&lt;eu&gt;</value>
    </claim>
  </required-claims>
</validate-jwt>
`);
  });

  it("takes the applications between, a message of its own, and clocks that differ", () => {
    expect(callersXml(entraCallers({ backendApplicationIds: [till] }))).toMatch(
      new RegExp(
        `</client-application-ids>\\s*<backend-application-ids>\\s*<application-id>${till}</application-id>\\s*</backend-application-ids>\\s*<audiences>`,
      ),
    );
    const failedValidationMessage = "Ask <the shop's team> for access.";
    expect(callersXml(entraCallers({ failedValidationMessage }))).toContain(
      'failed-validation-error-message="Ask &lt;the shop\'s team&gt; for access."',
    );
    expect(callersXml(openId({ clockSkewSeconds: 900 }))).toContain('clock-skew="900"');
  });

  it("is rejected with an application that is none, a message of two lines, and clocks without a limit", () => {
    expect(
      entraCallers({ backendApplicationIds: ["shop"] })
        ._validate()
        .join(),
    ).toContain("callers.backendApplicationIds");
    expect(entraCallers({ failedValidationMessage: "a\nb" })._validate().join()).toContain(
      "callers.failedValidationMessage",
    );
    for (const clockSkewSeconds of [-1, 901, 0.5]) {
      expect(openId({ clockSkewSeconds })._validate().join()).toContain("whole seconds from 0 to 900");
    }
  });

  it("leaves out what nothing was said about", () => {
    expect(callersXml(entraCallers())).not.toContain("required-claims");
    expect(callersXml(openId())).not.toMatch(/issuers|required-claims/);
  });

  it.each([
    [Callers.subscriptionKey(), "Holders of a subscription key"],
    [Callers.anonymous(), "Everyone"],
  ])("is none for %#, whom the description names: %s", (callers, description) => {
    expect(callersXml(callers)).toBe("");
    expect(callers._validate()).toEqual([]);
    expect(callers.description).toBe(description);
  });
});

describe("callers", () => {
  it("are described in one line", () => {
    expect(entraCallers({ requiredRoles: ["Orders.Read"] }).description).toBe(
      `Entra application ${clientApplicationId} with the role Orders.Read`,
    );
    expect(entraCallers({ clientIds: [clientApplicationId, till] }).description).toBe(
      `Entra applications ${clientApplicationId}, ${till}`,
    );
    expect(openId().description).toBe(`Holders of a token of ${openIdConfigurationUrl}`);
  });

  it("that are references pass: their text is not known yet", () => {
    const stack = newStack();
    const reference = new TerraformVariable(stack, "value", {}).stringValue;
    const values = { audiences: [reference] };
    const application = entraCallers({
      ...values,
      clientIds: [reference],
      requiredRoles: [reference],
      tenantId: reference,
    });
    const provider = openId({
      ...values,
      openIdConfigurationUrl: reference,
      issuers: [reference],
      requiredClaims: [{ name: reference, values: [reference] }],
    });
    expect([...application._validate(), ...provider._validate()]).toEqual([]);
    expect(resolved(stack, callersXml(application))).toMatch(
      /<application-id>\$\{replace\(.*\bvar\.value\b.*\}<\/application-id>/,
    );
    expect(resolved(stack, callersXml(provider))).toMatch(
      /<openid-config url="\$\{replace\(.*\bvar\.value\b.*\}" \/>/,
    );
  });

  it.each(["a\tb", "a\nb", "a\rb", "a &amp; b", "a &l t; b"])(
    "rule 21: are rejected with %j, a difference on every plan",
    (audience) => {
      const message =
        `The audience ${JSON.stringify(audience)} was given. Allowed is a text that is not empty, has no control ` +
        "characters, tabs and line ends, does not spell `&amp;`, `&lt;`, `&gt;` or `&quot;`, and is not a policy expression (@(…) or @{…}) or named value ({{…}}). " +
        "Correct it in `callers.audiences`.";
      expect(entraCallers({ audiences: [audience] })._validate()).toEqual([message]);
      expect(openId({ audiences: [audience] })._validate()).toEqual([message]);
    },
  );

  it.each([
    "http://login.example.com/.well-known/openid-configuration",
    "https://",
    "https://login.example.com/{{tenant}}/openid-configuration",
    '@("https://login.example.com/")',
    "https://login.example.com/@(context.Request.Url.Host)",
    "https://login.example.com/\ud800",
  ])("are rejected with the OpenID configuration %j", (url) => {
    expect(openId({ openIdConfigurationUrl: url })._validate()).toEqual([
      `The OpenID configuration ${JSON.stringify(url)} was given. Allowed is a URL like https://login.example.com/.well-known/openid-configuration. Copy it from the provider into \`callers.openIdConfigurationUrl\`.`,
    ]);
  });

  it("are rejected with empty lists, which would ask for nothing", () => {
    expect(openId({ audiences: [], issuers: [], requiredClaims: [] })._validate()).toEqual([
      "An empty list of audiences was given. At least one audience says who may call. List it in `callers.audiences`.",
      "An empty list of issuers was given. At least one issuer says who may call. List it in `callers.issuers`.",
      "An empty list of claim's names was given. At least one claim's name says who may call. List it in `callers.requiredClaims`.",
    ]);
  });

  it("are told every refusal at once", () => {
    const errors = entraCallers({
      clientIds: ["web-shop", clientApplicationId, ""],
      audiences: [""],
      tenantId: "common",
    })._validate();
    expect(errors.map((text) => text.split(" was given")[0])).toEqual([
      'The client id "web-shop"',
      'The client id ""',
      'The audience ""',
      'The tenant id "common"',
    ]);
  });
});
