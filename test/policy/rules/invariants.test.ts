import { Policy } from "../../../lib/policy/policy";
import { PolicyPlace } from "../../../lib/policy/policy-props";
import { errorsOf, validateRaw } from "../errors-of";

const places = Object.values(PolicyPlace);
const toTheFunction = [
  PolicyPlace.BEFORE_AUTHENTICATION,
  PolicyPlace.AFTER_AUTHENTICATION,
  PolicyPlace.AFTER_TOKEN,
];

/** A statement as it is, inside of a branch, inside of a branch of a branch. */
function nested(xml: string): string[] {
  const branch = (inner: string) => `<choose><when condition="@(true)">${inner}</when></choose>`;
  return [xml, branch(xml), branch(`<wait for="any">${branch(xml)}</wait>`)];
}

describe("raw XML of any place and depth", () => {
  it.each([
    ["<base />", "rules 18 and 19"],
    ['<authentication-managed-identity resource="api://other" />', "rule 18"],
    ['<authentication-basic username="a" password="b" />', "rule 18"],
    ['<set-backend-service base-url="https://elsewhere.example" />', "rule 18"],
    ['<validate-jwt header-name="Authorization" />', "rule 23"],
    ['<validate-azure-ad-token tenant-id="common" />', "rule 23"],
  ])("is refused with %s, naming the rule", (xml, rule) => {
    for (const place of places) {
      for (const text of nested(xml)) expect(validateRaw(place, text)).toContain(rule);
    }
  });

  it.each([
    "Authorization",
    "authorization",
    " AUTHORIZATION ",
    "Ocp-Apim-Subscription-Key",
    "x-functions-key",
    "X-MS-CLIENT-PRINCIPAL",
    "X-MS-CLIENT-PRINCIPAL-ID",
    "X-MS-TOKEN-AAD-ACCESS-TOKEN",
    "@(&quot;Author&quot; + &quot;ization&quot;)",
    "{{header}}",
  ])("rule 18, T14: is refused when it sets the header %s on the way to the Function", (name) => {
    for (const place of toTheFunction) {
      for (const action of ["override", "append", "skip", "delete"]) {
        const xml = `<set-header name="${name}" exists-action="${action}"><value>x</value></set-header>`;
        for (const text of nested(xml)) expect(validateRaw(place, text)).toContain("T14");
      }
    }
  });

  it("may set these headers of an answer, and of a request of its own", () => {
    expect(
      validateRaw(PolicyPlace.OUTBOUND, '<set-header name="X-MS-CLIENT-PRINCIPAL" exists-action="delete" />'),
    ).toBe("");
    expect(
      validateRaw(
        PolicyPlace.AFTER_AUTHENTICATION,
        '<send-request mode="new" response-variable-name="r"><set-url>https://x.example</set-url>' +
          '<set-header name="Authorization" exists-action="override"><value>{{other}}</value></set-header></send-request>',
      ),
    ).toBe("");
  });

  it("is refused when it hands the subscription key on in the query", () => {
    const set = (action: string) =>
      `<set-query-parameter name="Subscription-Key"${action}><value>x</value></set-query-parameter>`;
    expect(validateRaw(PolicyPlace.AFTER_TOKEN, set(""))).toContain("does not reach the Function");
    expect(validateRaw(PolicyPlace.AFTER_TOKEN, set(' exists-action="override"'))).toContain(
      "does not reach the Function",
    );
    expect(
      validateRaw(
        PolicyPlace.AFTER_TOKEN,
        '<set-query-parameter name="subscription-key" exists-action="delete" />',
      ),
    ).toBe("");
  });

  it.each(["copy", "Copy", "@(context.Variables.GetValueOrDefault(&quot;m&quot;))"])(
    "rule 18: is refused when it sends a request with mode %s, behind the token step",
    (mode) => {
      const xml = `<send-request mode="${mode}" response-variable-name="r" />`;
      expect(validateRaw(PolicyPlace.AFTER_TOKEN, xml)).toContain("rule 18");
      expect(validateRaw(PolicyPlace.OUTBOUND, xml)).toContain("rule 18");
      expect(validateRaw(PolicyPlace.AFTER_AUTHENTICATION, xml, { level: "operation" })).toContain("rule 18");
      expect(validateRaw(PolicyPlace.AFTER_AUTHENTICATION, xml)).toBe("");
      expect(validateRaw(PolicyPlace.BEFORE_AUTHENTICATION, xml)).toBe("");
    },
  );
});

describe("an expression", () => {
  const authorization = '@(context.Request.Headers.GetValueOrDefault("Authorization", ""))';
  const key = '@(context.Request.Headers.GetValueOrDefault("Ocp-Apim-Subscription-Key", ""))';

  it.each([
    ["set-header", (value: string) => new Policy().setRequestHeader("X-Copy", value)],
    ["set-query-parameter", (value: string) => new Policy().setQueryParameter("copy", value)],
    ["set-variable", (value: string) => new Policy().setVariable("copy", value)],
    ["rewrite-uri", (value: string) => new Policy().rewriteUri(value)],
  ])("T14: that reads a secret is refused in %s", (_kind, build) => {
    expect(errorsOf(build(authorization))).toContain("T14");
    expect(errorsOf(build(key))).toContain("T14");
    expect(errorsOf(build("@(context.Subscription.PrimaryKey)"))).toContain("T14");
  });

  it("T14: cannot show the gateway's token to the caller", () => {
    expect(errorsOf(new Policy().setResponseHeader("X-Debug", authorization))).toContain("T14");
    expect(
      validateRaw(PolicyPlace.ON_ERROR, `<trace source="a"><message>${authorization}</message></trace>`),
    ).toContain("T14");
  });

  it("T14: is no Liquid template that reads a secret", () => {
    for (const text of [
      "{{context.Request.Headers.Authorization}}",
      '{{context.Request.Headers["authorization"]}}',
    ]) {
      const xml = `<set-body template="liquid">${text}</set-body>`;
      expect(validateRaw(PolicyPlace.AFTER_AUTHENTICATION, xml)).toContain("T14");
    }
  });

  it("may read claims of the caller's token, and count by them", () => {
    const subject = '@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject)';
    expect(errorsOf(new Policy().setRequestHeader("X-Subject", subject))).toBe("");
    expect(
      errorsOf(new Policy().rateLimitByKey({ calls: 1, renewalPeriod: 60, counterKey: authorization })),
    ).toBe("");
  });
});

describe("a header that tells the Function a claim", () => {
  it("is set by nothing else on the way there", () => {
    const claims = { claimHeaders: ["X-Caller-Id"] };
    const policy = () => new Policy().setRequestHeader("x-caller-id", "me");
    expect(errorsOf(policy(), claims)).toContain("a claim of the validated caller");
    expect(errorsOf(policy(), { ...claims, level: "operation" })).toContain(
      "a claim of the validated caller",
    );
    expect(errorsOf(policy())).toBe("");
    expect(errorsOf(new Policy().setResponseHeader("X-Caller-Id", "me"), claims)).toBe("");
  });
});

it("a refusal says in which line of the raw XML it is", () => {
  const xml = '<choose>\n  <when condition="@(true)">\n    <base />\n  </when>\n</choose>';
  expect(validateRaw(PolicyPlace.OUTBOUND, xml)).toContain("Raw XML has `<base>` at line 3.");
});
