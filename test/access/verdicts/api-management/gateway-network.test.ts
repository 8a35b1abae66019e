import { asGateway, type Change, played, toFunction, withSteps } from "../played";

const open = withSteps(`<base />${toFunction}`);
const gateway =
  (values: object): Change =>
  (resources) => {
    Object.assign(resources.azurerm_api_management.gateway, values);
  };
const hostedBy =
  (apiId: string): Change =>
  (resources) => {
    resources.azurerm_api_management_gateway_api = {
      onPremises: { gateway_id: "/x/gateways/g", api_id: apiId },
    };
  };

describe("a gateway that only a network reaches", () => {
  it.each<[string, object]>([
    ["virtual_network_type", { virtual_network_type: "Internal" }],
    ["public_network_access_enabled", { public_network_access_enabled: false }],
  ])("refuses the internet by %s, and nobody inside", (argument, values) => {
    expect(played(open, gateway(values))).toMatchObject({
      internet: `refused no connection Network: ${argument}`,
      network: asGateway,
    });
  });

  it.each(["${azurerm_api_management_api.orders.id}", "/subscriptions/x/apis/orders;rev=1", "${lower(x)}"])(
    "may be reached through a gateway that somebody hosts for the API %s",
    (id) => {
      expect(played(open, gateway({ virtual_network_type: "Internal" }), hostedBy(id)).internet).toBe(
        "unknown: whether the internet reaches the self-hosted gateway of azurerm_api_management_gateway_api.onPremises is not known",
      );
    },
  );

  it("is not reached through one that somebody hosts for another API", () => {
    const verdicts = played(
      open,
      gateway({ virtual_network_type: "Internal" }),
      hostedBy("/subscriptions/x/apis/other"),
    );
    expect(verdicts.internet).toBe("refused no connection Network: virtual_network_type");
  });
});

describe("a backend that passes calls on", () => {
  const backend =
    (url: string): Change =>
    ({ azurerm_api_management_backend: { orders } }) => {
      orders.url = url;
    };
  const fronts: Change = (resources) => {
    resources.azurerm_cdn_frontdoor_endpoint = { front: { host_name: "front-x.azurefd.net" } };
    resources.azurerm_api_management_custom_domain = {
      own: { gateway: [{ host_name: "api.contoso.com" }] },
    };
  };

  it.each([
    ["https://apim-shop.azure-api.net/other", "azurerm_api_management.gateway"],
    ["${azurerm_api_management.gateway.gateway_url}", "azurerm_api_management.gateway"],
    ["https://API.contoso.com/x", "azurerm_api_management_custom_domain.own"],
    ["https://front-x.azurefd.net", "azurerm_cdn_frontdoor_endpoint.front"],
    ["https://${azurerm_cdn_frontdoor_endpoint.front.host_name}/x", "azurerm_cdn_frontdoor_endpoint.front"],
  ])("may lead to a Function: %s", (url, address) => {
    expect(played(open, fronts, backend(url)).internet).toBe(
      `unknown: where ${address} passes the call on is not modeled`,
    );
  });

  it("leads nowhere where the host is nobody's of the stack", () => {
    expect(played(open, fronts, backend("https://api.example.com"))).toEqual({});
  });

  it("is the Function by the address of a WebSocket too", () => {
    expect(played(open, backend("wss://func-orders.azurewebsites.net/api")).internet).toBe(asGateway);
  });
});

describe("an open product", () => {
  const product =
    (steps: string): Change =>
    (resources) => {
      const on = { api_management_name: "apim-shop", product_id: "free" };
      resources.azurerm_api_management_product = { free: { ...on, subscription_required: false } };
      resources.azurerm_api_management_product_api = { free: { ...on, api_name: "orders" } };
      resources.azurerm_api_management_product_policy = {
        free: { ...on, xml_content: `<policies><inbound><base />${steps}</inbound></policies>` },
      };
    };

  it("is what calls without a key belong to, even where their API asks for none", () => {
    const stop = '<return-response><set-status code="403" /></return-response>';
    expect(played(open, product(stop))).toMatchObject({
      internet: "refused 403 Policy: return-response",
      "subscription-key": asGateway,
    });
  });
});
