import { TerraformVariable } from "cdktf";
import { Policy } from "../../lib/policy/policy";
import { PolicyPlace } from "../../lib/policy/policy-props";
import { xmlText } from "../../lib/policy/xml-text";
import { newStack, resolved } from "../synthesis";
import { errorsOf } from "./errors-of";

describe("a policy", () => {
  it("does not change: each method returns another policy", () => {
    const policy = new Policy().setVariable("a", "b");
    policy
      .setVariable("c", "d")
      .forwardRequest({ timeout: 1 })
      .rawXml(PolicyPlace.OUTBOUND, '<set-status code="200" />');
    policy.needs(new TerraformVariable(newStack(), "needed", {}));
    expect(policy._at(PolicyPlace.AFTER_AUTHENTICATION)).toHaveLength(1);
    expect(policy._at(PolicyPlace.OUTBOUND)).toEqual([]);
    expect(policy._at(PolicyPlace.BACKEND).map(xmlText)).toEqual(["<base />\n"]);
    expect(policy._needs).toEqual([]);
  });

  it("keeps its statements in the order in which they were added", () => {
    const policy = new Policy()
      .setRequestHeader("X-B", "1")
      .setVariable("a", "b")
      .setRequestHeader("X-A", "2");
    expect(policy._at(PolicyPlace.AFTER_AUTHENTICATION).map(({ attributes }) => attributes[0][1])).toEqual([
      "X-B",
      "a",
      "X-A",
    ]);
  });

  it("may be the policy of several APIs", () => {
    const policy = new Policy().setVariable("a", "b");
    expect(errorsOf(policy)).toBe("");
    expect(errorsOf(policy)).toBe("");
  });

  it.each([
    ["cors", () => new Policy().cors({ allowedOrigins: ["*"] }).cors({ allowedOrigins: ["*"] })],
    ["cache-lookup", () => new Policy().cacheLookup({}).cacheLookup({})],
    ["cache-store", () => new Policy().cacheStore(1).cacheStore(2)],
  ])("has %s once", (name, build) => {
    expect(errorsOf(build())).toContain(`\`<${name}>\` 2 times`);
  });

  it("calls the Function in one way", () => {
    expect(errorsOf(new Policy().forwardRequest({}).forwardRequest({}))).toContain("called twice");
    const raw = (xml: string) => new Policy().rawXml(PolicyPlace.BACKEND, xml);
    expect(errorsOf(raw("<forward-request /><forward-request />"))).toContain("accepts one element");
    expect(errorsOf(raw('<set-variable name="a" value="b" />'))).toContain("0 `<forward-request>`");
    expect(
      errorsOf(raw("<forward-request />").retry({ condition: "@(true)", count: 1, interval: 1 })),
    ).toContain("besides `retry`");
    expect(errorsOf(raw("<forward-request />"))).toBe("");
  });

  it("answers in one way", () => {
    expect(errorsOf(new Policy().mockResponse(200).returnResponse({ statusCode: 200 }))).toContain(
      "The first one ends the call",
    );
  });
});

describe("values", () => {
  const limit = (calls: number, renewalPeriod: number) =>
    new Policy().rateLimitByKey({ calls, renewalPeriod, counterKey: "all" });

  it.each([
    ["no calls", limit(0, 60)],
    ["half a call", limit(1.5, 60)],
    ["a rate over 300 seconds", limit(1, 301)],
    [
      "a quota within 299 seconds",
      new Policy().quotaByKey({ calls: 1, renewalPeriod: 299, counterKey: "a" }),
    ],
    ["a body of more than 4 MiB", new Policy().validateContent({ maxSize: 4194305 })],
    ["status 600", new Policy().mockResponse(600)],
    ["status 99", new Policy().returnResponse({ statusCode: 99 })],
    ["a timeout of no time", new Policy().forwardRequest({ timeout: 0 })],
    ["51 repetitions", new Policy().retry({ condition: "@(true)", count: 51, interval: 1 })],
    ["nothing at a time", new Policy().limitConcurrency({ key: "a", maxCount: 0 })],
    [
      "an expression for a number that has to be one",
      new Policy().rawXml(
        PolicyPlace.BACKEND,
        '<limit-concurrency key="a" max-count="@(1)"><forward-request /></limit-concurrency>',
      ),
    ],
  ])("out of range are rejected: %s", (_what, policy) => {
    expect(errorsOf(policy)).toContain("API Management accepts a whole number");
  });

  it.each(["1e3", "0x10", " 5", "+5", "5.0", "", "9007199254740993", "many"])(
    "that are no whole numbers are rejected: %j",
    (calls) => {
      const xml = `<rate-limit-by-key calls="${calls}" renewal-period="60" counter-key="a" />`;
      expect(errorsOf(new Policy().rawXml(PolicyPlace.AFTER_AUTHENTICATION, xml))).toContain(
        "API Management accepts a whole number from 1",
      );
    },
  );

  it("are rejected with their line in raw XML", () => {
    const xml =
      '<choose>\n<when condition="@(true)">\n<rate-limit-by-key calls="0" renewal-period="1" counter-key="a" />\n</when></choose>';
    expect(errorsOf(new Policy().rawXml(PolicyPlace.AFTER_TOKEN, xml))).toContain(
      "Raw XML at line 3 has `calls` 0.",
    );
  });

  it("at the ends of their range are taken", () => {
    expect(errorsOf(limit(1, 300))).toBe("");
    expect(errorsOf(new Policy().quotaByKey({ calls: 1, renewalPeriod: 0, counterKey: "a" }))).toBe("");
    expect(errorsOf(new Policy().validateContent({ maxSize: 4194304 }))).toBe("");
    expect(errorsOf(new Policy().retry({ condition: "@(true)", count: 50, interval: 0 }))).toBe("");
  });

  it.each([
    ["a header with a space", new Policy().setRequestHeader("X Y", "a"), "RFC 9110"],
    ["a header with two lines", new Policy().setResponseHeader("X", "a\nb"), "one line"],
    [
      "two origins and all of them",
      new Policy().cors({ allowedOrigins: ["*", "https://a.example"] }),
      "must be the only one",
    ],
    [
      "credentials of every origin",
      new Policy().cors({ allowedOrigins: ["*"], allowCredentials: true }),
      "send no credentials to an API",
    ],
    ["no origin", new Policy().cors({ allowedOrigins: [] }), "without `<allowed-origins>`"],
    ["a URL for an origin", new Policy().cors({ allowedOrigins: ["https://a.example/"] }), "An origin is"],
    [
      "a pattern for an origin",
      new Policy().cors({ allowedOrigins: ["https://*.a.example"] }),
      "An origin is",
    ],
    ["a network for an address", new Policy().ipFilter({ addresses: ["10.0.0.0/8"] }), "single IP addresses"],
    ["no address", new Policy().ipFilter({}), "`<address>` and `<address-range>`"],
    [
      "half a range",
      new Policy().ipFilter({ ranges: [{ first: "10.0.0.1", last: "10.0.0" }] }),
      "single IP addresses",
    ],
    [
      "a range from the higher to the lower address",
      new Policy().ipFilter({ ranges: [{ first: "10.0.0.10", last: "10.0.0.9" }] }),
      "the lower one first",
    ],
    [
      "a range from an IPv4 to an IPv6 address",
      new Policy().ipFilter({ ranges: [{ first: "10.0.0.1", last: "2001:db8::1" }] }),
      "two addresses of one kind",
    ],
    [
      "an unknown action of a header",
      new Policy().rawXml(PolicyPlace.OUTBOUND, '<set-header name="X-A" exists-action="replace" />'),
      "Allowed is override, skip, append, delete",
    ],
    [
      "an unknown action of a filter",
      new Policy().rawXml(
        PolicyPlace.BEFORE_AUTHENTICATION,
        '<ip-filter action="deny"><address>10.0.0.1</address></ip-filter>',
      ),
      "Allowed is allow, forbid",
    ],
    [
      "an unknown mode of a request",
      new Policy().rawXml(
        PolicyPlace.AFTER_AUTHENTICATION,
        '<send-request mode="clone" response-variable-name="a" />',
      ),
      "Allowed is new, copy",
    ],
    ["a path without a slash", new Policy().rewriteUri("orders"), "does not start with a slash"],
    ["a control character", new Policy().setVariable("a", "\u0001"), "control characters"],
    ["a line end in an attribute", new Policy().setVariable("a", "b\nc"), "no tabs or line ends"],
    ["a spelled escape", new Policy().setVariable("a", "b &amp; c"), "spells `&amp;`"],
    [
      "a carriage return",
      new Policy().returnResponse({ statusCode: 200, body: "a\r\nb" }),
      "control characters",
    ],
  ])("are rejected: %s", (_what, policy, message) => {
    expect(errorsOf(policy)).toContain(message);
  });

  it.each([
    ["origins with a port", new Policy().cors({ allowedOrigins: ["http://localhost:3000", "null"] })],
    ["IPv6 addresses", new Policy().ipFilter({ addresses: ["2001:db8::1"] })],
    [
      "ranges",
      new Policy().ipFilter({
        ranges: [
          { first: "10.0.0.9", last: "10.0.0.10" },
          { first: "10.0.0.1", last: "10.0.0.1" },
          { first: "2001:db8::1", last: "2001:db8::ff" },
        ],
      }),
    ],
    ["a body of several lines", new Policy().returnResponse({ statusCode: 200, body: "a\n\tb" })],
    ["named values", new Policy().setRequestHeader("X", "{{a-value}}").rewriteUri("/a?b={{c}}")],
    ["expressions of several lines", new Policy().setVariable("a", '@{\n  return "x" + 1;\n}')],
  ])("are accepted: %s", (_what, policy) => {
    expect(errorsOf(policy)).toBe("");
  });
});

describe("what Terraform knows later", () => {
  it("may be a text or a number", () => {
    const stack = newStack();
    const later = new TerraformVariable(stack, "later", { type: "number" });
    const policy = new Policy()
      .rateLimitByKey({ calls: later.numberValue, renewalPeriod: 60, counterKey: later.stringValue })
      .setRequestHeader("X-Later", later.stringValue);
    expect(errorsOf(policy)).toBe("");
    const xml = resolved(stack, policy._at(PolicyPlace.AFTER_AUTHENTICATION).map(xmlText).join(""));
    expect(xml).toMatch(/ calls="\$\{replace\(.*\bvar\.later\b.*\}" renewal-period/);
    expect(xml).toMatch(/<value>\$\{replace\(.*\bvar\.later\b.*\}<\/value>/);
  });
  it("may not be a part of a path at the Function, but of its query (T22)", () => {
    const { stringValue } = new TerraformVariable(newStack(), "later", {});
    expect(errorsOf(new Policy().rewriteUri(`/a/${stringValue}`))).toContain("T22");
    expect(errorsOf(new Policy().rewriteUri(`/a?b=${stringValue}`))).toBe("");
  });

  it("may not be a list, of which the items cannot be written", () => {
    const later = new TerraformVariable(newStack(), "later", { type: "list(string)" });
    const allowedOrigins = later.listValue;
    expect(() => new Policy().cors({ allowedOrigins })).toThrow(
      "`allowedOrigins` was given as a value that Terraform knows later.",
    );
  });
});
