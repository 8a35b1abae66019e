import { reviewAccess } from "../../../../lib/access/review";
import { type Arguments, closedStack, inbound, policy, shopClientId, tenantId } from "../../closed-stack";
import { firstPlan } from "../../stack-input";
import { verdictOf } from "../../verdict-of";

type Change = (resources: Arguments, data: Arguments) => void;

const entrance = "operation:azurerm_api_management_api.orders:list";
const asGateway = "reaches as identity id-gateway";
const closed = "refused 401 Policy: validate-azure-ad-token";

/** What becomes of calls of the operation, by caller; the callers whom a policy names by a part of their label. */
function operation(change: Change, at = entrance): Record<string, string> {
  const report = reviewAccess(firstPlan(closedStack(change)));
  const labels = new Map(report.callers.map(({ id, label }) => [id, label]));
  return Object.fromEntries(
    Object.entries(verdictOf(report, at)).map(([caller, verdict]) => [
      caller.startsWith("policy-caller:") ? (labels.get(caller) as string) : caller,
      verdict,
    ]),
  );
}

function withPolicy(steps: string, backend?: string): Change {
  return (resources) => {
    resources.azurerm_api_management_api_policy.orders.xml_content = policy(steps, backend);
  };
}

const token = inbound.slice(inbound.indexOf("<set-backend-service"));
const validate = inbound.slice(inbound.indexOf("<validate"), inbound.indexOf("<set-backend-service"));
const shop = `Entra application ${shopClientId} with roles Orders.Read`;

describe("an operation whose policy asks for nothing", () => {
  it("lets everyone through, as the gateway", () => {
    expect(operation(withPolicy(`<base />${token}`))).toEqual({
      internet: asGateway,
      network: asGateway,
      "tenant-user": asGateway,
      "tenant-application": asGateway,
      "other-tenant": asGateway,
      "subscription-key": asGateway,
    });
  });

  it("lets nobody through where the gate accepts no token of the gateway", () => {
    expect(operation(withPolicy('<base /><set-backend-service backend-id="orders" />')).internet).toBe(
      "refused 401 App Service Authentication: a token is required",
    );
  });
});

describe("<base />", () => {
  const above: Change = (resources) => {
    resources.azurerm_api_management_policy = {
      all: {
        api_management_id: "${azurerm_api_management.gateway.id}",
        xml_content: policy(
          `<return-response><set-status code="503" /></return-response>`,
          "<forward-request />",
        ),
      },
    };
  };

  it("is where the policies above run", () => {
    expect(operation(above).internet).toBe("refused 503 Policy: return-response");
    expect(operation(above)[shop]).toBe("refused 503 Policy: return-response");
  });

  it("is what leaves them out where it is missing", () => {
    const change: Change = (resources, data) => {
      above(resources, data);
      withPolicy(inbound.replace("<base />", ""))(resources, data);
    };
    expect(operation(change)[shop]).toBe(asGateway);
  });

  it("missing in an operation drops the API's authentication and its token", () => {
    const change: Change = (resources) => {
      resources.azurerm_api_management_api_operation_policy = {
        list: {
          api_name: "orders",
          operation_id: "list",
          api_management_name: "apim-shop",
          xml_content: policy(token),
        },
      };
    };
    expect(operation(change).internet).toBe(asGateway);
  });

  it("runs after the policies of an operation that stand before it", () => {
    const change: Change = (resources) => {
      resources.azurerm_api_management_api_operation_policy = {
        list: {
          api_name: "orders",
          operation_id: "LIST",
          api_management_name: "apim-shop",
          xml_content: policy(`<return-response><set-status code="410" /></return-response><base />`),
        },
      };
    };
    expect(operation(change)[shop]).toBe("refused 410 Policy: return-response");
  });
});

describe("a policy that cannot be read", () => {
  it.each<[string, Change, string]>([
    [
      "is known after apply",
      (r) => (r.azurerm_api_management_api_policy.orders.xml_content = "${file(x)}"),
      "the policy's text is the result of file(x)",
    ],
    [
      "is behind a link",
      (r) => (r.azurerm_api_management_api_policy.orders.xml_link = "https://x"),
      "the policy is behind a link",
    ],
    [
      "is no XML",
      (r) => (r.azurerm_api_management_api_policy.orders.xml_content = "<policies>"),
      "Raw XML was given that cannot be read",
    ],
    [
      "has no section inbound",
      (r) =>
        (r.azurerm_api_management_api_policy.orders.xml_content =
          "<policies><backend><base /></backend></policies>"),
      "a section of the policy is missing",
    ],
    [
      "belongs to an API that is not known",
      (r) => (r.azurerm_api_management_api_policy.orders.api_name = "${lower(x)}"),
      "it is not known what azurerm_api_management_api_policy.orders belongs to",
    ],
    [
      "includes a fragment of elsewhere",
      withPolicy(`<base /><include-fragment fragment-id="auth" />${token}`),
      "the content of the fragment auth is not in this stack",
    ],
    [
      "has an element that is not modeled",
      withPolicy(`<base /><invoke-dapr-binding name="x" />${token}`),
      "the policy <invoke-dapr-binding> is not modeled",
    ],
    [
      "is copied from another API",
      (r) => {
        r.azurerm_api_management_api.orders.source_api_id = "/x";
        delete r.azurerm_api_management_api_policy;
      },
      "the API is a copy of another",
    ],
  ])("%s: nothing is decided", (_, change, because) => {
    const verdicts = operation(change);
    for (const verdict of Object.values(verdicts)) expect(verdict).toContain(`unknown: `);
    expect(verdicts.internet).toContain(because);
  });

  it("is still refused by what stands before", () => {
    const change = withPolicy(`<base />${validate}<invoke-dapr-binding name="x" />${token}`);
    expect(operation(change)).toMatchObject({
      internet: closed,
      [shop]: "unknown: the policy <invoke-dapr-binding> is not modeled",
    });
  });

  it("is read with a fragment that the stack makes", () => {
    const change: Change = (resources, data) => {
      withPolicy(`<base /><include-fragment fragment-id="auth" />${token}`)(resources, data);
      resources.azurerm_api_management_policy_fragment = {
        auth: {
          name: "auth",
          api_management_id: "${azurerm_api_management.gateway.id}",
          value: `<fragment>${validate}</fragment>`,
        },
      };
    };
    expect(operation(change)).toMatchObject({ internet: closed, [shop]: asGateway });
  });
});

describe("validate-azure-ad-token", () => {
  const validating = (attributes: string, content: string) =>
    withPolicy(`<base /><validate-azure-ad-token ${attributes}>${content}</validate-azure-ad-token>${token}`);
  const ids = `<client-application-ids><application-id>${shopClientId}</application-id></client-application-ids>`;

  it("of every tenant keeps no tenant out", () => {
    const verdicts = operation(
      validating(`tenant-id="common"`, "<audiences><audience>api://x</audience></audiences>"),
    );
    expect(verdicts).toMatchObject({ "other-tenant": asGateway, internet: closed });
  });

  const otherTenant = "99999999-2222-4333-8444-555555555555";

  it.each(["common", otherTenant])("of tenant %s cannot ask for a role, which its tenant gives", (tenant) => {
    const roles = `<audiences><audience>api://x</audience></audiences>
      <required-claims><claim name="roles"><value>Orders.Read</value></claim></required-claims>`;
    expect(operation(validating(`tenant-id="${tenant}"`, roles))["other-tenant"]).toBe(asGateway);
  });

  it("of another tenant lets that one in, and nobody of the own", () => {
    const verdicts = operation(validating(`tenant-id="${otherTenant}"`, ""));
    expect(verdicts).toMatchObject({
      "other-tenant": asGateway,
      "tenant-user": closed,
      "tenant-application": closed,
    });
  });

  it("of a tenant decides nothing on others where it is not known whether it is the own", () => {
    const json = closedStack(validating(`tenant-id="${tenantId}"`, ""));
    const report = reviewAccess(firstPlan({ ...json, provider: {} }));
    expect(verdictOf(report, entrance)).toMatchObject({
      "other-tenant": "unknown: which tenant's tokens are accepted is not known",
      "tenant-application": asGateway,
    });
  });

  it("without applications lets whoever gets a token through", () => {
    const audience = "<audiences><audience>${azuread_application.api.client_id}</audience></audiences>";
    const withApi =
      (required: boolean): Change =>
      (resources, data) => {
        validating(`tenant-id="${tenantId}"`, audience)(resources, data);
        resources.azuread_application.api = {
          display_name: "api",
          api: { requested_access_token_version: 2 },
        };
        resources.azuread_service_principal.api = {
          client_id: "${azuread_application.api.client_id}",
          app_role_assignment_required: required,
        };
      };
    expect(operation(withApi(false))).toMatchObject({
      "tenant-application": asGateway,
      "tenant-user": asGateway,
      internet: closed,
    });
    expect(operation(withApi(true))).toMatchObject({
      "tenant-application": "refused no token Entra: app_role_assignment_required",
      "tenant-user": "refused no token Entra: app_role_assignment_required",
    });
  });

  it("without an audience takes a token for anything", () => {
    const verdicts = operation(validating(`tenant-id="${tenantId}"`, ""));
    expect(verdicts["tenant-application"]).toBe(asGateway);
  });

  it("with applications may let users through who sign in with one of them", () => {
    expect(operation(validating(`tenant-id="${tenantId}"`, ids))).toMatchObject({
      "tenant-user": `unknown: whether users sign in through ${shopClientId} is not decided in this stack`,
      "tenant-application": closed,
      [`Entra application ${shopClientId}`]: asGateway,
    });
  });

  it("answers with the code that it is given", () => {
    expect(
      operation(validating(`tenant-id="${tenantId}" failed-validation-httpcode="403"`, ids)).internet,
    ).toBe("refused 403 Policy: validate-azure-ad-token");
  });

  it("of a header that was deleted lets nobody through", () => {
    const change = withPolicy(
      `<base /><set-header name="authorization" exists-action="delete" />${validate}${token}`,
    );
    expect(operation(change)[shop]).toBe("refused 401 Policy: validate-azure-ad-token");
  });

  it("of a computed token decides nothing", () => {
    expect(
      operation(validating(`tenant-id="${tenantId}" token-value="@(context.Variables[&quot;x&quot;])"`, ids))
        .internet,
    ).toMatch(/^unknown: the token that/);
  });

  it("of a token that an earlier policy set decides nothing", () => {
    const change = withPolicy(
      `<base /><set-header name="Authorization"><value>Bearer x</value></set-header>${validate}${token}`,
    );
    expect(operation(change).internet).toMatch(/^unknown: the token that is validated/);
  });

  it("names each application with what it needs, and tells them apart", () => {
    const other = "33333333-9999-4333-8444-555555555555";
    const change = withPolicy(`<base /><choose>
      <when condition="@(context.Operation.Id == &quot;list&quot;)">${validate}</when>
      <otherwise>${validate.replace(shopClientId, other).replace("Orders.Read", "Orders.Write")}</otherwise>
    </choose>${token}`);
    expect(operation(change)).toMatchObject({
      [shop]: asGateway,
      [`Entra application ${other} with roles Orders.Write`]: closed,
    });
  });

  it("keeps out the same application without the role", () => {
    const change = withPolicy(`<base /><choose>
      <when condition="@(context.Operation.Id == &quot;list&quot;)">${validate}</when>
      <otherwise>${validate.replace("Orders.Read", "Orders.Write")}</otherwise>
    </choose>${token}`);
    expect(operation(change)[`Entra application ${shopClientId} with roles Orders.Write`]).toBe(closed);
  });
});

describe("the tenant of a policy", () => {
  const of = (tenant: string, kind: "azure-ad" | "jwt") =>
    kind === "jwt"
      ? `<validate-jwt header-name="Authorization"><openid-config url="https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration" />
         <required-claims><claim name="azp"><value>${shopClientId}</value></claim></required-claims></validate-jwt>`
      : `<validate-azure-ad-token tenant-id="${tenant}"><client-application-ids><application-id>${shopClientId}</application-id></client-application-ids></validate-azure-ad-token>`;
  const caller = `Entra application ${shopClientId}`;
  const reference = "${data.azuread_client_config.current.tenant_id}";

  it.each<[string, string, string, string]>([
    ["the same", tenantId, tenantId, asGateway],
    ["the same, which is a reference", reference, reference, asGateway],
    ["another", tenantId, "99999999-2222-4333-8444-555555555555", "refused 401 Policy: validate-jwt"],
    [
      "one that is known later",
      tenantId,
      reference,
      "unknown: whether it has the token's issuer that <validate-jwt> requires is not known",
    ],
    ["every tenant", tenantId, "common", asGateway],
  ])("of two policies, of which the other names %s", (_, one, other, verdict) => {
    const change = withPolicy(`<base />${of(one, "azure-ad")}${of(other, "jwt")}${token}`);
    expect(operation(change)[caller]).toBe(verdict);
  });

  it("keeps other tenants out where it is a reference", () => {
    const change = withPolicy(`<base />${of(reference, "jwt")}${token}`);
    expect(operation(change)["other-tenant"]).toBe("refused 401 Policy: validate-jwt");
  });
});

describe("operations of one API", () => {
  it("are told apart where a condition tells them apart", () => {
    const change: Change = (resources, data) => {
      resources.azurerm_api_management_api_operation.health = {
        ...resources.azurerm_api_management_api_operation.list,
        operation_id: "health",
      };
      withPolicy(
        `<base /><choose><when condition="@(context?.Operation?.Id != &quot;health&quot;)">${validate}</when></choose>${token}`,
      )(resources, data);
    };
    expect(operation(change).internet).toBe(closed);
    expect(operation(change, "operation:azurerm_api_management_api.orders:health").internet).toBe(asGateway);
  });
});

describe("a named value", () => {
  const named =
    (value: unknown, secret: boolean): Change =>
    (resources, data) => {
      resources.azurerm_api_management_named_value = {
        tenant: { name: "t", display_name: "tenant", api_management_name: "apim-shop", value, secret },
      };
      withPolicy(
        inbound
          .replace(`tenant-id="${tenantId}"`, `tenant-id="{{tenant}}"`)
          .replace(
            /<client-application-ids>.*<\/client-application-ids>|<required-claims>.*<\/required-claims>/g,
            "",
          ),
      )(resources, data);
    };

  it("is read where the stack tells it", () => {
    expect(operation(named("common", false))["other-tenant"]).toBe(asGateway);
    expect(operation(named(tenantId, false))["other-tenant"]).toBe(closed);
  });

  it("is compared and not printed where it is a secret", () => {
    const report = reviewAccess(firstPlan(closedStack(named("77777777-2222-4333-8444-555555555555", true))));
    expect(JSON.stringify(report)).not.toContain("77777777");
  });

  it("decides nothing where it is not in the stack, or an expression", () => {
    expect(operation(named("@(context.Variables)", false))["other-tenant"]).toMatch(/^unknown/);
    const missing: Change = (resources, data) => {
      named(tenantId, false)(resources, data);
      delete resources.azurerm_api_management_named_value;
    };
    expect(operation(missing)["other-tenant"]).toMatch(/^unknown/);
  });
});

describe("validate-jwt", () => {
  const validating = (content: string, attributes = "") =>
    withPolicy(
      `<base /><validate-jwt header-name="Authorization" ${attributes}>${content}</validate-jwt>${token}`,
    );
  const closedByJwt = "refused 401 Policy: validate-jwt";

  it("of another provider lets its tokens through, and none of Entra", () => {
    const change = validating(
      `<openid-config url="https://login.example.com/.well-known/openid-configuration" /><audiences><audience>orders</audience></audiences>`,
    );
    expect(operation(change)).toMatchObject({
      internet: closedByJwt,
      "tenant-user": closedByJwt,
      "other-tenant": closedByJwt,
      "holder of a token of https://login.example.com/.well-known/openid-configuration for orders": asGateway,
    });
  });

  it("of a tenant of Entra without an audience lets all of its applications through", () => {
    const change = validating(
      `<openid-config url="https://login.microsoftonline.com/${tenantId}/v2.0/.well-known/openid-configuration" />`,
    );
    expect(operation(change)).toMatchObject({
      "tenant-application": asGateway,
      "other-tenant": closedByJwt,
      internet: closedByJwt,
    });
  });

  it("with a claim that names the caller keeps others out", () => {
    const change = validating(
      `<openid-config url="https://login.microsoftonline.com/${tenantId}/v2.0/.well-known/openid-configuration" />
       <required-claims><claim name="azp"><value>${shopClientId}</value></claim></required-claims>`,
    );
    expect(operation(change)["tenant-application"]).toBe(closedByJwt);
  });

  it("of every tenant, and of the own tenant's issuers, keeps other tenants out", () => {
    const common = `<openid-config url="https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration" />`;
    const issuer = (id: string) =>
      `${common}<issuers><issuer>https://login.microsoftonline.com/${id}/v2.0</issuer></issuers>`;
    expect(operation(validating(common))["other-tenant"]).toBe(asGateway);
    expect(operation(validating(issuer(tenantId)))["other-tenant"]).toBe(closedByJwt);
    expect(operation(validating(issuer(shopClientId)))["other-tenant"]).toMatch(/^unknown/);
  });

  it("of unsigned tokens keeps nobody out", () => {
    expect(
      operation(validating("<issuers><issuer>x</issuer></issuers>", `require-signed-tokens="false"`))
        .internet,
    ).toBe(asGateway);
  });
});

describe("a subscription", () => {
  const required: Change = (resources, data) => {
    resources.azurerm_api_management_api.orders.subscription_required = true;
    withPolicy(`<base />${token}`)(resources, data);
  };
  const withProduct =
    (subscriptionRequired: unknown, xml?: string): Change =>
    (resources, data) => {
      required(resources, data);
      const gateway = { api_management_name: "apim-shop" };
      resources.azurerm_api_management_product = {
        p: { ...gateway, product_id: "p", subscription_required: subscriptionRequired },
      };
      resources.azurerm_api_management_product_api = {
        p: { ...gateway, product_id: "p", api_name: "orders" },
      };
      if (xml)
        resources.azurerm_api_management_product_policy = {
          p: { ...gateway, product_id: "p", xml_content: policy(xml) },
        };
    };

  it("is asked for by default, and its key is enough", () => {
    const change: Change = (resources, data) => {
      required(resources, data);
      delete resources.azurerm_api_management_api.orders.subscription_required;
    };
    expect(operation(change)).toMatchObject({
      internet: "refused 401 API Management: subscription_required",
      "subscription-key": asGateway,
    });
  });

  it("is not asked for in a product that requires none", () => {
    expect(operation(withProduct(false)).internet).toBe(asGateway);
    expect(operation(withProduct(true)).internet).toBe("refused 401 API Management: subscription_required");
    expect(operation(withProduct(undefined)).internet).toBe(
      "refused 401 API Management: subscription_required",
    );
  });

  it("may not be asked for in a product of which it is not known", () => {
    expect(operation(withProduct("${lookup(x)}")).internet).toMatch(
      /^unknown: whether .* requires a subscription/,
    );
  });

  it("brings the policy of its product", () => {
    const change = withProduct(false, `<base /><return-response><set-status code="429" /></return-response>`);
    expect(operation(change).internet).toBe("refused 429 Policy: return-response");
    // A key of the API itself runs without the product.
    expect(operation(change)["subscription-key"]).toBe(asGateway);
  });

  it("is what a caller may leave out although it has the key", () => {
    const change = withPolicy(
      `<base /><choose><when condition="@(context.Subscription != null)">${validate}</when></choose>${token}`,
    );
    expect(operation(change)).toMatchObject({ internet: asGateway, "subscription-key": asGateway });
    const asked: Change = (resources, data) => {
      change(resources, data);
      resources.azurerm_api_management_api.orders.subscription_required = true;
    };
    expect(operation(asked)).toMatchObject({
      internet: "refused 401 API Management: subscription_required",
      "subscription-key": closed,
    });
  });

  it("may not be asked for by one of two products of which it is not known", () => {
    const change: Change = (resources, data) => {
      const stop = `<base /><return-response><set-status code="429" /></return-response>`;
      withProduct("${lookup(x)}", stop)(resources, data);
      resources.azurerm_api_management_product.q = {
        ...resources.azurerm_api_management_product.p,
        product_id: "q",
      };
      resources.azurerm_api_management_product_api.q = {
        ...resources.azurerm_api_management_product_api.p,
        product_id: "q",
      };
    };
    expect(operation(change).internet).toMatch(/^unknown: whether .* requires a subscription/);
  });
});

describe("a condition", () => {
  const choosing = (condition: string, then: string, otherwise = "", before = "") =>
    withPolicy(
      `<base />${before}<choose><when condition="${condition.replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/&&/g, "&amp;&amp;")}">${then}</when>${otherwise}</choose>${token}`,
    );
  const stop = `<return-response><set-status code="400" /></return-response>`;

  it("that cannot be decided leaves open what depends on it", () => {
    expect(operation(choosing('@(context.Variables.ContainsKey("x"))', validate)).internet).toBe(
      "unknown: a condition of the policy cannot be decided",
    );
  });

  it("that cannot be decided does not matter where all ways lead to the same", () => {
    const change = choosing(
      '@(context.Variables.ContainsKey("x"))',
      validate,
      `<otherwise>${validate}</otherwise>`,
    );
    expect(operation(change)).toMatchObject({ internet: closed, [shop]: asGateway });
  });

  it("on what the caller sends is the caller's choice", () => {
    expect(
      operation(
        choosing(
          '@(context.Request.Headers.ContainsKey("X-Debug"))',
          "",
          `<otherwise>${validate}</otherwise>`,
        ),
      ).internet,
    ).toBe(asGateway);
    expect(
      operation(choosing('@(context.Request.Headers.Any(h => h.Key.Contains("_")))', stop)).internet,
    ).toBe(asGateway);
  });

  it.each([
    ["a header that the test is about, and its name cannot match", "X-Debug", asGateway],
    ["a header whose name matches", "X_Debug", /^unknown/],
  ])("on names of headers is the caller's choice, unless a policy set %s", (_, header, verdict) => {
    const test =
      'context.Request.Headers.Any(h => h.Key.Contains("_") && new[] { "X-Debug" }.Any(name => h.Key.Replace("_", "-") == name))';
    const set = `<set-header name="${header}" exists-action="override"><value>1</value></set-header>`;
    const change = choosing(`@(${test})`, stop, "", set);
    expect(operation(change).internet).toMatch(verdict);
  });

  it("on a text that only some know is no one's choice", () => {
    expect(
      operation(choosing('@(context.Request.Headers.GetValueOrDefault("X-Key", "") != "s3cr3t")', stop))
        .internet,
    ).toMatch(/^unknown/);
  });

  it("that is decided takes one way", () => {
    expect(operation(choosing('@(context.Operation.Id != "list")', validate)).internet).toBe(asGateway);
    expect(operation(choosing('@(context.Operation.Id == "list")', validate)).internet).toBe(closed);
    expect(
      operation(choosing('@(context.Operation.Id == "list" || context.Variables.ContainsKey("x"))', validate))
        .internet,
    ).toBe(closed);
  });
});

describe("what goes to the Function", () => {
  it("is nothing without a forward-request", () => {
    expect(operation(withPolicy(inbound, ""))[shop]).toBe("refused 200 Policy: no forward-request");
  });

  it("goes through retries and limits", () => {
    const change = withPolicy(
      inbound,
      `<limit-concurrency key="x" max-count="3"><retry condition="@(true)" count="2" interval="1"><forward-request /></retry></limit-concurrency>`,
    );
    expect(operation(change)[shop]).toBe(asGateway);
  });

  it("goes where the API says without a set-backend-service", () => {
    const change: Change = (resources, data) => {
      withPolicy(inbound.replace(/<set-backend-service[^>]*>/, ""))(resources, data);
      resources.azurerm_api_management_api.orders.service_url = "https://func-orders.azurewebsites.net/api";
    };
    expect(operation(change)[shop]).toBe(asGateway);
  });

  it("goes by a base-url", () => {
    const url = `base-url="https://\${azurerm_linux_function_app.orders.default_hostname}/api"`;
    expect(operation(withPolicy(inbound.replace(`backend-id="orders"`, url)))[shop]).toBe(asGateway);
  });

  it.each([
    [
      "computed",
      `base-url="@(context.Variables[&quot;x&quot;])"`,
      "unknown: the backend is computed during the call",
    ],
    ["of another stack", `backend-id="other"`, "unknown: the backend other is not in this stack"],
  ])("is not known where the backend is %s", (_, attribute, verdict) => {
    expect(operation(withPolicy(inbound.replace(`backend-id="orders"`, attribute)))[shop]).toBe(verdict);
  });

  it("is no entrance where the backend is something else", () => {
    const change = withPolicy(inbound.replace(`backend-id="orders"`, `base-url="https://example.com"`));
    expect(operation(change)).toEqual({});
  });

  it.each<[string, Change, string]>([
    [
      "for another application",
      (r) => {
        r.azuread_application.other = { display_name: "other", api: { requested_access_token_version: 2 } };
        withPolicy(inbound.replace("azuread_application.orders", "azuread_application.other"))(r, {});
      },
      "refused 401 App Service Authentication: audience",
    ],
    [
      "as an identity that the gateway lacks",
      (r) => (r.azurerm_api_management.gateway.identity = { type: "SystemAssigned" }),
      "refused no token Policy: authentication-managed-identity",
    ],
    [
      "as the system-assigned identity that the gateway lacks",
      withPolicy(inbound.replace(/client-id="\$[^"]*"/, "")),
      "refused no token Policy: authentication-managed-identity",
    ],
    [
      "for what is the id of no application",
      withPolicy(inbound.replace(/resource="[^"]*"/, 'resource="${azuread_application.orders.object_id}"')),
      "refused no token Policy: authentication-managed-identity",
    ],
    [
      "for an identifier URI that the application does not have",
      withPolicy(
        inbound.replace(/resource="[^"]*"/, 'resource="api://${azuread_application.orders.client_id}"'),
      ),
      "refused no token Policy: authentication-managed-identity",
    ],
    [
      "that is computed",
      withPolicy(inbound.replace(/resource="[^"]*"/, `resource="{{audience}}"`)),
      "unknown: what the token is for is not known: the named value audience is not in this stack",
    ],
  ])("is refused or unknown with a token %s", (_, change, verdict) => {
    expect(operation(change)[shop]).toBe(verdict);
  });

  describe("without a gate", () => {
    const open: Change = (resources) => delete resources.azurerm_linux_function_app.orders.auth_settings_v2;
    const refused = "refused no token Entra: app_role_assignment_required";

    it("is nothing where Entra refuses the gateway its token", () => {
      const change: Change = (resources, data) => {
        open(resources, data);
        delete resources.azuread_app_role_assignment;
      };
      expect(operation(change)[shop]).toBe(refused);
      const inVariable: Change = (resources, data) => {
        change(resources, data);
        withPolicy(inbound.replace(" ignore-error", ` output-token-variable-name="x" ignore-error`))(
          resources,
          data,
        );
      };
      expect(operation(inVariable)[shop]).toBe(refused);
    });

    it("is the call where the gateway goes on without a token", () => {
      const change: Change = (resources, data) => {
        open(resources, data);
        delete resources.azuread_app_role_assignment;
        withPolicy(inbound.replace(`ignore-error="false"`, `ignore-error="true"`))(resources, data);
      };
      expect(operation(change)[shop]).toBe("reaches as nobody (anonymous)");
    });

    it("is the call with an identifier URI that the application has", () => {
      const change: Change = (resources, data) => {
        open(resources, data);
        withPolicy(
          inbound.replace(/resource="[^"]*"/, 'resource="api://${azuread_application.orders.client_id}"'),
        )(resources, data);
        resources.azuread_application_identifier_uri = {
          orders: {
            application_id: "${azuread_application.orders.id}",
            identifier_uri: "api://${azuread_application.orders.client_id}",
          },
        };
      };
      expect(operation(change)[shop]).toBe("reaches as nobody (anonymous)");
    });
  });

  it("is the caller's own token where errors are ignored", () => {
    const change: Change = (resources, data) => {
      withPolicy(inbound.replace(`ignore-error="false"`, `ignore-error="true"`))(resources, data);
      delete resources.azuread_app_role_assignment;
      const { allowed_applications, allowed_identities } =
        resources.azurerm_linux_function_app.orders.auth_settings_v2.active_directory_v2;
      allowed_applications.push(shopClientId);
      allowed_identities.push("99999999-2222-4333-8444-555555555555");
      resources.azuread_service_principal.orders.app_role_assignment_required = false;
    };
    expect(operation(change)[shop]).toMatch(/^reaches/);
  });

  it("is a token in a variable that a header is set from", () => {
    const steps = inbound.replace(
      `ignore-error="false" />`,
      `output-token-variable-name="msi" ignore-error="false" />
      <set-header name="Authorization" exists-action="override"><value>@("Bearer " + (string)context.Variables["msi"])</value></set-header>`,
    );
    expect(operation(withPolicy(steps))[shop]).toBe(asGateway);
    const without = inbound.replace(
      `ignore-error="false" />`,
      `output-token-variable-name="msi" ignore-error="false" />`,
    );
    expect(operation(withPolicy(without))[shop]).toMatch(/^refused/);
  });

  it("is not known where something else is in the header", () => {
    const steps = `${inbound}<set-header name="Authorization" exists-action="override"><value>Bearer x</value></set-header>`;
    expect(operation(withPolicy(steps))[shop]).toBe("unknown: Authorization is set to Bearer x");
    const computed = `${inbound}<set-header name="{{header}}"><value>x</value></set-header>`;
    expect(operation(withPolicy(computed))[shop]).toMatch(/^unknown: which header/);
  });

  it("is not known where the backend sets the header", () => {
    const change: Change = (resources) =>
      (resources.azurerm_api_management_backend.orders.credentials = { header: { authorization: "x" } });
    expect(operation(change)[shop]).toMatch(/sets Authorization itself$/);
  });

  it("is anyone's call where the Function has no gate, with the gateway's token or another", () => {
    const change: Change = (resources, data) => {
      delete resources.azurerm_linux_function_app.orders.auth_settings_v2;
      withPolicy(`<base /><set-backend-service backend-id="orders" />`)(resources, data);
    };
    expect(operation(change).internet).toBe("reaches as nobody (anonymous)");
  });
});

describe("other controls of the gateway", () => {
  it.each<[string, string, string]>([
    [
      "check-header",
      `<check-header name="X-Key"><value>x</value></check-header>`,
      "unknown: whether the caller has the header's value is not known",
    ],
    [
      "a client certificate",
      `<validate-client-certificate />`,
      "unknown: whether the caller has an accepted client certificate is not known",
    ],
    ["forbidden addresses", `<ip-filter action="forbid"><address>192.0.2.1</address></ip-filter>`, asGateway],
    [
      "allowed addresses",
      `<ip-filter action="allow"><address>192.0.2.1</address></ip-filter>`,
      "refused 403 Policy: ip-filter",
    ],
    [
      "an allowed range",
      `<ip-filter action="allow"><address-range from="100.0.0.0" to="200.0.0.0" /></ip-filter>`,
      "unknown: whether it calls from an address that the policy lets through is not known",
    ],
    ["a mock", `<mock-response status-code="200" />`, "refused 200 Policy: mock-response"],
    [
      "limits and traces",
      `<rate-limit calls="5" renewal-period="60" /><trace source="x"><message>x</message></trace>`,
      asGateway,
    ],
  ])("%s", (_, steps, verdict) => {
    expect(operation(withPolicy(`<base />${steps}${token}`)).internet).toBe(verdict);
  });

  it("are the network of the gateway", () => {
    const internal: Change = (resources, data) => {
      resources.azurerm_api_management.gateway.virtual_network_type = "Internal";
      withPolicy(`<base />${token}`)(resources, data);
    };
    expect(operation(internal)).toMatchObject({
      internet: "refused no connection Network: virtual_network_type",
      network: asGateway,
    });
    const fronted: Change = (resources, data) => {
      internal(resources, data);
      resources.azurerm_application_gateway = { front: { name: "front" } };
    };
    expect(operation(fronted).internet).toMatch(/^unknown: whether azurerm_application_gateway.front/);
  });
});

describe("the operations of an API", () => {
  const imported: Change = (resources) => {
    delete resources.azurerm_api_management_api_operation;
    resources.azurerm_api_management_api.orders.import = {
      content_format: "openapi",
      content_value:
        "openapi: 3.0.0\npaths:\n  /orders:\n    get: { operationId: listOrders }\n    post: {}\n",
    };
  };

  it("are those of its document", () => {
    const report = reviewAccess(firstPlan(closedStack(imported)));
    const labels = report.entrances.filter(({ kind }) => kind === "operation").map(({ label }) => label);
    expect(labels).toEqual([
      "GET /orders of API orders on apim-shop",
      "POST /orders of API orders on apim-shop",
    ]);
  });

  it("are any where the document cannot be read, or there is none", () => {
    const linked: Change = (resources, data) => {
      imported(resources, data);
      resources.azurerm_api_management_api.orders.import.content_format = "openapi-link";
    };
    expect(operation(linked, "operation:azurerm_api_management_api.orders:*").internet).toBe(closed);
    const none: Change = (resources) => delete resources.azurerm_api_management_api_operation;
    expect(operation(none, "operation:azurerm_api_management_api.orders:*").internet).toBe(closed);
  });

  it("are those of each revision, with a policy of its own", () => {
    const change: Change = (resources) => {
      resources.azurerm_api_management_api.next = {
        ...resources.azurerm_api_management_api.orders,
        revision: "2",
      };
      resources.azurerm_api_management_api_policy.next = {
        api_name: "orders;rev=2",
        api_management_name: "apim-shop",
        xml_content: policy(`<base />${token}`),
      };
    };
    expect(operation(change, "operation:azurerm_api_management_api.next:list").internet).toBe(asGateway);
    expect(operation(change).internet).toBe(closed);
  });
});

describe("a caller who chooses among ways that are all refused", () => {
  it("is refused where the way ends that leads farthest", () => {
    const refuse = '<return-response><set-status code="400" /></return-response>';
    const condition = "@(context.Request.Headers.ContainsKey(&quot;X-Debug&quot;))";
    const steps = `<choose><when condition="${condition}">${refuse}</when></choose>${validate}${token}`;
    const verdicts = operation((resources, data) => {
      withPolicy(steps)(resources, data);
      resources.azurerm_linux_function_app.orders.auth_settings_v2.active_directory_v2.allowed_applications =
        ["99999999-2222-4333-8444-555555555555"];
    });
    expect(verdicts[shop]).toMatch(/^refused 403 .*allowed_applications/);
  });
});

describe("an identity of the stack that a policy names", () => {
  const address = "azurerm_user_assigned_identity.shop";
  const clientId = "aaaaaaaa-1111-4222-8333-444444444444";

  it.each([
    ["before its id is known", `\${${address}.client_id}`, {}],
    ["when its id is known", clientId, { client_id: clientId, principal_id: "an object id" }],
  ])("is the same caller %s", (_, application, ids) => {
    const report = reviewAccess(
      firstPlan(
        closedStack((resources, data) => {
          resources.azurerm_user_assigned_identity.shop = { name: "id-shop", ...ids };
          withPolicy(`<base />${validate.replace(shopClientId, application)}${token}`)(resources, data);
        }),
      ),
    );
    expect(report.callers.filter(({ kind }) => kind === "policy-caller")).toEqual([
      expect.objectContaining({
        id: expect.stringContaining(`|@${address}#client_id|`),
        label: "identity id-shop with roles Orders.Read",
        address,
      }),
    ]);
  });
});
