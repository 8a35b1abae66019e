import { Callers } from "../../../lib/policy/callers/callers";
import { callersContext } from "../../../lib/policy/callers/callers-context";
import { TokenLocation } from "../../../lib/policy/callers/token-location";
import { apiPolicyXml } from "../../../lib/policy/documents/api-policy";
import { Policy } from "../../../lib/policy/policy";
import { PolicyPlace } from "../../../lib/policy/policy-props";
import { apiPolicy, entraCallers } from "../../fixtures/policies";
import { errorsOf, validateRaw } from "../errors-of";

const { AFTER_AUTHENTICATION, AFTER_TOKEN, OUTBOUND } = PolicyPlace;

const byHeader = entraCallers({ tokenLocation: TokenLocation.header("X-Token") });
const byQuery = entraCallers({ tokenLocation: TokenLocation.queryParameter("token") });
const everyone = Callers.anonymous();
const key = { headers: ["Ocp-Apim-Subscription-Key"], parameters: ["subscription-key"] };

/** Callers, and what a response must vary by. */
const kinds: readonly (readonly [string, Callers, { headers: string[]; parameters: string[] }])[] = [
  ["a token in Authorization", entraCallers(), { headers: ["Authorization"], parameters: [] }],
  ["a token in another header", byHeader, { headers: ["X-Token"], parameters: [] }],
  ["a token in the query", byQuery, { headers: [], parameters: ["token"] }],
  ["a subscription key", Callers.subscriptionKey(), key],
  [
    "a token and a key",
    byHeader.withSubscriptionKey(),
    { headers: ["X-Token", ...key.headers], parameters: key.parameters },
  ],
  [
    "a token, for some operations another one",
    entraCallers()
      .exceptFor({ operationIds: ["hook"], callers: byQuery })
      .exceptFor({ operationIds: ["health"], callers: everyone })
      .exceptFor({ operationIds: ["get"], callers: entraCallers() }),
    { headers: ["Authorization"], parameters: ["token"] },
  ],
  [
    "tokens in headers that differ by hyphens and underscores",
    byHeader.exceptFor({
      operationIds: ["hook"],
      callers: entraCallers({ tokenLocation: TokenLocation.header("X_Token") }),
    }),
    { headers: ["X-Token", "X_Token"], parameters: [] },
  ],
  ["nothing", everyone, { headers: [], parameters: [] }],
];

function lookup(headers: readonly string[], parameters: readonly string[], attributes = ""): string {
  const items = (name: string, values: readonly string[]) =>
    values.map((value) => `<${name}>${value}</${name}>`).join("");
  return `<cache-lookup vary-by-developer="false" vary-by-developer-groups="false"${attributes}>${items("vary-by-header", headers)}${items("vary-by-query-parameter", parameters)}</cache-lookup>`;
}

function variedBy(policy: Policy, callers: Callers): { headers: string[]; parameters: string[] } {
  const xml = apiPolicyXml({ ...apiPolicy, callers, policy });
  const listed = (name: string) =>
    [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, "g"))].map(([, value]) => value);
  return { headers: listed("vary-by-header"), parameters: listed("vary-by-query-parameter") };
}

describe("T20: a cached response of callers with", () => {
  it.each(kinds)("%s varies by it", (_what, callers, credentials) => {
    const policy = new Policy().cacheLookup().cacheStore(60);
    expect(errorsOf(policy, callersContext([callers]))).toBe("");
    // Without a list, a response varies by all query parameters.
    expect(variedBy(policy, callers)).toEqual({ ...credentials, parameters: [] });
    const listing = new Policy().cacheLookup({
      varyByHeaders: ["Accept", "authorization"],
      varyByQueryParameters: ["page"],
    });
    const others = credentials.headers.includes("Authorization") ? ["Accept"] : ["Accept", "authorization"];
    expect(variedBy(listing, callers)).toEqual({
      headers: [...credentials.headers, ...others],
      parameters: [...credentials.parameters, "page"],
    });
  });

  it.each(kinds)(
    "%s still has it when the cache is looked up, and not behind",
    (_what, callers, credentials) => {
      const xml = apiPolicyXml({ ...apiPolicy, callers, policy: new Policy().cacheLookup() });
      const at = xml.indexOf("<cache-lookup");
      for (const name of credentials.headers) {
        expect(xml.indexOf(`<set-header name="${name}" exists-action="delete" />`, at)).toBeGreaterThan(at);
      }
      for (const name of credentials.parameters) {
        expect(xml.lastIndexOf(`<set-query-parameter name="${name}"`)).toBeGreaterThan(at);
        expect(xml.indexOf(`<set-query-parameter name="${name}"`)).toBeGreaterThan(at);
      }
    },
  );

  it.each(kinds)("%s varies by it in raw XML too", (_what, callers, { headers, parameters }) => {
    const context = callersContext([callers]);
    const errors = (xml: string) => validateRaw(AFTER_AUTHENTICATION, xml, context);
    expect(errors(lookup(headers, parameters))).toBe("");
    expect(
      errors(lookup([headers.join(";").toLowerCase(), "Accept"], [["page", ...parameters].join("; ")])),
    ).toBe("");
    for (const missing of headers) {
      expect(
        errors(
          lookup(
            headers.filter((name) => name !== missing),
            parameters,
          ),
        ),
      ).toContain("T20");
    }
    for (const missing of parameters) {
      expect(errors(lookup(headers, ["page", ...parameters.filter((name) => name !== missing)]))).toContain(
        "T20",
      );
    }
  });

  it("a key or a token is not varied by where it is deleted already", () => {
    for (const [, callers, { headers, parameters }] of kinds.slice(0, -1)) {
      const context = callersContext([callers]);
      expect(validateRaw(AFTER_TOKEN, lookup(headers, parameters), context)).toContain("T20");
      expect(errorsOf(new Policy().cacheLookup(), { ...context, level: "operation" })).toContain("T20");
      const shared = new Policy().cacheLookup({ sharedByCallers: true });
      expect(errorsOf(shared, { ...context, level: "operation" })).toBe("");
    }
    const open = callersContext([everyone]);
    expect(errorsOf(new Policy().cacheLookup(), { ...open, level: "operation" })).toBe("");
  });

  it("any of these is for all callers where that is said", () => {
    const shared = new Policy().cacheLookup({ sharedByCallers: true, varyByHeaders: ["Accept"] });
    expect(variedBy(shared, entraCallers())).toEqual({ headers: ["Accept"], parameters: [] });
    expect(errorsOf(shared)).toBe("");
  });

  it("a token is not handed to caches on the way to the caller", () => {
    const raw = (type: string) => lookup(["Authorization"], [], ` downstream-caching-type="${type}"`);
    expect(validateRaw(AFTER_AUTHENTICATION, raw("public"))).toContain("T20");
    expect(validateRaw(AFTER_AUTHENTICATION, raw("@(&quot;public&quot;)"))).toContain("T20");
    expect(validateRaw(AFTER_AUTHENTICATION, raw("private"))).toBe("");
  });

  it("a token in the query is looked up before a new path, which may leave it out", () => {
    const context = callersContext([byQuery]);
    const rewritten = new Policy().rewriteUri("/a", { copyUnmatchedParams: false });
    expect(errorsOf(rewritten.cacheLookup(), context)).toContain("T20");
    expect(errorsOf(rewritten.cacheLookup({ sharedByCallers: true }), context)).toBe("");
    expect(errorsOf(rewritten.cacheLookup(), callersContext([byHeader]))).toBe("");
    expect(errorsOf(new Policy().cacheLookup().rewriteUri("/a"), context)).toBe("");
  });
});

describe("T20: a response that is kept by a key", () => {
  const stored = (key: string, value = "@(context.Response.Body.As<string>(true))") => {
    const attributes = `key='${key}' value='${value.replaceAll("<", "&lt;")}'`;
    return `<cache-store-value ${attributes} duration="60" />`;
  };

  it.each(['"all"', "context.Request.OriginalUrl.Path", "context.Subscription.Id", "context.User.Id"])(
    "has the caller in the key, which %s has not",
    (code) => {
      expect(validateRaw(OUTBOUND, stored(`@(${code})`))).toContain("T20");
      expect(validateRaw(OUTBOUND, stored(`@(${code})`), callersContext([everyone]))).toBe("");
    },
  );

  it.each([
    ['(string)context.Variables["caller"] + context.Request.OriginalUrl.Path', entraCallers()],
    ["context.Subscription.Id", Callers.subscriptionKey()],
  ])("has the caller in the key, as %s has", (code, callers) => {
    expect(validateRaw(OUTBOUND, stored(`@(${code})`), callersContext([callers]))).toBe("");
  });

  it("has the caller in the key, as a header with a claim has", () => {
    const code = '@(context.Request.Headers.GetValueOrDefault("X-Caller-Id", ""))';
    expect(validateRaw(OUTBOUND, stored(code), { claimHeaders: ["X-Caller-Id"] })).toBe("");
    expect(validateRaw(OUTBOUND, stored(code))).toContain("T20");
  });

  it("may have any key when it is no response of the Function", () => {
    const code = '@(((IResponse)context.Variables["r"]).Body.As<string>())';
    expect(validateRaw(OUTBOUND, stored("settings", code))).toBe("");
  });
});

describe("T20: a semantic cache", () => {
  const semantic = (varyBy: string) =>
    `<llm-semantic-cache-lookup score-threshold="0.1" embeddings-backend-id="a">${varyBy}</llm-semantic-cache-lookup>`;

  it("varies by the caller", () => {
    const own = semantic('<vary-by>@((string)context.Variables["caller"])</vary-by>');
    expect(validateRaw(AFTER_AUTHENTICATION, own)).toBe("");
    for (const varyBy of [
      "",
      "<vary-by>@(context.Subscription.Id)</vary-by>",
      "<vary-by>context.User</vary-by>",
    ]) {
      expect(validateRaw(AFTER_AUTHENTICATION, semantic(varyBy))).toContain("T20");
      expect(validateRaw(AFTER_AUTHENTICATION, semantic(varyBy), callersContext([everyone]))).toBe("");
    }
  });
});

describe("a cache", () => {
  it("is not filled without being looked up", () => {
    expect(errorsOf(new Policy().cacheStore(60))).toContain("`cacheStore` was given without `cacheLookup`");
    expect(errorsOf(new Policy().cacheStore(60), { level: "operation", cachedByApi: true })).toBe("");
  });

  it("is not there on Consumption, unless an external one is connected", () => {
    const on = (skuName: string) => ({ skuName });
    expect(errorsOf(new Policy().cacheLookup().cacheStore(1), on("Consumption_0"))).toContain(
      "Consumption has no internal cache",
    );
    expect(validateRaw(OUTBOUND, '<cache-remove-value key="a" />', on("Consumption_0"))).toContain(
      "no internal cache",
    );
    expect(errorsOf(new Policy().cacheLookup().cacheStore(1), on("BasicV2_1"))).toBe("");
    const external = lookup(["Authorization"], [], ' caching-type="external"');
    expect(validateRaw(AFTER_AUTHENTICATION, external, on("Consumption_0"))).toBe("");
  });
});
