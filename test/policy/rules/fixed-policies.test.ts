import { Policy } from "../../../lib/policy/policy";
import { PolicyPlace } from "../../../lib/policy/policy-props";
import { errorsOf, nested, validateRaw } from "../errors-of";

const places = Object.values(PolicyPlace);

describe("raw XML of any place and depth", () => {
  it.each([
    ["<base />", "rules 18 and 19"],
    ['<authentication-managed-identity resource="api://other" />', "rule 18"],
    ['<authentication-basic username="a" password="b" />', "rule 18"],
    ['<set-backend-service base-url="https://elsewhere.example" />', "rule 18"],
    ['<validate-jwt header-name="Authorization" />', "rule 23"],
    ['<validate-azure-ad-token tenant-id="common" />', "rule 23"],
    [
      '<send-request response-variable-name="r"><authentication-managed-identity resource="a" /></send-request>',
      "rule 18",
    ],
  ])("is rejected with %s, naming the rule", (xml, rule) => {
    for (const place of places) {
      for (const text of nested(xml)) expect(validateRaw(place, text)).toContain(rule);
    }
  });
});

describe("T19: the gateway's token has one way out", () => {
  it.each(["copy", "Copy", "@(context.Variables.GetValueOrDefault(&quot;m&quot;))", "{{mode}}"])(
    "so no request is sent with mode %s behind the token step",
    (mode) => {
      for (const name of ["send-request", "send-one-way-request"]) {
        const xml = `<${name} mode="${mode}" response-variable-name="r" />`;
        for (const place of [PolicyPlace.AFTER_TOKEN, PolicyPlace.OUTBOUND, PolicyPlace.ON_ERROR]) {
          expect(validateRaw(place, xml)).toContain("T19");
        }
        expect(validateRaw(PolicyPlace.AFTER_AUTHENTICATION, xml, { level: "operation" })).toContain("T19");
        expect(validateRaw(PolicyPlace.OUTBOUND, xml, { level: "product" })).toContain("T19");
        expect(validateRaw(PolicyPlace.AFTER_AUTHENTICATION, xml)).toBe("");
        expect(validateRaw(PolicyPlace.BEFORE_AUTHENTICATION, xml)).toBe("");
      }
    },
  );

  it("so the call goes through no proxy", () => {
    for (const place of [PolicyPlace.BEFORE_AUTHENTICATION, PolicyPlace.AFTER_TOKEN]) {
      for (const text of nested('<proxy url="http://proxy.example" />')) {
        expect(validateRaw(place, text)).toContain("T19");
      }
    }
    expect(
      validateRaw(
        PolicyPlace.AFTER_TOKEN,
        '<send-request response-variable-name="r"><proxy url="http://proxy.example" /></send-request>',
      ),
    ).toBe("");
  });

  it("so the gateway follows no redirect of the Function", () => {
    expect(errorsOf(new Policy().forwardRequest({ followRedirects: true }))).toContain("T19");
    expect(validateRaw(PolicyPlace.BACKEND, '<forward-request follow-redirects="@(true)" />')).toContain(
      "T19",
    );
    expect(validateRaw(PolicyPlace.BACKEND, '<forward-request follow-redirects="{{follow}}" />')).toContain(
      "T19",
    );
    expect(errorsOf(new Policy().forwardRequest({ followRedirects: false }))).toBe("");
  });
});

describe("T19: a check of a header", () => {
  const check = (name: string) =>
    `<check-header name="${name}" failed-check-httpcode="401" failed-check-error-message="a" ignore-case="true"><value>a</value></check-header>`;

  it.each(["Authorization", " authorization", "{{name}}", "@(&quot;a&quot;)"])(
    "does not check the gateway's token: %s",
    (name) => {
      for (const text of nested(check(name))) {
        expect(validateRaw(PolicyPlace.AFTER_TOKEN, text)).toContain("T19");
        expect(validateRaw(PolicyPlace.AFTER_AUTHENTICATION, text, { level: "operation" })).toContain("T19");
      }
      expect(validateRaw(PolicyPlace.BEFORE_AUTHENTICATION, check(name))).toBe("");
    },
  );

  it("may check another one", () => {
    expect(validateRaw(PolicyPlace.AFTER_TOKEN, check("X-A"))).toBe("");
  });
});

describe("T19: a policy fragment", () => {
  it.each(nested('<include-fragment fragment-id="a" />'))("is not included by raw XML: %s", (xml) => {
    for (const place of places) expect(validateRaw(place, xml)).toContain("`includeFragment`");
  });

  it("is included in any place by the method that vouches for it", () => {
    const { AFTER_AUTHENTICATION, AFTER_TOKEN, OUTBOUND, ON_ERROR } = PolicyPlace;
    for (const place of [AFTER_AUTHENTICATION, AFTER_TOKEN, OUTBOUND, ON_ERROR]) {
      const policy = new Policy().includeFragment("a", place);
      expect(errorsOf(policy)).toBe("");
      expect(policy._at(place).map(({ name }) => name)).toEqual(["include-fragment"]);
    }
    expect(new Policy().includeFragment("a")._at(AFTER_AUTHENTICATION)).toHaveLength(1);
  });
});

it("an error says in which line of the raw XML it is", () => {
  const xml = '<choose>\n  <when condition="@(true)">\n    <base />\n  </when>\n</choose>';
  expect(validateRaw(PolicyPlace.OUTBOUND, xml)).toContain("Raw XML has `<base>` at line 3.");
});
