import { ApiManagementNamedValue } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import { Lazy } from "cdktf";
import { Policy } from "../../../lib/policy/policy";
import { PolicyPlace } from "../../../lib/policy/policy-props";
import type { PolicyContext } from "../../../lib/policy/rules/grammar";
import { anotherStack } from "../../synthesis";
import { errorsOf, nested, validateRaw } from "../errors-of";

const { BEFORE_AUTHENTICATION, AFTER_AUTHENTICATION, AFTER_TOKEN, BACKEND, OUTBOUND, ON_ERROR } = PolicyPlace;
const header = (name: string) => `context.Request.Headers.GetValueOrDefault("${name}", "")`;

/** Where the gateway's token is in the request. */
const withToken: readonly (readonly [PolicyPlace, PolicyContext["level"]])[] = [
  [AFTER_TOKEN, "api"],
  [OUTBOUND, "api"],
  [ON_ERROR, "api"],
  [AFTER_AUTHENTICATION, "operation"],
  [AFTER_TOKEN, "operation"],
  [OUTBOUND, "operation"],
  [ON_ERROR, "operation"],
  [OUTBOUND, "product"],
  [ON_ERROR, "product"],
];

/** Every policy that may show or send what a text reads, with the text in it. */
const ways: readonly (readonly [string, (text: string) => string])[] = [
  [
    "a header",
    (text) => `<set-header name="X-A" exists-action="override"><value>${text}</value></set-header>`,
  ],
  ["a body", (text) => `<set-body>${text}</set-body>`],
  ["a variable", (text) => `<set-variable name="a" value="${text}" />`],
  ["a trace", (text) => `<trace source="a"><message>${text}</message></trace>`],
  ["a trace's source", (text) => `<trace source="${text}"><message>a</message></trace>`],
  [
    "a trace's metadata",
    (text) => `<trace source="a"><message>a</message><metadata name="a" value="${text}" /></trace>`,
  ],
  ["an event", (text) => `<log-to-eventhub logger-id="a">${text}</log-to-eventhub>`],
  ["a metric", (text) => `<emit-metric name="a"><dimension name="a" value="${text}" /></emit-metric>`],
  ["a response", (text) => `<return-response><set-body>${text}</set-body></return-response>`],
  ["a status", (text) => `<return-response><set-status code="400" reason="${text}" /></return-response>`],
  ["the cache", (text) => `<cache-store-value key="a" value="${text}" duration="1" />`],
  ["a key of the cache", (text) => `<cache-lookup-value key="${text}" variable-name="a" />`],
  [
    "another service's address",
    (text) => `<send-one-way-request><set-url>${text}</set-url></send-one-way-request>`,
  ],
  [
    "another service's header",
    (text) =>
      `<send-request response-variable-name="a"><set-header name="X-A"><value>${text}</value></set-header></send-request>`,
  ],
  [
    "another service's body",
    (text) => `<send-request response-variable-name="a"><set-body>${text}</set-body></send-request>`,
  ],
  ["a condition", (text) => `<choose><when condition="${text}"><set-method>GET</set-method></when></choose>`],
];

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** What leads to the gateway's token, in C#. */
const leaks: readonly (readonly [string, string])[] = [
  ["by name", header("Authorization")],
  ["by name in other letters", header(" authorization ")],
  ["by an escaped name", 'context.Request.Headers["Author\\u0069zation"][0]'],
  ["in a verbatim name", 'context.Request.Headers[@"Authorization"][0]'],
  ["in an interpolated text", '$"Bearer: {context.Request.Headers["Authorization"]}"'],
  ["as claims", `${header("Authorization")}.AsJwt()?.Subject`],
  ["by a name that is put together", 'context.Request.Headers.GetValueOrDefault("Author" + "ization", "")'],
  ["by a name in a variable", 'context.Request.Headers[(string)context.Variables["name"]]'],
  ["by all headers", 'string.Join(",", context.Request.Headers.Select(h => h.Key + h.Value[0]))'],
  ["by all values", 'string.Join(",", context.Request.Headers.Values.SelectMany(v => v))'],
  ["by a serializer", "JsonConvert.SerializeObject(context.Request.Headers)"],
  ["by the request as a text", "context.Request.ToString()"],
  ["by the context as a text", "JsonConvert.SerializeObject(context)"],
  ["by a comment between", "context/**/.Request/**/.Headers.First().Value[0]"],
  ["by a named value", 'context.Request.Headers.GetValueOrDefault("{{name}}", "")'],
  ["as the key of the Function", header("x-functions-key")],
  ["as that key, in another spelling", 'context.Request.Headers["X_Functions-Key"][0]'],
  ["by an escaped keyword", '@context.@Request.Headers["Authorization"][0]'],
];

const harmless = [
  '@("the header Authorization: " + context.Operation.Id)',
  '@("context.Request.Headers.Authorization")',
  '@("a" /* context.Request.Headers */)',
  `@(${header("X-Request-Id")})`,
  '@(context.Response.Headers.GetValueOrDefault("Content-Type", ""))',
  '@((string)context.Variables["caller"])',
  '@(((IResponse)context.Variables["r"]).Headers.GetValueOrDefault("Location", ""))',
  "@(context.Request.OriginalUrl.Path + context.Request.Method)",
  "Authorization",
  "mail to context.Request.Headers@example.com",
];

describe("T19: with the gateway's token in the request", () => {
  it.each(ways)("it is not shown or sent in %s", (_way, write) => {
    for (const [, code] of leaks) {
      for (const [place, level] of withToken) {
        const xml = write(escaped(`@(${code})`));
        expect(validateRaw(place, xml, { level })).toContain("T19");
      }
    }
  });

  it.each(leaks)("it is not read %s, in a statement, a branch, or several statements of C#", (_how, code) => {
    for (const [place, level] of withToken) {
      for (const text of [`@(${code})`, `@{ var a = 1; return ${code}; }`, `a @(1) @(${code})`]) {
        const [, ...deeper] = nested(`<trace source="a"><message>${escaped(text)}</message></trace>`);
        for (const xml of place === ON_ERROR ? deeper.slice(0, 1) : deeper) {
          expect(validateRaw(place, xml, { level })).toContain("T19");
        }
      }
    }
  });

  it("it is not read by way of an alias", () => {
    const alias = '@{ var r = context.Request; return r.Headers["Authorization"][0]; }';
    for (const [place, level] of withToken) {
      expect(validateRaw(place, `<set-body>${escaped(alias)}</set-body>`, { level })).toContain("T19");
    }
  });

  it.each([
    "{{context.Request.Headers.Authorization}}",
    '{{context.Request.Headers["authorization"]}}',
    "{% for header in context.Request.Headers %}{{header}}{% endfor %}",
    "{% assign r = context.Request %}{{r.Headers.Authorization}}",
    '{{ ["context"].Request.Headers.Authorization }}',
    "{{ context | Json }}",
  ])("it is not read by the Liquid template %s", (template) => {
    for (const [place, level] of withToken) {
      const xml = `<set-body template="liquid">${escaped(template)}</set-body>`;
      expect(validateRaw(place, xml, { level })).toContain("T19");
      const own = `<send-request response-variable-name="a">${xml}</send-request>`;
      expect(validateRaw(place, own, { level })).toContain("T19");
    }
  });

  it("a call of the backend does not read it either", () => {
    const xml = `<retry condition="${escaped(`@(${header("Authorization")} == "")`)}" count="1" interval="1"><forward-request /></retry>`;
    for (const level of ["api", "operation", "product"] as const) {
      expect(validateRaw(BACKEND, xml, { level })).toContain("T19");
    }
    expect(
      errorsOf(new Policy().limitConcurrency({ key: `@(${header("Authorization")})`, maxCount: 1 })),
    ).toContain("T19");
  });

  it("what is evaluated at the end of the call does not read it", () => {
    const limit = (incrementCondition: string) =>
      new Policy().rateLimitByKey({ calls: 1, renewalPeriod: 1, counterKey: "a", incrementCondition });
    expect(errorsOf(limit(`@(${header("Authorization")} == "")`))).toContain("T19");
    expect(errorsOf(limit("@(context.Response.StatusCode == 200)"))).toBe("");
  });

  it.each(harmless)("a text that reads nothing of it is accepted: %s", (text) => {
    for (const [place, level] of withToken) {
      const xml = `<trace source="a"><message>${escaped(text)}</message></trace>`;
      expect(validateRaw(place, xml, { level })).toBe("");
    }
  });

  it.each([
    "{{context.Request.Headers.X-Request-Id}}",
    "{{body.order.id}} {{ context.Request.Method }}",
    "{{ 'context.Request.Headers' }}",
  ])("a Liquid template that reads nothing of it is accepted: %s", (template) => {
    expect(validateRaw(OUTBOUND, `<set-body template="liquid">${template}</set-body>`)).toBe("");
  });

  describe("a named value", () => {
    const named = (settings: object) =>
      new ApiManagementNamedValue(anotherStack(), "value", {
        apiManagementName: "a",
        resourceGroupName: "b",
        name: "key",
        displayName: "key",
        ...settings,
      });
    const policy = new Policy().setResponseHeader("X-A", "a {{ key }}");
    const fromKeyVault = {
      secret: true,
      valueFromKeyVault: { secretId: "https://a.vault.azure.net/secrets/b" },
    };

    it("is an expression for all that is known, so it is rejected", () => {
      expect(errorsOf(policy)).toContain("may be an expression");
      expect(errorsOf(new Policy().setRequestHeader("X-A", "{{key}}"), { level: "operation" })).toContain(
        "T19",
      );
      expect(errorsOf(new Policy().setRequestHeader("X-A", "{{key}}"))).toBe("");
    });

    it.each([
      ["a secret of Key Vault", fromKeyVault],
      ["a plain text", { value: "plain" }],
    ])("is accepted when the policy needs it, and it is %s", (_what, settings) => {
      expect(errorsOf(policy.needs(named(settings)))).toBe("");
    });

    it("is never a part of code, which its text could end", () => {
      const inCode = new Policy().setResponseHeader("X-A", '@("{{key}}")');
      expect(errorsOf(inCode.needs(named({ value: "plain" })))).toContain("is part of the code");
    });

    it.each([
      ["an expression", { value: "@(context.Request.Headers)" }],
      ["a value that Terraform knows later", { value: Lazy.stringValue({ produce: () => "a" }) }],
      ["another one", { ...fromKeyVault, displayName: "other" }],
      ["nothing", {}],
    ])("is rejected when the policy needs it, and it is %s", (_what, settings) => {
      expect(errorsOf(policy.needs(named(settings)))).toContain("may be an expression");
    });
  });

  it("a header is not checked that holds the token or the key of the Function", () => {
    for (const name of ["Authorization", "x-functions-key"]) {
      const xml = `<check-header name="${name}" failed-check-httpcode="401" failed-check-error-message="a" ignore-case="true"><value>a</value></check-header>`;
      expect(validateRaw(AFTER_TOKEN, xml)).toContain("T19");
    }
  });

  it("the error says what the key of the Function is there for", () => {
    expect(errorsOf(new Policy().setResponseHeader("X-Key", `@(${header("x-functions-key")})`))).toContain(
      "because `x-functions-key` may be the Function's key by then, which goes to the Function and nowhere else (T19). Remove it: what the caller sent there does not reach the Function.",
    );
  });

  it("the error says the safe way", () => {
    const error = errorsOf(new Policy().setResponseHeader("X-Who", `@(${header("Authorization")})`));
    expect(error).toBe(
      "`setResponseHeader` has `<value>`. It is not allowed, because `Authorization` is the gateway's token by then, " +
        "which goes to the Function and nowhere else, and is the same for all callers (rule 18, T19). Keep what you need " +
        "of the caller's token in a variable, with `setVariable` in the API's `policy`, which runs before, and read the " +
        "variable here.",
    );
    const safe = new Policy()
      .setVariable("who", `@(${header("Authorization")}.AsJwt()?.Subject)`)
      .setResponseHeader("X-Who", '@((string)context.Variables["who"])');
    expect(errorsOf(safe)).toBe("");
  });
});

describe("T19: before the token step, nothing is kept that reads the token later", () => {
  it.each([
    ["all headers", "@(context.Request.Headers)"],
    ["the request", "@(context.Request)"],
    ["a lambda", `@(new[] { 1 }.Select(a => ${header("Authorization")}))`],
    ["a lambda that reads the Function's key", `@(new[] { 1 }.Select(a => ${header("x-functions-key")}))`],
    ["a query", `@(from a in new[] { 1 } select ${header("Authorization")}.AsJwt()?.Subject)`],
    ["code of a named value", '@(context.Request.Headers.GetValueOrDefault("{{name}}", ""))'],
  ])("neither %s", (_what, value) => {
    expect(errorsOf(new Policy().setVariable("a", value))).toContain("T19");
    expect(
      validateRaw(
        BEFORE_AUTHENTICATION,
        `<cache-store-value key="a" value="${escaped(value)}" duration="1" />`,
      ),
    ).toContain("T19");
  });

  it("nor in what a variable holds", () => {
    const adds = (what: string) =>
      `<choose><when condition="${escaped(`@{ ((JArray)context.Variables["a"]).Add(${what}); return true; }`)}"><set-method>GET</set-method></when></choose>`;
    expect(validateRaw(AFTER_AUTHENTICATION, adds("context.Request"))).toContain("T19");
    expect(validateRaw(AFTER_AUTHENTICATION, adds(header("X-A")))).toBe("");
  });

  it("and headers may be read and logged, which the caller sent", () => {
    const log =
      '@(string.Join(",", context.Request.Headers.Where(h => h.Key != "Authorization").Select(h => h.Key)))';
    expect(
      validateRaw(AFTER_AUTHENTICATION, `<log-to-eventhub logger-id="a">${escaped(log)}</log-to-eventhub>`),
    ).toBe("");
  });
});

describe("T14: what goes to the Function", () => {
  const kinds: readonly (readonly [string, (value: string) => Policy])[] = [
    ["set-header", (value) => new Policy().setRequestHeader("X-Copy", value)],
    ["set-query-parameter", (value) => new Policy().setQueryParameter("copy", value)],
    ["set-variable", (value) => new Policy().setVariable("copy", value)],
    ["rewrite-uri", (value) => new Policy().rewriteUri(value)],
    [
      "set-body",
      (value) => new Policy().rawXml(AFTER_AUTHENTICATION, `<set-body>${escaped(value)}</set-body>`),
    ],
  ];

  it.each(kinds)("carries no token or key of the caller in %s", (_kind, build) => {
    for (const code of [
      header("Authorization"),
      header("Ocp-Apim-Subscription-Key"),
      header("x_functions_key"),
      "context.Subscription.PrimaryKey",
      'context.Request.Url.Query.GetValueOrDefault("Subscription-Key", "")',
      "string.Concat(context.Request.Headers)",
    ]) {
      for (const level of ["api", "product"] as const) {
        expect(errorsOf(build(`@(${code})`), { level })).toContain("T14");
      }
    }
    for (const code of [header("X-Request-Id"), "context.Request.OriginalUrl.ToString()"]) {
      expect(errorsOf(build(`@(${code})`))).not.toContain("T14");
    }
  });

  it("carries no token that callers send elsewhere", () => {
    const credentials = { headers: ["X-Token"], queryParameters: ["token"] };
    for (const code of [
      header("x-token"),
      'context.Request.OriginalUrl.Query["token"][0]',
      "context.Request.OriginalUrl.ToString()",
      "context.Request.Url.QueryString",
    ]) {
      for (const level of ["api", "operation"] as const) {
        const policy = new Policy().setRequestHeader("X-Copy", `@(${code})`);
        expect(errorsOf(policy, { credentials, level })).toContain("T14");
      }
    }
    const page = new Policy().setRequestHeader("X-Page", '@(context.Request.Url.Query["page"][0])');
    expect(errorsOf(page, { credentials })).toBe("");
  });

  it("is not what another service is sent, to validate the token for example", () => {
    const xml = `<send-request mode="new" response-variable-name="r"><set-url>https://x.example</set-url><set-header name="Authorization"><value>${escaped(`@(${header("Authorization")})`)}</value></set-header></send-request>`;
    for (const text of nested(xml).slice(0, 2)) expect(validateRaw(AFTER_AUTHENTICATION, text)).toBe("");
  });

  it("may carry claims of the caller's token, and calls may be counted by it", () => {
    const subject = `@(${header("Authorization")}.AsJwt()?.Subject)`;
    expect(errorsOf(new Policy().setRequestHeader("X-Subject", subject))).toBe("");
    const counterKey = `@(${header("Authorization")})`;
    expect(errorsOf(new Policy().rateLimitByKey({ calls: 1, renewalPeriod: 60, counterKey }))).toBe("");
  });
});
