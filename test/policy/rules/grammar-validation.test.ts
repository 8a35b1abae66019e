import { Policy } from "../../../lib/policy/policy";
import { PolicyPlace } from "../../../lib/policy/policy-props";
import { policyCatalogue } from "../../../lib/policy/rules/catalogue";
import { errorsOf, validateRaw } from "../errors-of";

const { BEFORE_AUTHENTICATION, AFTER_AUTHENTICATION, AFTER_TOKEN, BACKEND, OUTBOUND, ON_ERROR } = PolicyPlace;

describe("raw XML is rejected", () => {
  it.each([
    ["an unknown element", AFTER_TOKEN, "<set-headers />", "has no such policy"],
    [
      "an element with the name of a part of JavaScript",
      AFTER_TOKEN,
      "<constructor />",
      "has no such policy",
    ],
    [
      "an element that belongs into another one",
      AFTER_TOKEN,
      '<when condition="@(true)" />',
      "has no such policy",
    ],
    ["a wrong section", OUTBOUND, '<rewrite-uri template="/" />', "Allowed is beforeAuthentication"],
    ["a wrong section", AFTER_TOKEN, '<cache-store duration="1" />', "Allowed is outbound"],
    ["a missing attribute", AFTER_TOKEN, '<set-variable name="a" />', "without `value`"],
    ["an empty attribute", AFTER_TOKEN, '<include-fragment fragment-id="" />', "without `fragment-id`"],
    [
      "none of several attributes",
      AFTER_TOKEN,
      '<quota-by-key counter-key="a" renewal-period="300" />',
      "without any of `calls` and `bandwidth`",
    ],
    ["a missing child", AFTER_TOKEN, "<choose />", "without `<when>`"],
    [
      "none of several children",
      AFTER_TOKEN,
      '<ip-filter action="allow" />',
      "`<address>` and `<address-range>`",
    ],
    [
      "a child that is not its own",
      AFTER_TOKEN,
      '<choose><when condition="@(true)"><value>1</value></when></choose>',
      "has `<value>` at line 1",
    ],
    [
      "wrong nesting",
      AFTER_TOKEN,
      '<set-header name="a"><set-variable name="a" value="b" /></set-header>',
      "accepts `<value>` there",
    ],
    [
      "a child of an empty one",
      AFTER_TOKEN,
      '<set-variable name="a" value="b"><value /></set-variable>',
      "no element there",
    ],
    [
      "a policy of another section in a branch",
      OUTBOUND,
      '<choose><when condition="@(true)"><cors /></when></choose>',
      "`<cors>` at line 1 in the place outbound",
    ],
    [
      "a text between elements",
      AFTER_TOKEN,
      '<choose>text<when condition="@(true)" /></choose>',
      'the text "text"',
    ],
    ["a text around elements", AFTER_TOKEN, "<set-method>GET</set-method> and", "outside of every element"],
  ])("for %s", (_what, place, xml, message) => {
    expect(validateRaw(place, xml)).toContain(message);
  });

  it("with the line, however deep it is", () => {
    const xml = '<choose>\n  <when condition="@(true)">\n    <set-variable name="a" />\n  </when>\n</choose>';
    expect(validateRaw(AFTER_TOKEN, xml)).toContain("`<set-variable>` at line 3 without `value`");
  });
});

describe("raw XML is taken", () => {
  it.each([
    [
      AFTER_TOKEN,
      '<choose><when condition="@(context.Request.Body.As<JObject>(true)["a"] != null && 1 < 2)"><set-variable name="a" value="b" /></when><otherwise><return-response><set-status code="400" reason="Bad" /></return-response></otherwise></choose>',
    ],
    [
      OUTBOUND,
      '<validate-headers specified-header-action="ignore" unspecified-header-action="prevent"><header name="X" action="detect" /></validate-headers>',
    ],
    [AFTER_TOKEN, '<wait for="all"><cache-lookup-value key="a" variable-name="b" /></wait>'],
    [ON_ERROR, '<set-status code="500" reason="Sorry" />'],
    [BACKEND, '<retry condition="@(false)" count="2" interval="0"><forward-request timeout="10" /></retry>'],
    [BEFORE_AUTHENTICATION, '<trace source="api"><message>@(context.RequestId.ToString())</message></trace>'],
    [
      AFTER_AUTHENTICATION,
      '<emit-metric name="calls" namespace="api"><dimension name="API ID" /></emit-metric>',
    ],
    [
      OUTBOUND,
      '<xsl-transform><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:output method="xml" /></xsl:stylesheet></xsl-transform>',
    ],
    [
      AFTER_TOKEN,
      '<llm-token-limit counter-key="a" estimate-prompt-tokens="true" tokens-per-minute="500" />',
    ],
  ])("in %s: %s", (place, xml) => {
    expect(validateRaw(place, xml)).toBe("");
  });
});

describe("rule 24: tiers", () => {
  const limited = () => new Policy().rateLimitByKey({ calls: 1, renewalPeriod: 60, counterKey: "all" });
  const quota = () => new Policy().quotaByKey({ calls: 1, renewalPeriod: 300, counterKey: "all" });

  it("Consumption has no limits by key", () => {
    expect(errorsOf(limited(), { skuName: "Consumption_0" })).toContain("(rule 24)");
    expect(errorsOf(quota(), { skuName: "Consumption_0" })).toContain("(rule 24)");
    expect(
      validateRaw(
        AFTER_TOKEN,
        '<choose><when condition="@(true)"><rate-limit-by-key calls="1" renewal-period="1" counter-key="a" /></when></choose>',
        { skuName: "Consumption_0" },
      ),
    ).toContain("(rule 24)");
  });

  it("the v2 tiers have rate limits by key, and no quotas by key", () => {
    for (const skuName of ["BasicV2_1", "StandardV2_1", "PremiumV2_1"]) {
      expect(errorsOf(limited(), { skuName })).toBe("");
      expect(errorsOf(quota(), { skuName })).toContain("(rule 24)");
    }
  });

  it("the classic tiers have both, and so may one that Terraform knows later", () => {
    for (const skuName of ["Developer_1", "Premium_2", undefined]) {
      expect(errorsOf(limited(), { skuName })).toBe("");
      expect(errorsOf(quota(), { skuName })).toBe("");
    }
  });
});

describe("limits by subscription", () => {
  const limited = () => new Policy().rateLimit({ calls: 1, renewalPeriod: 60 });
  const quota = () => new Policy().quota({ calls: 1, renewalPeriod: 0 });

  it("need a subscription's key, without which they count nothing", () => {
    expect(errorsOf(limited())).toContain("withSubscriptionKey()");
    expect(errorsOf(limited(), { subscriptionRequired: true })).toBe("");
  });

  it("quotas belong into a product", () => {
    expect(errorsOf(quota(), { subscriptionRequired: true })).toContain("the policy of a product");
    expect(errorsOf(quota(), { subscriptionRequired: true, level: "product" })).toBe("");
  });
});

describe("places of levels", () => {
  const cors = () => new Policy().cors({ allowedOrigins: ["https://shop.contoso.com"] });

  it("CORS is an API's, and not with a version in a header", () => {
    expect(errorsOf(cors())).toBe("");
    expect(errorsOf(cors(), { level: "operation" })).toContain("the policy of an API");
    expect(errorsOf(cors(), { level: "product" })).toContain("the policy of an API");
    expect(errorsOf(cors(), { versionInHeader: true })).toContain("ApiVersionScheme.path()");
  });

  it("an operation has nothing before authentication but an IP filter", () => {
    expect(errorsOf(new Policy().ipFilter({ addresses: ["10.0.0.1"] }), { level: "operation" })).toBe("");
    expect(
      validateRaw(BEFORE_AUTHENTICATION, '<trace source="a"><message>b</message></trace>', {
        level: "operation",
      }),
    ).toContain("Move it to the API's `policy`");
  });

  it("a product has nothing after the token step, and no cache", () => {
    expect(validateRaw(AFTER_TOKEN, "<set-method>GET</set-method>", { level: "product" })).toContain(
      "Move it to the API's `policy`",
    );
    expect(errorsOf(new Policy().cacheLookup({}), { level: "product" })).toContain("the policy of an API");
  });

  it("the cache answers nobody before authentication", () => {
    const xml = '<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />';
    expect(validateRaw(BEFORE_AUTHENTICATION, xml)).toContain("Allowed is afterAuthentication, afterToken");
  });

  it("an operation's cache does not tell callers apart by the gateway's token", () => {
    expect(errorsOf(new Policy().cacheLookup({}), { level: "operation" })).toContain("sharedByCallers");
    expect(errorsOf(new Policy().cacheLookup({ sharedByCallers: true }), { level: "operation" })).toBe("");
  });
});

it("the catalogue demands of a policy only what it may have", () => {
  for (const [, { content, needs = [], needsOneOf = [] }] of policyCatalogue) {
    const known = typeof content === "object" ? Object.keys(content) : [];
    for (const name of [...needs, ...needsOneOf]) expect(known).toContain(name);
  }
});
