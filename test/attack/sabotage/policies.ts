import { only } from "../../synthesis";
import {
  add,
  all,
  api,
  backend,
  backendUrl,
  beforeAuthentication,
  beforeToken,
  behindToken,
  type Change,
  cacheLookup,
  code,
  header,
  moveBackend,
  onError,
  operationPolicy,
  outbound,
  product,
  rewrite,
  type Sabotage,
  set,
  slot,
} from "./changes";

const branch = (xml: string) => `<choose><when condition="@(true)">${xml}</when></choose>`;
const inBranch = (start: string, end: string): Change =>
  all(
    rewrite(start, `<choose><when condition="@(context.Request.Method != &quot;GET&quot;)">${start}`),
    rewrite(end, `${end}</when></choose>`),
  );
const deletion = (name: string) => `<set-header name="${name}" exists-action="delete" />`;
const later = "${data.azuread_client_config.entra-deployer.tenant_id}";

/** What somebody does to the order of the gate's steps. */
export const stepSabotage: readonly Sabotage[] = [
  [
    "no policy",
    (stack) => {
      delete stack.resource.azurerm_api_management_api_policy;
    },
    "authentication",
  ],
  ["a policy that is no XML", rewrite("</policies>", ""), "policy-form"],
  ["a section twice", rewrite("</inbound>", "</inbound><inbound><base /></inbound>"), "policy-form"],
  ["no base in inbound", rewrite("<inbound>\n    <base />", "<inbound>"), "base"],
  ["base behind another policy", rewrite("<base />", '<set-variable name="a" value="a" /><base />'), "base"],
  ["base twice", rewrite("<base />", "<base /><base />"), "base"],
  [
    "no base in outbound",
    rewrite("<outbound>\n    <base />\n  </outbound>", "<outbound></outbound>"),
    "base",
  ],
  [
    "no base in the backend section",
    rewrite("<backend>\n    <base />\n  </backend>", "<backend></backend>"),
    "policy-form",
  ],
  ["an operation without base", operationPolicy("", ""), "base"],

  [
    "no authentication",
    rewrite(/<validate-azure-ad-token[\s\S]*<\/validate-azure-ad-token>/, ""),
    "authentication",
  ],
  [
    "authentication in a branch",
    inBranch("<validate-azure-ad-token", "</validate-azure-ad-token>"),
    "authentication",
  ],
  ["callers of any tenant", rewrite(/tenant-id="[^"]*"/, 'tenant-id="common"'), "authentication"],
  [
    "any application",
    rewrite(/<client-application-ids>[\s\S]*<\/client-application-ids>/, ""),
    "authentication",
  ],
  ["any audience", rewrite(/<audiences>[\s\S]*<\/audiences>/, "<audiences />"), "authentication"],
  [
    "an audience that is evaluated",
    rewrite("api://hello", code('@(context.Request.Headers["aud"][0])')),
    "authentication",
  ],
  ["tokens from anywhere", rewrite('header-name="Authorization"', ""), "authentication"],
  [
    "tokens of anyone's host",
    rewrite("tenant-id=", 'authentication-endpoint="https://example.com" tenant-id='),
    "authentication",
  ],
  ["tokens without a signature", unsigned, "authentication"],

  ["the caller's Authorization kept", rewrite(deletion("Authorization"), ""), "deletion"],
  ["the caller's function key kept", rewrite(deletion("x-functions-key"), ""), "deletion"],
  ["the caller's principal kept", rewrite(deletion("X-MS-CLIENT-PRINCIPAL-ID"), header("a")), "deletion"],
  [
    "a deletion in a branch",
    rewrite(deletion("x-functions-key"), branch(deletion("x-functions-key"))),
    "deletion",
  ],
  [
    "the key in the query kept",
    rewrite('<set-query-parameter name="subscription-key" exists-action="delete" />', ""),
    "deletion",
  ],
  ["a key that comes back with a new path", operationPolicy('<rewrite-uri template="/a" />'), "deletion"],
  ["a principal that is set", behindToken(header("admin", "X_MS_Client-Principal")), "deletion"],
  [
    "a key that is set",
    behindToken('<set-query-parameter name="code"><value>a</value></set-query-parameter>'),
    "deletion",
  ],
  [
    "other names of the key",
    api("subscription_key_parameter_names", { header: "key", query: "key" }),
    "deletion",
  ],
  ["a header whose name is computed", behindToken(header("a", "@(context.RequestId.ToString())")), "unknown"],
  ["a header whose name is a named value", behindToken(header("a", "{{name}}")), "unknown"],
  ["a header whose name Terraform knows later", behindToken(header("a", later)), "unknown"],

  ["the backend before authentication", moveBackend(beforeAuthentication), "order"],
  ["the token before the backend", moveBackend(behindToken), "order"],
  ["no token step", rewrite(/<authentication-managed-identity [^>]*>/, ""), "token-step"],
  [
    "a token in a branch",
    inBranch("<authentication-managed-identity", 'ignore-error="false" />'),
    "token-step",
  ],
  ["errors of the token step ignored", rewrite('ignore-error="false"', 'ignore-error="true"'), "token-step"],
  [
    "a token in a variable",
    rewrite('ignore-error="false"', 'ignore-error="false" output-token-variable-name="t"'),
    "token-step",
  ],
  [
    "a token for Azure Resource Manager",
    rewrite(/resource="[^"]*"/, 'resource="https://management.azure.com"'),
    "token-step",
  ],
  [
    "a second token",
    beforeToken('<send-request mode="new"><authentication-managed-identity resource="a" /></send-request>'),
    "token-step",
  ],
  ["another authentication", behindToken('<authentication-basic username="a" password="b" />'), "token-step"],
  [
    "a product that asks for a token",
    product({}, '<authentication-managed-identity resource="a" />'),
    "token-step",
  ],

  ["another backend", rewrite(/backend-id="[^"]*"/, 'backend-id="other"'), "backend"],
  [
    "a backend by its URL",
    rewrite(/<set-backend-service [^>]*>/, '<set-backend-service base-url="https://a.example" />'),
    "backend",
  ],
  [
    "a second backend behind the token",
    behindToken(branch('<set-backend-service base-url="https://a.example" />')),
    "backend",
  ],
  ["a backend of a product", product({}, '<set-backend-service base-url="https://a.example" />'), "backend"],
  [
    "an operation's backend without a token",
    operationPolicy('<set-backend-service backend-id="hello" />'),
    "order",
  ],
  [
    "a backend by its name and its URL",
    rewrite("backend-id=", 'base-url="https://a.example" backend-id='),
    "backend",
    /chosen by base-url/,
  ],
  ["a backend that is no HTTP", backend("protocol", "soap"), "backend", /the protocol is/],
  ["a backend over HTTP", backendUrl((url) => url.replace("https", "http")), "backend", /over HTTPS/],
  ["another host", backend("url", "https://example.com/api"), "backend"],
  [
    "a host behind the Function's name",
    backendUrl((url) => url.replace("/api", ".example.com/api")),
    "backend",
  ],
  ["a user before the host", backendUrl((url) => url.replace("https://", "https://x@")), "backend"],
  ["a fragment of a URL", backendUrl((url) => url.replace("https://", "https://example.com#")), "backend"],
  ["certificates that are not checked", backend("tls.validate_certificate_name", false), "backend"],
  ["a proxy of the backend", backend("proxy", { url: "https://example.com", username: "a" }), "backend"],
  ["credentials of the backend", backend("credentials", { header: { a: "b" } }), "backend"],
  ["an API over HTTP", api("protocols", ["http", "https"]), "hardening"],
];

/** Takes the place of the validation by one that takes any token. */
function unsigned(stack: Parameters<Change>[0]): void {
  const jwt =
    '<validate-jwt header-name="Authorization" require-signed-tokens="false"><openid-config url="https://a.example/b" /><audiences><audience>a</audience></audiences></validate-jwt>';
  rewrite(/<validate-azure-ad-token[\s\S]*<\/validate-azure-ad-token>/, jwt)(stack);
}

const authorization = 'context.Request.Headers["Authorization"][0]';
const readIn = (element: (expression: string) => string) => element(code(`@(${authorization})`));
const answer = (expression: string) => outbound(header(code(expression)));
const liquid = (template: string) => outbound(`<set-body template="liquid">${template}</set-body>`);
const request = (name: string, mode: string) =>
  `<${name} mode="${mode}"><set-url>https://example.com</set-url></${name}>`;

/** What somebody does to see the gateway's token, or to have it sent elsewhere. */
export const tokenSabotage: readonly Sabotage[] = [
  ["the token in an answer", answer(`@(${authorization})`), "token-read"],
  [
    "the token by a method",
    answer('@(context.Request.Headers.GetValueOrDefault("authorization"))'),
    "token-read",
  ],
  [
    "all headers in an answer",
    answer('@(string.Join(",", context.Request.Headers.Select(h => h.Value[0])))'),
    "token-read",
  ],
  [
    "all headers in a loop",
    answer('@{ foreach (var h in context.Request.Headers) { return h.Key; } return ""; }'),
    "token-read",
  ],
  [
    "a name that is put together",
    answer('@(context.Request.Headers["Author" + "ization"][0])'),
    "token-read",
  ],
  ["a name that is computed", answer('@(context.Request.Headers[$"{"Authorization"}"][0])'), "token-read"],
  ["a name in escapes", answer('@(context.Request.Headers["\\u0041uthorization"][0])'), "token-read"],
  ["a name behind a comment", answer('@(context./* */Request.Headers[@"Authorization"][0])'), "token-read"],
  ["members in escapes", answer('@(context.Request.He\\u0061ders["Authorization"][0])'), "token-read"],
  [
    "the request under another name",
    answer(`@{ var r = context.Request; return r.Headers["a"][0]; }`),
    "token-read",
  ],
  ["the request as a text", answer("@(JsonConvert.SerializeObject(context.Request))"), "token-read"],
  ["a member by its name", answer('@(context.Request.GetType().GetProperty("a").Name)'), "token-read"],
  [
    "a variable that holds the request",
    answer('@(((IRequest)context.Variables["r"]).Headers["a"][0])'),
    "token-read",
  ],
  [
    "the request kept in a variable",
    beforeToken('<set-variable name="r" value="@(context.Request)" />'),
    "unknown",
  ],
  ["headers kept to be read later", beforeToken(readLater()), "unknown"],
  ["the token in an error", onError(readIn((text) => `<set-body>${text}</set-body>`)), "token-read"],
  [
    "the token in an answer of the gateway's",
    behindToken(readIn((text) => `<return-response><set-body>${text}</set-body></return-response>`)),
    "token-read",
  ],
  [
    "the token in a product's answer",
    productOutbound(readIn((text) => `<set-body>${text}</set-body>`)),
    "token-read",
  ],
  ["the token in Liquid", liquid("{{context.Request.Headers.Authorization}}"), "token-read"],
  ["the token in Liquid by an index", liquid('{{ context.Request.Headers["authorization"] }}'), "token-read"],
  ["all headers in Liquid", liquid("{% for h in context.Request.Headers %}{{h}}{% endfor %}"), "token-read"],
  [
    "the request in Liquid under another name",
    liquid("{% assign r = context.Request %}{{r.Headers.a}}"),
    "token-read",
  ],
  [
    "the token in an event",
    outbound(readIn((text) => `<log-to-eventhub logger-id="a">${text}</log-to-eventhub>`)),
    "token-read",
  ],
  [
    "the token in a trace",
    behindToken(readIn((text) => `<trace source="a"><message>${text}</message></trace>`)),
    "token-read",
  ],
  [
    "the token in a metric",
    behindToken(
      readIn((text) => `<emit-metric name="a"><dimension name="b" value="${text}" /></emit-metric>`),
    ),
    "token-read",
  ],
  [
    "the token in a cache",
    behindToken(readIn((text) => `<cache-store-value key="a" duration="1" value="${text}" />`)),
    "token-read",
  ],
  [
    "the token in a request of its own",
    behindToken(readIn((text) => `<send-request mode="new"><set-body>${text}</set-body></send-request>`)),
    "token-read",
  ],
  [
    "the token in a stylesheet",
    outbound(readIn((text) => `<xsl-transform><parameter name="a">${text}</parameter></xsl-transform>`)),
    "token-read",
  ],
  [
    "a limit by the gateway's token",
    operationPolicy(
      readIn((text) => `<rate-limit-by-key calls="1" renewal-period="1" counter-key="${text}" />`),
    ),
    "token-read",
  ],
  [
    "a branch by the gateway's token",
    operationPolicy(readIn((text) => `<choose><when condition="${text}" /></choose>`)),
    "token-read",
  ],
  [
    "a check of the token's header",
    behindToken('<check-header name="Authorization"><value>a</value></check-header>'),
    "token-read",
  ],
  [
    "a validation of the gateway's token",
    behindToken('<validate-jwt header-name="Authorization" output-token-variable-name="t" />'),
    "token-read",
  ],
  ["code that Terraform writes", answer(`@(context.Request.${later})`), "token-read"],
  ["code that a named value writes", answer("@(context.Request.{{name}})"), "token-read"],
  ["a request copied with the token", behindToken(request("send-request", "copy")), "token-sent"],
  ["a request copied on the way back", outbound(request("send-one-way-request", "Copy")), "token-sent"],
  ["a request whose mode is computed", outbound(request("send-request", "@(a)")), "token-sent"],
  ["a proxy", beforeToken('<proxy url="https://example.com" />'), "token-sent"],
  [
    "redirects that are followed",
    rewrite("<backend>\n    <base />", '<backend><forward-request follow-redirects="true" />'),
    "token-sent",
  ],
  [
    "a header that is logged",
    set("azurerm_api_management_api_diagnostic", "backend_request.headers_to_log", ["AUTHORIZATION"]),
    "token-sent",
  ],
  ["a subscription that can be traced", add("azurerm_api_management_subscription", {}), "token-sent"],
  ["a fragment that nobody knows", behindToken('<include-fragment fragment-id="f" />'), "unknown"],
  ["a named value that may be an expression", outbound(header("{{value}}")), "unknown"],
  ["a policy that nobody knows", behindToken('<publish-to-dapr topic="a" />'), "unknown"],
];

function readLater(): string {
  const lazy = code(`@(new[] { 1 }.Select(i => ${authorization}))`);
  return `<set-variable name="r" value="${lazy}" />`;
}

function productOutbound(xml: string): Change {
  return all(product({}), (stack) => {
    const policy = only(stack, "azurerm_api_management_product_policy");
    policy.xml_content = policy.xml_content.replace("<outbound><base />", `<outbound><base />${xml}`);
  });
}

/** What somebody does to who may call, or is told to the Function. */
export const callerSabotage: readonly Sabotage[] = [
  [
    "a variable of the gate that a product sets",
    product({}, '<set-variable name="Validated-Caller-Token" value="x" />'),
    "claim-header",
  ],
  [
    "a variable of which the name is known later",
    behindToken('<cache-lookup-value key="a" variable-name="@(context.Operation.Id)" />'),
    "claim-header",
  ],
  ["a claim's header that somebody else sets", behindToken(header("a", "x-caller-id")), "claim-header"],
  ["a claim's header with underscores", behindToken(header("a", "X_Caller_Id")), "claim-header"],
  ["a claim's header with underscores in a product", product({}, header("a", "X_Caller_Id")), "claim-header"],
  ["a claim's header that is not deleted", rewrite(deletion("X-Caller-Id"), ""), "claim-header"],

  [
    "a product without a key over an API with one",
    all(api("subscription_required", true), product({ subscription_required: false })),
    "key",
  ],
  ["a key that is known later", api("subscription_required", "${true}"), "key"],
  ["no word on a key", api("subscription_required"), "key"],
  ["one caller's answer for another", beforeToken(cacheLookup()), "cache"],
  ["answers by the gateway's token", behindToken(cacheLookup("Authorization")), "cache"],
  ["answers by the gateway's token for an operation", operationPolicy(cacheLookup("Authorization")), "cache"],
  ["answers by a header that is gone", beforeToken(cacheLookup("Authorization")), "cache"],
  ["answers before authentication", beforeAuthentication(cacheLookup("Authorization")), "cache"],
  ["answers of a product", product({}, cacheLookup("Authorization")), "cache"],
  [
    "answers by another header than the token's",
    all(
      rewrite('header-name="Authorization"', 'header-name="X-Token"'),
      rewrite(
        "</validate-azure-ad-token>",
        `</validate-azure-ad-token>${cacheLookup("Authorization")}${deletion("X-Token")}`,
      ),
    ),
    "cache",
  ],
  [
    "answers that proxies may keep",
    rewrite(
      "</validate-azure-ad-token>",
      `</validate-azure-ad-token>${cacheLookup("Authorization", ' downstream-caching-type="public"')}`,
    ),
    "cache",
  ],
  [
    "a quota that a caller without a key has not",
    product({}, '<quota calls="1" renewal-period="1" />'),
    "limit",
  ],
  [
    "a limit that a caller without a key has not",
    operationPolicy('<rate-limit calls="1" renewal-period="1" />'),
    "limit",
  ],
];

const rewriteUri = (template: string) =>
  operationPolicy(`<rewrite-uri template="${template}" copy-unmatched-params="false" />`);

/** What somebody does to where calls go. */
export const routeSabotage: readonly Sabotage[] = [
  ["a route to the host's own paths", backendUrl((url) => url.replace("/api", "")), "route"],
  ["a prefix of the host's own paths", backendUrl((url) => url.replace("/api", "/runtime")), "route"],
  ["a prefix that is known later", backendUrl((url) => url.replace("/api", `/${later}`)), "unknown"],
  ["a rewrite to the host's own paths", rewriteUri("/../admin/host/keys"), "route"],
  ["a rewrite that is encoded", rewriteUri("/%2e%2e/runtime/webhooks"), "route"],
  ["a rewrite that is encoded twice", rewriteUri("/%252e%252e/admin"), "route"],
  ["a rewrite to another host", rewriteUri("//example.com/"), "route"],
  ["a rewrite that is computed", rewriteUri("@(context.Request.OriginalUrl.Path)"), "unknown"],
  ["an open API over a closed one's paths", openApi("hello/deeper", "/{page}"), "overlap"],
  ["an open API over a closed one's paths in other letters", openApi("Hello", "/{*rest}"), "overlap"],
  ["an operation that asks for something else, under another one's paths", narrower, "overlap"],
  [
    "a product of another gateway",
    all(product({}), set("azurerm_api_management_product_api", "api_management_name", "other")),
    "ownership",
  ],
  ["two backends of one name", twice("azurerm_api_management_backend"), "duplicate"],
  [
    "two Function Apps of one name",
    twice("azurerm_linux_function_app", "azurerm_windows_function_app"),
    "duplicate",
  ],
];

/** An API with callers of its own at one exact path, which the closed one's wildcard matches too. */
function narrower(stack: Parameters<Change>[0]): void {
  openApi("hello/deeper", "/a")(stack);
  const policy = { ...only(stack, "azurerm_api_management_api_policy"), api_name: "open" };
  policy.xml_content = policy.xml_content.replace("api://hello", "api://other");
  add("azurerm_api_management_api_policy", policy)(stack);
}

export function openApi(path: string, template: string): Change {
  return (stack) => {
    const open = { ...only(stack, "azurerm_api_management_api"), name: "open", path };
    const [operation] = Object.values<object>(stack.resource.azurerm_api_management_api_operation);
    all(
      add("azurerm_api_management_api", open),
      add("azurerm_api_management_api_operation", {
        ...operation,
        api_name: "open",
        method: "GET",
        url_template: template,
      }),
    )(stack);
  };
}

function twice(type: string, as = type): Change {
  return (stack) => add(as, only(stack, type))(stack);
}

const variable: Change = (stack) => {
  stack.variable = { v: {} };
};
const escaped = ["&", "<", ">", '"'].reduce(
  (text, character, index) =>
    `replace(${text}, "${character === '"' ? '\\"' : character}", "${["&amp;", "&lt;", "&gt;", "&quot;"][index]}")`,
  "var.v",
);

/** What somebody writes so that Terraform evaluates it. */
export const textSabotage: readonly Sabotage[] = [
  ["a text that is evaluated", api("description", '${file("/etc/passwd")}'), "terraform-text"],
  [
    "a text that is evaluated within a function",
    api("description", '${join("", [file("/etc/passwd")])}'),
    "terraform-text",
  ],
  [
    "a reference to nothing",
    api("description", "${azurerm_storage_account.nothing.primary_access_key}"),
    "terraform-text",
  ],
  ["a reference to itself", api("description", "${self.name}"), "terraform-text"],
  ["a directive", api("description", "%{ if true }a%{ endif }"), "terraform-text"],
  ["a text that Terraform cannot read", api("description", "${name}}"), "terraform-text"],
  ["a text without an end", api("description", "a ${"), "terraform-text"],
  ["a name in a map that is evaluated", api("tags", { "${terraform.workspace}": "a" }), "terraform-text"],
  ["a value that is not escaped in XML", all(variable, outbound(header("a ${var.v}"))), "terraform-value"],
  [
    "a value that is escaped in part",
    all(variable, outbound(header('a ${replace(var.v, "<", "&lt;")}'))),
    "terraform-value",
  ],
  ["a value that may be an expression", all(variable, outbound(header(`\${${escaped}}`))), "terraform-value"],
];

/** Variants in which the gate is whole. */
export const whole: readonly (readonly [what: string, change: Change])[] = [
  ["a slot", slot("")],
  ["a product", product({ subscription_required: true })],
  [
    "a product that asks for no key, over an API that asks for none",
    product({ subscription_required: false }),
  ],
  ["a policy of an operation", operationPolicy(header("a"))],
  [
    "answers by the caller's token",
    rewrite("</validate-azure-ad-token>", `</validate-azure-ad-token>${cacheLookup("Authorization")}`),
  ],
  ["a single header in an answer", answer('@(context.Request.Headers.GetValueOrDefault("X-A", ""))')],
  [
    "all headers of the Function's answer",
    answer('@(string.Join(",", context.Response.Headers.Select(h => h.Key)))'),
  ],
  ["a text that names headers", answer('@("context.Request.Headers")')],
  [
    "the caller's token before the gateway's",
    rewrite(
      "</validate-azure-ad-token>",
      `</validate-azure-ad-token>${readIn((text) => `<rate-limit-by-key calls="1" renewal-period="1" counter-key="${text}" />`)}`,
    ),
  ],
  ["a body in Liquid", liquid("{{body.name}} {{context.Request.Url.Path}} {{context.Request.Headers.X-A}}")],
  ["a request of its own", behindToken(request("send-request", "new"))],
  [
    "a new path, and the keys deleted again",
    operationPolicy(
      '<rewrite-uri template="/a" /><set-query-parameter name="subscription-key" exists-action="delete" /><set-query-parameter name="code" exists-action="delete" />',
    ),
  ],
  [
    "a Function called again",
    rewrite(
      "<backend>\n    <base />",
      '<backend><retry condition="@(true)" count="1" interval="1"><forward-request /></retry>',
    ),
  ],
  ["an escaped text", api("description", "$${name} and %%{name}")],
  ["a value within a text that is escaped", all(variable, outbound(header(`a \${${escaped}}`)))],
];
