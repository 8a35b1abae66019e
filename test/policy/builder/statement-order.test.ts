import { Policy } from "../../../lib/policy/builder/policy";
import { PolicyPlace } from "../../../lib/policy/builder/policy-place";
import { element, xmlText } from "../../../lib/policy/xml";

type Step = (policy: Policy) => Policy;

const limit: Step = (policy) =>
  policy.rateLimitByKey({ calls: 9, renewalPeriod: 60, counterKey: "@(context.Request.IpAddress)" });
const variable: Step = (policy) => policy.setVariable("tier", "gold");
const otherVariable: Step = (policy) => policy.setVariable("Tier", "silver");
const readVariable: Step = (policy) =>
  policy.setRequestHeader("X-Tier", '@((string)context.Variables["tier"])');
const header: Step = (policy) => policy.setRequestHeader("X-Source", "gateway");
const otherHeader: Step = (policy) => policy.setRequestHeader("A-Header", "1");
const sameHeader: Step = (policy) => policy.setRequestHeader("x-source", "later");
const query: Step = (policy) => policy.setQueryParameter("api-version", "1");
const otherQuery: Step = (policy) => policy.setQueryParameter("expand", "all");
const path: Step = (policy) => policy.rewriteUri("/elsewhere");
const answer: Step = (policy) => policy.mockResponse(200);
const fragment: Step = (policy) => policy.includeFragment("shared");
const raw: Step = (policy) => policy.rawXml(PolicyPlace.AFTER_AUTHENTICATION, "<set-method>GET</set-method>");
const cors: Step = (policy) => policy.cors({ allowedOrigins: ["*"] });
const addresses: Step = (policy) => policy.ipFilter({ addresses: ["10.0.0.1"] });
const otherAddresses: Step = (policy) => policy.ipFilter({ addresses: ["10.0.0.2"], allow: false });
const earlyRaw: Step = (policy) =>
  policy.rawXml(PolicyPlace.BEFORE_AUTHENTICATION, "<set-method>GET</set-method>");

function written(...steps: Step[]): string {
  const policy = steps.reduce((built, step) => step(built), new Policy());
  return xmlText(
    element("inbound", {}, [...policy._at("beforeAuthentication"), ...policy._at("afterAuthentication")]),
  );
}

function orders<Item>(items: Item[]): Item[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    orders(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

describe("rule 21: statements that commute", () => {
  it.each([
    [
      "limits, variables, headers, parameters, answers",
      [limit, variable, header, otherHeader, query, answer],
    ],
    ["parameters of different names", [query, otherQuery]],
    ["variables of which the names differ in case", [variable, otherVariable]],
    ["filters", [addresses, otherAddresses, cors]],
    ["an expression and a header that it does not read", [readVariable, header, query]],
  ])("are written in one order: %s", (_what, steps) => {
    const forms = new Set(orders(steps).map((order) => written(...order)));
    expect(forms.size).toBe(1);
  });

  it("come as limits, variables, headers, parameters, paths, answers", () => {
    const names = written(answer, path, header, variable, limit).match(/<[a-z-]+ /g);
    expect(names).toEqual([
      "<rate-limit-by-key ",
      "<set-variable ",
      "<set-header ",
      "<rewrite-uri ",
      "<mock-response ",
    ]);
  });
});

describe("statements that do not commute", () => {
  it.each([
    ["what reads a variable, and what sets it", variable, readVariable],
    ["two values of one header", header, sameHeader],
    ["a parameter and a path", query, path],
    ["a parameter and what is looked up by the URL", query, (policy: Policy) => policy.cacheLookup({})],
    ["a fragment and anything", fragment, variable],
    ["raw XML and anything", raw, header],
    [
      "what hands the whole call on",
      header,
      (policy: Policy) => policy.setVariable("all", "@(Describe(context))"),
    ],
    [
      "a cached answer by a header, and the header",
      header,
      (policy: Policy) => policy.cacheLookup({ varyByHeaders: ["x-source"] }),
    ],
  ])("keep their order: %s", (_what, one, other) => {
    expect(written(one, other)).not.toBe(written(other, one));
  });
});

it("CORS is first, and an answer last, whatever stands beside them", () => {
  expect(written(earlyRaw, cors)).toMatch(/^<inbound>\n {2}<cors /);
  expect(written(answer, raw, fragment)).toMatch(/<mock-response [^>]*>\n<\/inbound>\n$/);
});
