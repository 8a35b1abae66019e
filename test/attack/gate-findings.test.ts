import { synthesizedExamples } from "../fixtures/examples";
import { type Json, only } from "../synthesis";
import type { Declared } from "./checker/declared";
import type { Finding, FindingKind } from "./checker/finding";
import { gateFindings } from "./checker/gate-findings";

const examples = Object.fromEntries(synthesizedExamples());
/** What the examples say in words: a health probe is open to everyone. */
const declared: Declared = { open: ["bookings/health", "bookings-v2/health"] };

/** Closed by a change of the library that is on its way, and goes with it. */
const notLimited = /<quota> counts by subscription/;

function findings(stacks: Record<string, Json>, said: Declared = declared): Finding[] {
  return gateFindings(stacks, said);
}

test("the gates of all examples are whole", () => {
  expect(findings(examples).filter(({ detail }) => !notLimited.test(detail))).toEqual([]);
});

test("an operation that is open without a word is found", () => {
  const found = findings(examples, {}).filter(({ kind }) => kind === "authentication");
  expect(found.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual([
    "authentication: health asks for no token",
    "authentication: health asks for no token",
  ]);
});

const app = (json: Json) => only(json, "azurerm_linux_function_app");
const auth = (json: Json) => app(json).auth_settings_v2;
const directory = (json: Json) => auth(json).active_directory_v2;
const site = (json: Json) => app(json).site_config;
const application = (json: Json) => only(json, "azuread_application");
const backend = (json: Json) => only(json, "azurerm_api_management_backend");
const api = (json: Json) => only(json, "azurerm_api_management_api");

/** Changes the only API's policy; a change that changes nothing is a mistake of the test. */
function rewrite(from: string | RegExp, to: string): (json: Json) => void {
  return (json) => {
    const policy = only(json, "azurerm_api_management_api_policy");
    const changed = policy.xml_content.replace(from, () => to);
    if (changed === policy.xml_content) throw new Error(`${from} is not in the policy`);
    policy.xml_content = changed;
  };
}

const tokenStep = /<authentication-managed-identity [^>]*>/;
const behindToken = (xml: string) => (json: Json) => {
  const [step] = tokenStep.exec(only(json, "azurerm_api_management_api_policy").xml_content) ?? [""];
  rewrite(step, `${step}${xml}`)(json);
};
const beforeToken = (xml: string) => (json: Json) => {
  const [step] = tokenStep.exec(only(json, "azurerm_api_management_api_policy").xml_content) ?? [""];
  rewrite(step, `${xml}${step}`)(json);
};
const outbound = (xml: string) => rewrite("<outbound>\n    <base />", `<outbound>\n    <base />${xml}`);
const onError = (xml: string) => rewrite("<on-error>\n    <base />", `<on-error>\n    <base />${xml}`);
const header = (value: string) =>
  `<set-header name="X-A" exists-action="override"><value>${value}</value></set-header>`;

/** An operation's policy as the library writes it, with something of its own. */
function operationPolicy(json: Json, operationId: string, inbound: string): void {
  const { api_management_name, api_name, resource_group_name } = only(
    json,
    "azurerm_api_management_api_policy",
  );
  const base = "<base />";
  json.resource.azurerm_api_management_api_operation_policy = {
    own: {
      api_management_name,
      api_name,
      resource_group_name,
      operation_id: operationId,
      xml_content: `<policies><inbound>${base}${inbound}</inbound><backend>${base}</backend><outbound>${base}</outbound><on-error>${base}</on-error></policies>`,
    },
  };
}

/** A product with the only API in it. */
function product(json: Json, settings: Json, policy?: string): void {
  const { api_management_name, api_name, resource_group_name } = only(
    json,
    "azurerm_api_management_api_policy",
  );
  const at = { api_management_name, resource_group_name };
  json.resource.azurerm_api_management_product = { gold: { ...at, product_id: "gold", ...settings } };
  json.resource.azurerm_api_management_product_api = { gold: { ...at, product_id: "gold", api_name } };
  if (policy === undefined) return;
  const base = "<base />";
  json.resource.azurerm_api_management_product_policy = {
    gold: {
      ...at,
      product_id: "gold",
      xml_content: `<policies><inbound>${base}${policy}</inbound><backend>${base}</backend><outbound>${base}</outbound><on-error>${base}</on-error></policies>`,
    },
  };
}

/** A slot that is made from the app. */
function slot(json: Json): Json {
  const { name: _, location: __, service_plan_id: ___, ...args } = structuredClone(app(json));
  const [address] = Object.keys(json.resource.azurerm_linux_function_app);
  const made = { ...args, name: "staging", function_app_id: `\${azurerm_linux_function_app.${address}.id}` };
  json.resource.azurerm_linux_function_app_slot = { staging: made };
  return made;
}

/** The policies of an API whose Function is told a claim. */
const claim = (json: Json) => {
  rewrite(
    'failed-validation-httpcode="401"',
    'failed-validation-httpcode="401" output-token-variable-name="caller"',
  )(json);
  rewrite(
    "</validate-azure-ad-token>",
    `</validate-azure-ad-token><set-header name="X-Caller-Id" exists-action="delete" /><choose><when condition="@(context.Variables.ContainsKey(&quot;caller&quot;))"><set-header name="X-Caller-Id" exists-action="override"><value>@(((Jwt)context.Variables["caller"]).Claims["oid"][0])</value></set-header></when></choose>`,
  )(json);
};
const both =
  (...changes: ((json: Json) => void)[]) =>
  (json: Json) => {
    for (const change of changes) change(json);
  };

/** Puts an example together as somebody writes it who takes the gate apart: what has to be found, and how it is named. */
const sabotage: readonly (readonly [what: string, change: (json: Json) => void, kind: FindingKind])[] = [
  // Easy Auth.
  ["no Easy Auth", (json) => delete app(json).auth_settings_v2, "easy-auth"],
  ["Easy Auth off", (json) => (auth(json).auth_enabled = false), "easy-auth"],
  ["Easy Auth that Terraform knows later", (json) => (auth(json).auth_enabled = "${true}"), "easy-auth"],
  ["anonymous calls", (json) => (auth(json).require_authentication = false), "easy-auth"],
  ["no word on authentication", (json) => delete auth(json).require_authentication, "easy-auth"],
  ["a login page", (json) => (auth(json).unauthenticated_action = "RedirectToLoginPage"), "easy-auth"],
  ["an excluded path", (json) => (auth(json).excluded_paths = ["/health"]), "easy-auth"],
  ["a file that configures it", (json) => (auth(json).config_file_path = "auth.json"), "easy-auth"],
  ["another version of it", (json) => (auth(json).runtime_version = "~2"), "easy-auth"],
  ["a token store", (json) => (auth(json).login.token_store_enabled = true), "easy-auth"],
  ["another provider", (json) => (auth(json).google_v2 = { client_id: "x" }), "easy-auth"],
  ["the legacy block", (json) => (app(json).auth_settings = { enabled: false }), "easy-auth"],
  [
    "changes that are ignored",
    (json) => (app(json).lifecycle = { ignore_changes: ["auth_settings_v2"] }),
    "easy-auth",
  ],
  [
    "another audience",
    (json) => directory(json).allowed_audiences.push("https://management.azure.com"),
    "easy-auth",
  ],
  ["a secret", (json) => (directory(json).client_secret_setting_name = "SECRET"), "easy-auth"],
  [
    "allowed groups",
    (json) => (directory(json).allowed_groups = ["11111111-2222-4333-8444-555555555555"]),
    "easy-auth",
  ],
  [
    "any tenant",
    (json) => (directory(json).tenant_auth_endpoint = "https://login.microsoftonline.com/common/v2.0"),
    "issuer",
  ],
  [
    "another tenant",
    (json) =>
      (directory(json).tenant_auth_endpoint =
        "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0"),
    "issuer",
  ],
  [
    "an issuer of anyone's",
    (json) =>
      (directory(json).tenant_auth_endpoint = directory(json).tenant_auth_endpoint.replace(
        "login.microsoftonline.com",
        "login.example.com",
      )),
    "issuer",
  ],
  [
    "the endpoint of version 1",
    (json) =>
      (directory(json).tenant_auth_endpoint = directory(json).tenant_auth_endpoint.replace("/v2.0", "")),
    "issuer",
  ],
  [
    "a provider of another cloud",
    (json) => (json.provider.azurerm[0].environment = "usgovernment"),
    "issuer",
  ],
  ["a slot without the gate", (json) => delete slot(json).auth_settings_v2, "easy-auth"],
  [
    "a slot with an excluded path",
    (json) => (slot(json).auth_settings_v2.excluded_paths = ["/"]),
    "easy-auth",
  ],
  [
    "a slot that lets others in",
    (json) => slot(json).auth_settings_v2.active_directory_v2.allowed_identities.pop(),
    "allow-list",
  ],

  // Who is on its lists.
  ["no application on the list", (json) => delete directory(json).allowed_applications, "allow-list"],
  ["no identity on the list", (json) => (directory(json).allowed_identities = []), "allow-list"],
  [
    "one more identity",
    (json) => {
      directory(json).allowed_applications.push("11111111-2222-4333-8444-555555555555");
      directory(json).allowed_identities.push("11111111-2222-4333-8444-666666666666");
    },
    "allow-list",
  ],
  [
    "somebody else's identity",
    (json) => (directory(json).allowed_identities = ["11111111-2222-4333-8444-666666666666"]),
    "allow-list",
  ],
  [
    "the two ids in each other's places",
    (json) => {
      const { allowed_applications, allowed_identities } = directory(json);
      Object.assign(directory(json), {
        allowed_applications: allowed_identities,
        allowed_identities: allowed_applications,
      });
    },
    "allow-list",
  ],
  [
    "a token asked for as another identity",
    rewrite(/client-id="[^"]*"/, 'client-id="11111111-2222-4333-8444-555555555555"'),
    "allow-list",
  ],
  ["a token asked for as the gateway's own identity", rewrite(/client-id="[^"]*" /, ""), "token-step"],

  // Settings and hosts.
  [
    "a setting that switches authentication off",
    (json) => (app(json).app_settings = { WEBSITE_AUTH_ENABLED: "False" }),
    "app-setting",
  ],
  [
    "the same in other letters",
    (json) => (app(json).app_settings = { website_auth_Enabled: "False" }),
    "app-setting",
  ],
  [
    "a setting whose name is known later",
    (json) => (app(json).app_settings = { '${join("_", ["WEBSITE", "AUTH", "ENABLED"])}': "False" }),
    "unknown",
  ],
  ["settings that are known later", (json) => (app(json).app_settings = "${merge({}, {})}"), "unknown"],
  ["settings that differ in case", (json) => (app(json).app_settings = { A: "1", a: "2" }), "duplicate"],
  [
    "basic authentication for FTP",
    (json) => (app(json).ftp_publish_basic_authentication_enabled = true),
    "hardening",
  ],
  [
    "basic authentication for deployments",
    (json) => delete app(json).webdeploy_publish_basic_authentication_enabled,
    "hardening",
  ],
  ["FTP", (json) => (site(json).ftps_state = "FtpsOnly"), "hardening"],
  ["HTTP", (json) => (app(json).https_only = false), "hardening"],
  ["old TLS", (json) => (site(json).minimum_tls_version = "1.0"), "hardening"],
  [
    "an SCM site for everyone",
    (json) => (site(json).scm_ip_restriction_default_action = "Allow"),
    "hardening",
  ],
  [
    "an SCM rule for everyone",
    (json) => (site(json).scm_ip_restriction = [{ ip_address: "0.0.0.0/0", action: "Allow" }]),
    "hardening",
  ],
  ["remote debugging", (json) => (site(json).remote_debugging_enabled = true), "hardening"],
  [
    "the gateways' service tag",
    (json) => (site(json).ip_restriction = [{ service_tag: "ApiManagement" }]),
    "hardening",
  ],

  // Entra.
  [
    "tokens for whoever asks",
    (json) => (only(json, "azuread_service_principal").app_role_assignment_required = false),
    "role",
  ],
  ["a role that nobody has", (json) => delete json.resource.azuread_app_role_assignment, "role"],
  [
    "a role of somebody else",
    (json) =>
      (only(json, "azuread_app_role_assignment").principal_object_id =
        "11111111-2222-4333-8444-666666666666"),
    "role",
  ],
  [
    "a policy that does not wait for the role",
    (json) => delete only(json, "azurerm_api_management_api_policy").depends_on,
    "role",
  ],
  ["tokens of version 1", (json) => delete application(json).api, "registration"],
  [
    "a registration for every tenant",
    (json) => (application(json).sign_in_audience = "AzureADMultipleOrgs"),
    "registration",
  ],
  [
    "a redirect URI",
    (json) => (application(json).web = { redirect_uris: ["https://example.com"] }),
    "registration",
  ],
  ["a scope", (json) => (application(json).api.oauth2_permission_scope = [{ value: "x" }]), "registration"],
  [
    "a role for users",
    (json) => application(json).app_role[0].allowed_member_types.push("User"),
    "registration",
  ],
  [
    "a password resource",
    (json) => (json.resource.azuread_application_password = { p: { application_id: "x" } }),
    "credential",
  ],
  ["a password block", (json) => (application(json).password = { display_name: "p" }), "credential"],
  [
    "a federated credential",
    (json) => (json.resource.azuread_application_federated_identity_credential = { f: {} }),
    "credential",
  ],

  // The steps of the gate.
  ["no policy", (json) => delete json.resource.azurerm_api_management_api_policy, "authentication"],
  ["a policy that is no XML", rewrite("</policies>", ""), "policy-form"],
  ["no base in inbound", rewrite("<inbound>\n    <base />", "<inbound>"), "base"],
  [
    "base behind another policy",
    rewrite("<inbound>\n    <base />", '<inbound><trace source="a"><message>a</message></trace><base />'),
    "base",
  ],
  [
    "no base in outbound",
    rewrite("<outbound>\n    <base />\n  </outbound>", "<outbound></outbound>"),
    "base",
  ],
  [
    "an operation without base",
    (json) => {
      operationPolicy(json, "get-all", "");
      const own = only(json, "azurerm_api_management_api_operation_policy");
      own.xml_content = own.xml_content.replace("<base />", "");
    },
    "base",
  ],
  [
    "no authentication",
    rewrite(/<validate-azure-ad-token[\s\S]*<\/validate-azure-ad-token>/, ""),
    "authentication",
  ],
  [
    "authentication in a branch",
    both(
      rewrite(
        "<validate-azure-ad-token",
        '<choose><when condition="@(context.Request.Method != &quot;GET&quot;)"><validate-azure-ad-token',
      ),
      rewrite("</validate-azure-ad-token>", "</validate-azure-ad-token></when></choose>"),
    ),
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
    rewrite("api://hello", "@(context.Request.Headers.GetValueOrDefault(&quot;aud&quot;))"),
    "authentication",
  ],
  [
    "tokens without a signature",
    both(
      rewrite(
        /<validate-azure-ad-token[^>]*>/,
        '<validate-jwt header-name="Authorization" require-signed-tokens="false"><openid-config url="https://a.example/b" />',
      ),
      rewrite(/<client-application-ids>[\s\S]*<\/client-application-ids>/, ""),
      rewrite("</validate-azure-ad-token>", "</validate-jwt>"),
    ),
    "authentication",
  ],
  [
    "the caller's Authorization kept",
    rewrite('<set-header name="Authorization" exists-action="delete" />', ""),
    "deletion",
  ],
  [
    "the caller's function key kept",
    rewrite('<set-header name="x-functions-key" exists-action="delete" />', ""),
    "deletion",
  ],
  [
    "the caller's principal kept",
    rewrite(
      'name="X-MS-CLIENT-PRINCIPAL-ID" exists-action="delete"',
      'name="X-MS-CLIENT-PRINCIPAL-ID" exists-action="skip"',
    ),
    "deletion",
  ],
  [
    "a deletion in a branch",
    rewrite(
      '<set-header name="x-functions-key" exists-action="delete" />',
      '<choose><when condition="@(true)"><set-header name="x-functions-key" exists-action="delete" /></when></choose>',
    ),
    "deletion",
  ],
  [
    "the key in the query kept",
    rewrite('<set-query-parameter name="subscription-key" exists-action="delete" />', ""),
    "deletion",
  ],
  [
    "the key that comes back with a new path",
    (json) => operationPolicy(json, "get-all", '<rewrite-uri template="/a" />'),
    "deletion",
  ],
  [
    "a principal that is set",
    behindToken('<set-header name="X_MS_Client-Principal"><value>admin</value></set-header>'),
    "deletion",
  ],
  [
    "a header whose name is computed",
    behindToken('<set-header name="@(context.RequestId.ToString())"><value>a</value></set-header>'),
    "unknown",
  ],
  [
    "a header whose name is a named value",
    behindToken('<set-header name="{{name}}"><value>a</value></set-header>'),
    "unknown",
  ],
  [
    "a header whose name Terraform knows later",
    behindToken(
      '<set-header name="${data.azuread_client_config.entra-deployer.tenant_id}"><value>a</value></set-header>',
    ),
    "unknown",
  ],
  [
    "the backend before authentication",
    both(rewrite(/<set-backend-service [^>]*>/, ""), (json) =>
      rewrite(
        "<validate-azure-ad-token",
        `<set-backend-service backend-id="${backend(json).name}" /><validate-azure-ad-token`,
      )(json),
    ),
    "order",
  ],
  [
    "the token before the backend",
    (json) => {
      const [step] = /<set-backend-service [^>]*>/.exec(
        only(json, "azurerm_api_management_api_policy").xml_content,
      ) ?? [""];
      rewrite(step, "")(json);
      behindToken(step)(json);
    },
    "order",
  ],
  ["no token step", rewrite(tokenStep, ""), "token-step"],
  [
    "a token in a branch",
    both(
      rewrite(
        "<authentication-managed-identity",
        '<choose><when condition="@(true)"><authentication-managed-identity',
      ),
      rewrite('ignore-error="false" />', 'ignore-error="false" /></when></choose>'),
    ),
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
    beforeToken(
      '<send-request mode="new" response-variable-name="r"><set-url>https://example.com</set-url><authentication-managed-identity resource="a" /></send-request>',
    ),
    "token-step",
  ],
  [
    "a product that asks for a token",
    (json) => product(json, {}, '<authentication-managed-identity resource="a" />'),
    "token-step",
  ],

  // The backend.
  ["another backend", rewrite(/backend-id="[^"]*"/, 'backend-id="other"'), "backend"],
  [
    "a backend by its URL",
    rewrite(/<set-backend-service [^>]*>/, '<set-backend-service base-url="https://example.com" />'),
    "backend",
  ],
  [
    "a second backend behind the token",
    behindToken(
      '<choose><when condition="@(true)"><set-backend-service base-url="https://example.com" /></when></choose>',
    ),
    "backend",
  ],
  [
    "an operation's backend without a token",
    (json) => operationPolicy(json, "get-all", `<set-backend-service backend-id="${backend(json).name}" />`),
    "order",
  ],
  [
    "a backend over HTTP",
    (json) => (backend(json).url = backend(json).url.replace("https", "http")),
    "backend",
  ],
  ["another host", (json) => (backend(json).url = "https://example.com/api"), "backend"],
  [
    "a host behind the Function's name",
    (json) => (backend(json).url = backend(json).url.replace("/api", ".example.com/api")),
    "backend",
  ],
  [
    "a user before the host",
    (json) => (backend(json).url = backend(json).url.replace("https://", "https://x@")),
    "backend",
  ],
  [
    "certificates that are not checked",
    (json) => (backend(json).tls.validate_certificate_name = false),
    "backend",
  ],
  [
    "a proxy of the backend",
    (json) => (backend(json).proxy = { url: "https://example.com", username: "a" }),
    "backend",
  ],

  // The token's one way out.
  [
    "the token in an answer",
    outbound(header("@(context.Request.Headers.GetValueOrDefault(&quot;Authorization&quot;))")),
    "token-read",
  ],
  [
    "all headers in an answer",
    outbound(header("@(string.Join(&quot;,&quot;, context.Request.Headers.Select(h => h.Value[0])))")),
    "token-read",
  ],
  [
    "a name that is put together",
    outbound(header("@(context.Request.Headers[&quot;Author&quot; + &quot;ization&quot;][0])")),
    "token-read",
  ],
  [
    "a name in escapes",
    outbound(header("@(context.Request.Headers[&quot;\\u0041uthorization&quot;][0])")),
    "token-read",
  ],
  [
    "the request under another name",
    outbound(header("@{ var r = context.Request; return r.Headers[&quot;Authorization&quot;][0]; }")),
    "token-read",
  ],
  [
    "the request kept in a variable",
    beforeToken('<set-variable name="r" value="@(context.Request)" />'),
    "unknown",
  ],
  [
    "headers kept to be read later",
    beforeToken(
      '<set-variable name="r" value="@(new[] { 1 }.Select(i => context.Request.Headers[&quot;Authorization&quot;][0]))" />',
    ),
    "unknown",
  ],
  [
    "a variable that holds the request",
    outbound(header("@(((IRequest)context.Variables[&quot;r&quot;]).Headers[&quot;a&quot;][0])")),
    "token-read",
  ],
  [
    "the token in an error",
    onError('<set-body>@(context.Request.Headers["Authorization"][0])</set-body>'),
    "token-read",
  ],
  [
    "the token in Liquid",
    outbound('<set-body template="liquid">{{context.Request.Headers.Authorization}}</set-body>'),
    "token-read",
  ],
  [
    "all headers in Liquid",
    outbound(
      '<set-body template="liquid">{% for h in context.Request.Headers %}{{h}}{% endfor %}</set-body>',
    ),
    "token-read",
  ],
  [
    "the token in an event",
    outbound(
      '<log-to-eventhub logger-id="a">@(context.Request.Headers["Authorization"][0])</log-to-eventhub>',
    ),
    "token-read",
  ],
  [
    "the token in a trace",
    behindToken(
      '<trace source="a"><message>@(context.Request.Headers["authorization"][0])</message></trace>',
    ),
    "token-read",
  ],
  [
    "the token in a metric",
    behindToken(
      '<emit-metric name="a"><dimension name="b" value="@(context.Request.Headers[&quot;Authorization&quot;][0])" /></emit-metric>',
    ),
    "token-read",
  ],
  [
    "a limit by the gateway's token",
    (json) =>
      operationPolicy(
        json,
        "get-all",
        '<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers.GetValueOrDefault(&quot;Authorization&quot;,&quot;&quot;))" />',
      ),
    "token-read",
  ],
  [
    "a check of the token's header",
    behindToken('<check-header name="Authorization"><value>a</value></check-header>'),
    "token-read",
  ],
  [
    "a validation of the gateway's token",
    behindToken(
      '<validate-jwt header-name="Authorization" output-token-variable-name="t"><openid-config url="https://a.example/b" /><audiences><audience>a</audience></audiences></validate-jwt>',
    ),
    "token-read",
  ],
  [
    "a request copied with the token",
    behindToken(
      '<send-request mode="copy" response-variable-name="r"><set-url>https://example.com</set-url></send-request>',
    ),
    "token-sent",
  ],
  [
    "a request copied on the way back",
    outbound(
      '<send-one-way-request mode="Copy"><set-url>https://example.com</set-url></send-one-way-request>',
    ),
    "token-sent",
  ],
  ["a proxy", beforeToken('<proxy url="https://example.com" />'), "token-sent"],
  [
    "redirects that are followed",
    rewrite("<backend>\n    <base />", '<backend><forward-request follow-redirects="true" />'),
    "token-sent",
  ],
  [
    "a header that is logged",
    (json) =>
      (only(json, "azurerm_api_management_api_diagnostic").backend_request.headers_to_log = [
        "AUTHORIZATION",
      ]),
    "token-sent",
  ],
  ["a fragment that nobody knows", behindToken('<include-fragment fragment-id="f" />'), "unknown"],
  ["a named value that may be an expression", outbound(header("{{value}}")), "unknown"],
  [
    "code that Terraform writes",
    outbound(header("@(context.Request.${data.azuread_client_config.entra-deployer.tenant_id})")),
    "token-read",
  ],
  ["a policy that nobody knows", behindToken('<publish-to-dapr topic="a" />'), "unknown"],

  // Claims.
  [
    "a variable of the gate that a product sets",
    both(claim, (json) => product(json, {}, '<set-variable name="Caller" value="x" />')),
    "claim-header",
  ],
  [
    "a variable of which the name is known later",
    both(claim, behindToken('<cache-lookup-value key="a" variable-name="@(context.Operation.Id)" />')),
    "claim-header",
  ],
  [
    "a claim's header that somebody else sets",
    both(claim, behindToken('<set-header name="x-caller-id"><value>a</value></set-header>')),
    "claim-header",
  ],
  [
    "a claim's header with underscores",
    both(claim, behindToken('<set-header name="X_Caller_Id"><value>a</value></set-header>')),
    "claim-header",
  ],
  [
    "a claim's header that is not deleted",
    both(claim, rewrite('<set-header name="X-Caller-Id" exists-action="delete" />', "")),
    "claim-header",
  ],

  // Keys, products, caches, limits.
  [
    "a product without a key over an API with one",
    both(
      (json) => (api(json).subscription_required = true),
      (json) => product(json, { subscription_required: false }),
    ),
    "key",
  ],
  ["a key that is known later", (json) => (api(json).subscription_required = "${true}"), "key"],
  [
    "one caller's answer for another",
    beforeToken('<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />'),
    "cache",
  ],
  [
    "answers by the gateway's token",
    behindToken(
      '<cache-lookup vary-by-developer="false" vary-by-developer-groups="false"><vary-by-header>Authorization</vary-by-header></cache-lookup>',
    ),
    "cache",
  ],
  [
    "answers before authentication",
    rewrite(
      "<validate-azure-ad-token",
      '<cache-lookup vary-by-developer="false" vary-by-developer-groups="false"><vary-by-header>Authorization</vary-by-header></cache-lookup><validate-azure-ad-token',
    ),
    "cache",
  ],
  [
    "answers by another header than the token's",
    both(
      rewrite('header-name="Authorization"', 'header-name="X-Token"'),
      rewrite(
        "<set-query-parameter",
        '<cache-lookup vary-by-developer="false" vary-by-developer-groups="false"><vary-by-header>Authorization</vary-by-header></cache-lookup><set-header name="X-Token" exists-action="delete" /><set-query-parameter',
      ),
    ),
    "cache",
  ],
  [
    "a quota that a caller without a key has not",
    (json) => product(json, {}, '<quota calls="1" renewal-period="1" />'),
    "limit",
  ],

  // Routes.
  [
    "a route to the host's own paths",
    (json) => (backend(json).url = backend(json).url.replace("/api", "")),
    "route",
  ],
  [
    "a rewrite to the host's own paths",
    (json) =>
      operationPolicy(
        json,
        "get-all",
        '<rewrite-uri template="/../admin/host/keys" copy-unmatched-params="false" />',
      ),
    "route",
  ],
  [
    "a rewrite that is encoded",
    (json) =>
      operationPolicy(
        json,
        "get-all",
        '<rewrite-uri template="/%2e%2e/runtime/webhooks" copy-unmatched-params="false" />',
      ),
    "route",
  ],
  [
    "a rewrite to another host",
    (json) =>
      operationPolicy(
        json,
        "get-all",
        '<rewrite-uri template="//example.com/" copy-unmatched-params="false" />',
      ),
    "route",
  ],
  [
    "a rewrite that is computed",
    (json) =>
      operationPolicy(
        json,
        "get-all",
        '<rewrite-uri template="@(context.Request.OriginalUrl.Path)" copy-unmatched-params="false" />',
      ),
    "unknown",
  ],
  [
    "an open API over a closed one's paths",
    (json) => {
      const open = structuredClone(api(json));
      json.resource.azurerm_api_management_api.open = { ...open, name: "open", path: "hello/deeper" };
      const [first] = Object.values<Json>(json.resource.azurerm_api_management_api_operation);
      json.resource.azurerm_api_management_api_operation.open = {
        ...first,
        api_name: "open",
        method: "GET",
        url_template: "/a",
      };
    },
    "overlap",
  ],

  // One thing from two places.
  [
    "a product of another gateway",
    (json) => {
      product(json, {});
      only(json, "azurerm_api_management_product_api").api_management_name = "other";
    },
    "ownership",
  ],
  [
    "two backends of one name",
    (json) => {
      const { resource } = json;
      resource.azurerm_api_management_backend.other = backend(json);
    },
    "duplicate",
  ],
  [
    "two Function Apps of one name",
    (json) => {
      const { resource } = json;
      resource.azurerm_windows_function_app = { other: app(json) };
    },
    "duplicate",
  ],

  // Texts.
  [
    "a text that is evaluated",
    (json) => (api(json).description = '${file("/etc/passwd")}'),
    "terraform-text",
  ],
  [
    "a reference to nothing",
    (json) => (api(json).description = "${azurerm_storage_account.nothing.primary_access_key}"),
    "terraform-text",
  ],
  ["a directive", (json) => (api(json).description = "%{ if true }a%{ endif }"), "terraform-text"],
  ["a text that Terraform cannot read", (json) => (api(json).description = "${name}}"), "terraform-text"],
  [
    "a name in a map that is evaluated",
    (json) => (api(json).tags = { "${terraform.workspace}": "a" }),
    "terraform-text",
  ],
  [
    "a value that is not escaped in XML",
    both((json) => (json.variable = { v: {} }), outbound(header("a ${var.v}"))),
    "terraform-value",
  ],
  [
    "a value that may be an expression",
    both(
      (json) => (json.variable = { v: {} }),
      outbound(
        header(
          '${replace(replace(replace(replace(var.v, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\\"", "&quot;")}',
        ),
      ),
    ),
    "terraform-value",
  ],
];

test.each(sabotage)("%s is found", (_, change, kind) => {
  const stack = structuredClone(examples.quickstart);
  change(stack);
  expect(findings({ quickstart: stack }).map((finding) => finding.kind)).toContain(kind);
});

test("names of sabotage tell it apart", () => {
  expect(new Set(sabotage.map(([what]) => what)).size).toBe(sabotage.length);
});
