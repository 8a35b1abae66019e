import { tenantId } from "../../closed-stack";
import { asGateway, type Change, closed, played, toFunction, validate, withSteps } from "../played";

const steps = (...all: readonly string[]): Change => withSteps(["<base />", ...all, toFunction].join(""));
const byFilter = "refused 403 Policy: ip-filter";
const unclearAddress = "unknown: whether it calls from an address that the policy lets through is not known";

describe("ip-filter", () => {
  const filter = (action: string, ranges: string) => `<ip-filter action="${action}">${ranges}</ip-filter>`;
  const range = (from: string, to: string) => `<address-range from="${from}" to="${to}" />`;
  const everything = range("0.0.0.0", "255.255.255.255");

  it.each<[string, string, string]>([
    ["lets all addresses through", filter("allow", everything), asGateway],
    ["forbids all addresses", filter("forbid", everything), byFilter],
    ["forbids some", filter("forbid", range("203.0.113.0", "203.0.113.255")), asGateway],
    ["lets a few through", filter("allow", range("203.0.113.0", "203.0.113.255")), byFilter],
    ["lets one through", filter("allow", "<address>203.0.113.7</address>"), byFilter],
    ["lets many through", filter("allow", range("100.0.0.0", "200.0.0.0")), unclearAddress],
  ])("that %s decides of the internet", (_, policy, verdict) => {
    expect(played(steps(policy)).internet).toBe(verdict);
  });
});

describe("check-header", () => {
  const check = (content: string) =>
    `<check-header name="X-Key" failed-check-httpcode="401" ignore-case="true">${content}</check-header>`;

  it("keeps out who may not know the value, and nobody where any will do", () => {
    expect(played(steps(check("<value>s3cr3t</value>"))).internet).toMatch(/^unknown/);
    expect(played(steps(check(""))).internet).toBe(asGateway);
  });
});

describe("validate-graphql-request", () => {
  it("lets every call through that is small enough, unless it authorizes queries", () => {
    expect(played(steps('<validate-graphql-request max-size="1000" />')).internet).toBe(asGateway);
    const rules = '<authorize><rule path="/orders" action="reject" /></authorize>';
    expect(played(steps(`<validate-graphql-request>${rules}</validate-graphql-request>`)).internet).toMatch(
      /^unknown/,
    );
  });
});

describe("a token that a policy takes out of the request", () => {
  const config = `<openid-config url="https://login.microsoftonline.com/${tenantId}/v2.0/.well-known/openid-configuration" />`;
  const of = (code: string) =>
    `<validate-jwt token-value="@(${code.replaceAll('"', "&quot;")})">${config}</validate-jwt>`;

  it.each([
    'context.Request.Headers.GetValueOrDefault("X-Token", "")',
    'context.Request.Headers.GetValueOrDefault("Authorization", "").Replace("Bearer ", "")',
    'context.Request.OriginalUrl.Query.GetValueOrDefault("token", "")',
  ])("is the caller's: %s", (code) => {
    expect(played(steps(of(code)))).toMatchObject({
      internet: "refused 401 Policy: validate-jwt",
      "tenant-application": asGateway,
    });
  });

  it.each([
    '(string)context.Variables["token"]',
    'context.Request.Headers[(string)context.Variables["name"]].First()',
  ])("is not known to be the caller's: %s", (code) => {
    expect(played(steps(of(code))).internet).toMatch(/^unknown/);
  });
});

describe("an answer from the cache", () => {
  const lookup = (attributes = "", content = "") =>
    `<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" ${attributes}>${content}</cache-lookup>`;
  const keepsAll = 'allow-private-response-caching="true"';
  const store = { outbound: '<cache-store duration="60" />' };
  const inOtherHeader = validate.replace('"Authorization"', '"X-Token"');
  const behind = (look: string, check = validate) => withSteps(`<base />${look}${check}${toFunction}`, store);
  const cached = "unknown: an answer that the Function gave somebody else may come from the cache";

  it("may be given to those whom policies behind it turn away", () => {
    expect(played(behind(lookup(keepsAll)))).toMatchObject({ internet: cached, "policy-caller": asGateway });
    expect(played(behind(lookup(), inOtherHeader)).internet).toBe(cached);
  });

  it.each<[string, Change]>([
    ["is looked up behind them", withSteps(`<base />${validate}${lookup(keepsAll)}${toFunction}`, store)],
    ["is kept for calls without Authorization alone", behind(lookup())],
    ["is kept for each token", behind(lookup(keepsAll, "<vary-by-header>Authorization</vary-by-header>"))],
    ["is kept nowhere", withSteps(`<base />${lookup(keepsAll)}${validate}${toFunction}`)],
  ])("is not given to them where it %s", (_, change) => {
    expect(played(change).internet).toBe(closed);
  });

  it("is looked up for GET alone", () => {
    const post: Change = (resources) => {
      resources.azurerm_api_management_api_operation.list.method = "POST";
    };
    expect(played(behind(lookup(keepsAll)), post).internet).toBe(closed);
  });
});
