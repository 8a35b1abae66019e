import { TerraformVariable } from "cdktf";
import {
  ApiDefinition,
  type ApiOperation,
  ApiProduct,
  type ApiProductProps,
  ApiVersionScheme,
  ApiVersionSet,
  CallerClaim,
  Callers,
  type GatewayApiProps,
  NamedValue,
  Policy,
} from "cdktf-secure-function-behind-apim";
import { newGatewayApi } from "../fixtures/constructs";
import { existingGateway } from "../fixtures/existing-parts";
import { entraCallers } from "../fixtures/policies";
import { all, messageOf, newStack, only, resolved, synthesize } from "../synthesis";

const operations: ApiOperation[] = [
  { method: "GET", urlTemplate: "/orders", operationId: "listOrders" },
  { method: "POST", urlTemplate: "/orders", operationId: "createOrder" },
];

function setUp() {
  const stack = newStack();
  const gateway = existingGateway();
  const api = (id: string, props: Partial<GatewayApiProps> = {}) =>
    newGatewayApi(stack, id, { gateway, apiDefinition: ApiDefinition.fromOperations(operations), ...props });
  return { stack, gateway, api };
}

describe("versions of an API", () => {
  it.each<[string, ApiVersionScheme, object, string]>([
    ["the path", ApiVersionScheme.path(), { versioning_scheme: "Segment" }, "/orders/v2"],
    [
      "a header",
      ApiVersionScheme.header("Api-Version"),
      { versioning_scheme: "Header", version_header_name: "Api-Version" },
      "/orders",
    ],
    [
      "a query parameter",
      ApiVersionScheme.query("api-version"),
      { versioning_scheme: "Query", version_query_name: "api-version" },
      "/orders",
    ],
  ])("are told apart by %s, side by side on one path", (_where, scheme, expected, path) => {
    const { stack, gateway, api } = setUp();
    const versionSet = new ApiVersionSet(stack, "versions", { gateway, name: "orders", scheme });
    api("orders-v1", { version: { versionSet, name: "v1" } });
    const { url } = api("orders-v2", { version: { versionSet, name: "v2" } });
    const json = synthesize(stack);
    const { versioning_scheme, version_header_name, version_query_name } = only(
      json,
      "azurerm_api_management_api_version_set",
    );
    expect({ versioning_scheme, version_header_name, version_query_name }).toMatchObject(expected);
    expect(all(json, "azurerm_api_management_api").map(({ version, path }) => [version, path])).toEqual([
      ["v1", "orders"],
      ["v2", "orders"],
    ]);
    expect(url).toBe(`https://apim-shared.azure-api.net${path}`);
  });

  it("are refused twice, and beside an API without versions", () => {
    const { stack, gateway, api } = setUp();
    const versionSet = new ApiVersionSet(stack, "versions", { gateway, name: "orders" });
    api("orders-v1", { version: { versionSet, name: "v1" } });
    expect(messageOf(() => api("again", { version: { versionSet, name: "V1" } }))).toContain(
      'The version "V1" of the API was given, which stack/orders-v1 has on the same gateway.',
    );
    expect(messageOf(() => api("without"))).toContain(
      'The API path "orders" was given, which stack/orders-v1 has',
    );
    const other = new ApiVersionSet(stack, "others", { gateway, name: "others" });
    expect(messageOf(() => api("other", { version: { versionSet: other, name: "v2" } }))).toContain(
      'The API path "orders" was given',
    );
  });

  it("are refused in a version set of another gateway", () => {
    const { stack, api } = setUp();
    const gateway = existingGateway({ name: "apim-other" });
    const versionSet = new ApiVersionSet(stack, "versions", { gateway, name: "orders" });
    expect(messageOf(() => api("orders-v1", { version: { versionSet, name: "v1" } }))).toContain(
      "The version set stack/versions was given, and it is on another gateway. A version set has versions of its own gateway's APIs. Make an `ApiVersionSet` with the API's `gateway`.",
    );
  });

  it("are refused with names that API Management refuses", () => {
    const { stack, gateway, api } = setUp();
    const versionSet = new ApiVersionSet(stack, "versions", { gateway, name: "orders" });
    expect(messageOf(() => api("orders-v1", { version: { versionSet, name: "v 1" } }))).toContain(
      'The version "v 1" was given. Allowed are 1 to 100 letters',
    );
    expect(
      messageOf(
        () =>
          new ApiVersionSet(stack, "bad", {
            gateway,
            name: "-",
            scheme: ApiVersionScheme.header("Api Version"),
          }),
      ),
    ).toMatch(
      /The version set name "-" was given[\s\S]*The version is in the header parameter "Api Version"\./,
    );
  });
});

describe("a revision", () => {
  it("is the first unless another one is current", () => {
    const { stack, api } = setUp();
    api("orders");
    expect(only(synthesize(stack), "azurerm_api_management_api").revision).toBe("1");
  });

  it("says what changed", () => {
    const { stack, api } = setUp();
    api("orders", { revision: "2", revisionDescription: "paging, ${new}" });
    expect(only(synthesize(stack), "azurerm_api_management_api")).toMatchObject({
      revision: "2",
      revision_description: "paging, $${new}",
    });
  });

  it.each(["0", "a", "1.1", ""])("is refused as %j", (revision) => {
    expect(messageOf(() => setUp().api("orders", { revision }))).toContain(
      `The revision ${JSON.stringify(revision)} was given. Revisions are numbered from 1.`,
    );
  });
});

describe("tags on operations", () => {
  it("are set by operationId, with the API's id as azurerm reads it back", () => {
    const { stack, api } = setUp();
    api("orders", { operationTags: { listOrders: ["read", "public"] } });
    const tags = all(synthesize(stack), "azurerm_api_management_api_operation_tag");
    expect(tags.map(({ name }) => name).sort()).toEqual(["public", "read"]);
    expect(tags[0].api_operation_id).toMatch(
      /^\$\{element\(split\(";", azurerm_api_management_api\..+\.id\), 0\)\}\/operations\/listOrders$/,
    );
  });

  it("of an operation that the API has not are refused, with the nearest ones", () => {
    expect(messageOf(() => setUp().api("orders", { operationTags: { listOrder: ["read"] } }))).toContain(
      'The operation "listOrder" was named in `operationTags`. The API has no such operation; nearest are "listOrders", "createOrder".',
    );
  });
});

describe("callers of single operations", () => {
  const healthOpen = (operationId: string) =>
    entraCallers().exceptFor({ operationIds: [operationId], callers: Callers.anonymous() });

  it("rule 23: are chosen by operationId, and everything else keeps the default", () => {
    const { stack, api } = setUp();
    api("orders", { callers: healthOpen("listOrders") });
    const { xml_content } = only(synthesize(stack), "azurerm_api_management_api_policy");
    expect(xml_content).toMatch(
      /<when condition="[^"]*listOrders[^"]*">[\s\S]*<otherwise>\s*<validate-azure-ad-token/,
    );
  });

  it("of an operation that the API has not are refused, with the nearest ones", () => {
    expect(messageOf(() => setUp().api("orders", { callers: healthOpen("listorder") }))).toContain(
      'The operation "listorder" was named in `callers.exceptFor`. The API has no such operation; nearest are "listOrders"',
    );
  });

  it("of an operation that API Management could take for another one are refused", () => {
    const apiDefinition = ApiDefinition.fromOperations([
      { method: "GET", urlTemplate: "/health", operationId: "health-check" },
      { method: "POST", urlTemplate: "/health", operationId: "Health_Check" },
    ]);
    expect(
      messageOf(() => setUp().api("orders", { apiDefinition, callers: healthOpen("health-check") })),
    ).toContain(
      'An exception was given for the operation "health-check", and the API also has "Health_Check".',
    );
  });
});

describe("a policy", () => {
  const limited = () => new Policy().rateLimitByKey({ calls: 9, renewalPeriod: 60, counterKey: "all" });

  it("stands between the gate's own steps, after what it needs", () => {
    const { stack, gateway, api } = setUp();
    const fragment = new NamedValue(stack, "region", {
      gateway,
      name: "region",
      secretUrl: "https://kv.vault.azure.net/secrets/region",
    });
    api("orders", {
      policy: limited().setRequestHeader("X-Region", "{{region}}").needs(fragment.resource),
    });
    const policy = only(synthesize(stack), "azurerm_api_management_api_policy");
    expect(policy.xml_content).toMatch(
      /<base \/>\s*<rate-limit-by-key [^>]*>\s*<set-header name="X-Region"[\s\S]*name="Authorization" exists-action="delete" \/>[\s\S]*<authentication-managed-identity /,
    );
    expect(policy.depends_on.join()).toContain("azurerm_api_management_named_value.");
  });

  it("of an operation is attached by operationId, and keeps the API's", () => {
    const { stack, api } = setUp();
    api("orders", { operationPolicies: { createOrder: new Policy().validateContent({ maxSize: 1024 }) } });
    const policy = only(synthesize(stack), "azurerm_api_management_api_operation_policy");
    expect(policy.operation_id).toBe("createOrder");
    expect(policy.xml_content).toMatch(/<inbound>\s*<base \/>\s*<validate-content /);
  });

  it("of a document's operation is attached by the name that the import gives it", () => {
    const { stack, api } = setUp();
    api("orders", {
      apiDefinition: ApiDefinition.fromOpenApi({
        openapi: "3.1.0",
        info: { title: "Orders", version: "1" },
        paths: { "/orders": { get: { operationId: "orders/list_all" } } },
      }),
      operationPolicies: { "orders/list_all": new Policy().setResponseHeader("X-A") },
      operationTags: { "orders/list_all": ["read"] },
    });
    const json = synthesize(stack);
    expect(only(json, "azurerm_api_management_api").import.content_value).toContain(
      '"operationId":"orders-list-all"',
    );
    expect(only(json, "azurerm_api_management_api_operation_policy").operation_id).toBe("orders-list-all");
    expect(only(json, "azurerm_api_management_api_operation_tag").api_operation_id).toMatch(
      /\/operations\/orders-list-all$/,
    );
  });

  it("of an operation that the API has not is refused, with the nearest ones", () => {
    const message = messageOf(() => setUp().api("orders", { operationPolicies: { creatOrder: limited() } }));
    expect(message).toContain('"creatOrder"');
    expect(message).toContain("createOrder");
  });

  it("of an operation is refused by the name of the operation", () => {
    const message = messageOf(() =>
      setUp().api("orders", { operationPolicies: { createOrder: new Policy().cacheStore(5) } }),
    );
    expect(message).toContain(
      'In `operationPolicies["createOrder"]`: `cacheStore` was given without `cacheLookup`. Nothing takes a response',
    );
  });

  it("is refused with the API's own facts: its key, its versions, the claims that it forwards", () => {
    const { stack, gateway, api } = setUp();
    const versionSet = new ApiVersionSet(stack, "versions", {
      gateway,
      name: "orders",
      scheme: ApiVersionScheme.header("Api-Version"),
    });
    const message = messageOf(() =>
      api("orders", {
        version: { versionSet, name: "v1" },
        callers: entraCallers().forwardingClaims({ "X-Caller-Id": CallerClaim.OBJECT_ID }),
        policy: new Policy()
          .rateLimit({ calls: 1, renewalPeriod: 1 })
          .cors({ allowedOrigins: ["*"] })
          .setRequestHeader("X-Caller-Id", "me"),
      }),
    );
    expect(message).toContain("withSubscriptionKey()");
    expect(message).toContain("whose version is in a header");
    expect(message).toContain("a claim of the validated caller");
    const byKey = {
      callers: Callers.subscriptionKey(),
      policy: new Policy().rateLimit({ calls: 1, renewalPeriod: 1 }),
    };
    expect(() => api("orders", byKey)).not.toThrow();
  });
});

describe("a product", () => {
  const product = (props: Partial<ApiProductProps> = {}) => {
    const { stack, gateway, api } = setUp();
    const orders = api("orders", { callers: props.policy ? Callers.subscriptionKey() : Callers.anonymous() });
    new ApiProduct(stack, "partners", { gateway, name: "partners", apis: [orders], ...props });
    return synthesize(stack);
  };

  it("offers APIs to subscribers who were approved", () => {
    const json = product({ subscriptionsLimit: 2, terms: "Be nice." });
    expect(only(json, "azurerm_api_management_product")).toMatchObject({
      product_id: "partners",
      subscription_required: true,
      approval_required: true,
      subscriptions_limit: 2,
      published: true,
      terms: "Be nice.",
    });
    expect(only(json, "azurerm_api_management_product_api")).toMatchObject({
      product_id: "${azurerm_api_management_product.partners_product_92B1DD3B.product_id}",
    });
  });

  it("has the limit that approval needs, unless another one is given or nothing is approved", () => {
    const settings = (props: Partial<ApiProductProps>) =>
      only(product(props), "azurerm_api_management_product");
    expect(settings({})).toMatchObject({ approval_required: true, subscriptions_limit: 1 });
    expect(settings({ approvalRequired: true })).toMatchObject({ subscriptions_limit: 1 });
    expect(settings({ approvalRequired: false })).toMatchObject({ approval_required: false });
    expect(settings({ approvalRequired: false })).not.toHaveProperty("subscriptions_limit");
  });

  it("can be open, without settings of subscriptions", () => {
    const json = only(product({ subscriptionRequired: false }), "azurerm_api_management_product");
    expect(json.subscription_required).toBe(false);
    expect(json).not.toHaveProperty("approval_required");
    expect(json).not.toHaveProperty("subscriptions_limit");
    expect(messageOf(() => product({ subscriptionRequired: false, subscriptionsLimit: 1 }))).toContain(
      "`subscriptionsLimit` was given for a product that needs no subscription.",
    );
  });

  it("has limits of its own, for each subscription", () => {
    const policy = () =>
      new Policy().rateLimit({ calls: 10, renewalPeriod: 60 }).quota({ calls: 1000, renewalPeriod: 86400 });
    const json = only(product({ policy: policy() }), "azurerm_api_management_product_policy");
    expect(json.product_id).toBe("${azurerm_api_management_product.partners_product_92B1DD3B.product_id}");
    expect(json.xml_content).toMatch(
      /<inbound>\s*<base \/>\s*<rate-limit calls="10" renewal-period="60" \/>\s*<quota calls="1000" renewal-period="86400" \/>\s*<\/inbound>/,
    );
    expect(messageOf(() => product({ subscriptionRequired: false, policy: policy() }))).toContain(
      "the callers need no subscription",
    );
    expect(product()).not.toHaveProperty("resource.azurerm_api_management_product_policy");
  });

  it("has a policy after what it needs", () => {
    const { stack, gateway, api } = setUp();
    const orders = api("orders");
    const policy = () => new Policy().includeFragment("shared");
    const { backend, api: resource } = orders;
    const props = { gateway, apis: [orders] };
    new ApiProduct(stack, "one", { ...props, name: "one", policy: policy().needs(backend).needs(resource) });
    new ApiProduct(stack, "other", {
      ...props,
      name: "other",
      policy: policy().needs(resource).needs(backend).needs(resource),
    });
    const [one, other] = all(synthesize(stack), "azurerm_api_management_product_policy");
    expect(one.depends_on).toEqual([
      expect.stringMatching(/^azurerm_api_management_api\./),
      expect.stringMatching(/^azurerm_api_management_backend\./),
    ]);
    expect(other.depends_on).toEqual(one.depends_on);
  });

  it("is refused without an API, and with a limit that is none", () => {
    const message = messageOf(() => product({ apis: [], subscriptionsLimit: 0, name: "a b" }));
    expect(message).toContain('The product name "a b" was given.');
    expect(message).toContain("A product without an API was given.");
    expect(message).toContain("A limit of 0 subscriptions was given.");
    const approved = () => product({ approvalRequired: true, subscriptionsLimit: -1 });
    expect(messageOf(approved)).toContain("A limit of -1 subscriptions was given.");
  });
});

describe("a named value", () => {
  const secretUrl = "https://kv-orders.vault.azure.net/secrets/partner-key";

  it("is a reference to Key Vault, read by the gateway's identity, which may be given the right", () => {
    const { stack, gateway } = setUp();
    const keyVaultId = "/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/kv-orders";
    const value = new NamedValue(stack, "partner-key", {
      gateway,
      name: "partner-key",
      secretUrl,
      keyVaultId,
    });
    const json = synthesize(stack);
    const named = only(json, "azurerm_api_management_named_value");
    expect(named).toMatchObject({
      secret: true,
      value_from_key_vault: { secret_id: secretUrl, identity_client_id: gateway.identity.clientId },
    });
    expect(named).not.toHaveProperty("value");
    expect(only(json, "azurerm_role_assignment")).toMatchObject({
      scope: keyVaultId,
      role_definition_name: "Key Vault Secrets User",
      principal_id: gateway.identity.principalId,
    });
    expect(resolved(stack, value.dependable.fqn)).toContain("azurerm_api_management_named_value.");
  });

  it.each(["hunter2", "https://example.com/secrets/x", `${secretUrl}?x`])(
    "is refused as %j, which would be a secret in the state or none",
    (url) => {
      const { stack, gateway } = setUp();
      expect(
        messageOf(() => new NamedValue(stack, "value", { gateway, name: "value", secretUrl: url })),
      ).toContain("Allowed is the address of a secret in Key Vault");
    },
  );

  it("takes a reference", () => {
    const { stack, gateway } = setUp();
    const url = new TerraformVariable(stack, "secret", {}).stringValue;
    new NamedValue(stack, "value", { gateway, name: "value", secretUrl: url });
    expect(only(synthesize(stack), "azurerm_api_management_named_value").value_from_key_vault.secret_id).toBe(
      "${var.secret}",
    );
  });
});
