import fc, { type Arbitrary } from "fast-check";
import { entrances } from "../../../lib/support/shape/public-types";
import { type Source, text } from "./hostile-sources";
import type { TypedSources } from "./typed-sources";

/** Code that reads the request, or does not; some of it hides what it reads. */
const expressions: readonly string[] = [
  "@(context.RequestId.ToString())",
  '@(context.Request.Headers.GetValueOrDefault("X-A", ""))',
  '@(context.Response.Headers.GetValueOrDefault("X-A", ""))',
  '@(context.Request.Headers.GetValueOrDefault("Authorization", ""))',
  '@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject)',
  '@(context.Request.Headers["authorization"][0])',
  '@(context.Request.Headers["Author" + "ization"][0])',
  '@(context.Request.Headers["\\u0041uthorization"][0])',
  '@(context.Request.Headers[@"Authorization"][0])',
  '@(context.Request.Headers[$"{"Authorization"}"][0])',
  '@(context.Request.Headers[context.Variables.GetValueOrDefault<string>("name")][0])',
  '@(string.Join(",", context.Request.Headers.Select(h => h.Key + h.Value[0])))',
  "@(context.Request.Headers.Keys.First())",
  '@{ var r = context.Request; return r.Headers["Authorization"][0]; }',
  '@{ foreach (var h in context.Request.Headers) { return h.Value[0]; } return ""; }',
  '@(context/* */.Request.Headers["Authorization"][0])',
  '@(((IRequest)context.Variables["request"]).Headers["Authorization"][0])',
  "@(context.Request)",
  "@(JsonConvert.SerializeObject(context.Request.Headers))",
  '@("context.Request.Headers is a text")',
  "@(context.Subscription?.Key)",
  "@(context.Request.OriginalUrl.QueryString)",
  "{{name}}",
  '@(context.Request.Headers["{{name}}"][0])',
  "@(context.",
];

const liquid: readonly string[] = [
  "{{context.Request.Headers.Authorization}}",
  '{{context.Request.Headers["Authorization"]}}',
  "{% for h in context.Request.Headers %}{{h}}{% endfor %}",
  "{% assign r = context.Request %}{{ r.Headers.Authorization }}",
  "{{body.name}}",
  "{{ context.Request.Url.Path }}",
];

function attributeText(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Elements of policies around a text. */
const elements: readonly ((code: string) => string)[] = [
  (code) => `<set-header name="X-B" exists-action="override"><value>${code}</value></set-header>`,
  (code) => `<set-header name="Authorization" exists-action="override"><value>${code}</value></set-header>`,
  (code) =>
    `<set-header name="${attributeText(code)}" exists-action="override"><value>a</value></set-header>`,
  (code) => `<set-header name="X_Caller_Id" exists-action="override"><value>${code}</value></set-header>`,
  (code) => `<set-variable name="request" value="${attributeText(code)}" />`,
  (code) => `<set-variable name="validated-caller-token" value="${attributeText(code)}" />`,
  (code) => `<set-variable name="${attributeText(code)}" value="a" />`,
  (code) =>
    `<set-query-parameter name="code" exists-action="override"><value>${code}</value></set-query-parameter>`,
  (code) => `<set-body>${code}</set-body>`,
  (code) => `<set-body template="liquid">${code}</set-body>`,
  (code) => `<return-response><set-status code="200" /><set-body>${code}</set-body></return-response>`,
  (code) => `<trace source="a"><message>${code}</message></trace>`,
  (code) => `<log-to-eventhub logger-id="a">${code}</log-to-eventhub>`,
  (code) => `<emit-metric name="a"><dimension name="b" value="${attributeText(code)}" /></emit-metric>`,
  (code) => `<cache-store-value key="a" value="${attributeText(code)}" duration="60" />`,
  (code) =>
    `<cache-lookup-value key="a" variable-name="validated-caller-token" default-value="${attributeText(code)}" />`,
  (code) =>
    `<choose><when condition="@(true)"><set-header name="X-B"><value>${code}</value></set-header></when></choose>`,
  (code) =>
    `<send-request mode="new" response-variable-name="r"><set-url>https://example.com</set-url><set-body>${code}</set-body></send-request>`,
  (code) => `<send-request mode="copy" response-variable-name="r"><set-url>${code}</set-url></send-request>`,
  (code) =>
    `<send-request mode="${attributeText(code)}" response-variable-name="r"><set-url>https://example.com</set-url></send-request>`,
  () => '<send-one-way-request mode="copy"><set-url>https://example.com</set-url></send-one-way-request>',
  (code) => `<rewrite-uri template="${attributeText(code)}" />`,
  () => '<rewrite-uri template="/a" />',
  () => '<rewrite-uri template="/../admin/host/keys" copy-unmatched-params="false" />',
  () => '<rewrite-uri template="/%2E%2E/runtime/webhooks" copy-unmatched-params="false" />',
  () => '<rewrite-uri template="//example.com/a" />',
  () => '<proxy url="https://example.com" />',
  () => '<set-backend-service base-url="https://example.com" />',
  () => '<authentication-managed-identity resource="https://management.azure.com" />',
  () => '<authentication-basic username="a" password="b" />',
  () => '<forward-request follow-redirects="true" />',
  (code) => `<forward-request timeout="${attributeText(code)}" />`,
  () => '<retry condition="@(true)" count="1" interval="1"><forward-request /></retry>',
  () =>
    '<validate-jwt header-name="Authorization" output-token-variable-name="t"><openid-config url="https://a.example/b" /></validate-jwt>',
  () =>
    '<check-header name="Authorization" failed-check-httpcode="401" failed-check-error-message="a" ignore-case="true"><value>a</value></check-header>',
  () => '<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />',
  () =>
    '<cache-lookup vary-by-developer="false" vary-by-developer-groups="false"><vary-by-header>Authorization</vary-by-header></cache-lookup>',
  () =>
    '<cache-lookup vary-by-developer="true" vary-by-developer-groups="false" downstream-caching-type="public" />',
  () => '<cache-store duration="60" />',
  (code) => `<rate-limit-by-key calls="1" renewal-period="1" counter-key="${attributeText(code)}" />`,
  () => '<rate-limit calls="1" renewal-period="1" />',
  () => '<quota calls="1" renewal-period="300" />',
  () => '<include-fragment fragment-id="fragment" />',
  () => "<base />",
  () => "</inbound><inbound>",
  () => "<!-- a --><![CDATA[a]]>",
  () => '<publish-to-dapr topic="a">b</publish-to-dapr>',
  (code) =>
    `<xsl-transform><parameter name="a">${code}</parameter><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0" /></xsl-transform>`,
];

/** Raw XML, whole or broken. */
const rawXml: Arbitrary<Source> = fc
  .tuple(fc.constantFrom(...elements), fc.constantFrom(...expressions, ...liquid, "a", "${canary}"))
  .map(([element, code]) => text(element(code)));

const methods = (Object.keys(entrances) as (keyof typeof entrances)[]).filter((name) =>
  name.startsWith("Policy."),
);

/** Policies of some statements: by methods, with plausible arguments and with code, and in raw XML. */
export function policies(sources: TypedSources): Arbitrary<Source> {
  const places = sources.of("PolicyPlace", "place");
  const code = fc.constantFrom(...expressions).map(text);
  const statement = fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...methods)
        .chain((name) => sources.call(`.${name.slice("Policy.".length)}`, name)),
    },
    { weight: 3, arbitrary: fc.tuple(places, rawXml).map(([place, xml]) => `.rawXml(${place}, ${xml})`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom(
            '.setRequestHeader("X-B", $)',
            '.setResponseHeader("X-B", $)',
            '.setVariable("request", $)',
            '.setQueryParameter("q", $)',
            '.setRequestHeader($, "a")',
            ".returnResponse({ statusCode: 200, body: $ })",
            ".rewriteUri($)",
          ),
          code,
        )
        .map(([method, argument]) => method.replace("$", () => argument)),
    },
  );
  return fc.array(statement, { minLength: 1, maxLength: 3 }).map((all) => `new Policy()${all.join("")}`);
}
