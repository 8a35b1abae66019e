import { reviewAccess } from "../../../../lib/access/review";
import { closedStack } from "../../closed-stack";
import { firstPlan } from "../../stack-input";
import { verdictOf } from "../../verdict-of";
import { asGateway, type Change, closed, played, toFunction, withSteps } from "../played";

const asksForKey = "refused 401 API Management: subscription_required";
const withKey: Change = (resources, data) => {
  withSteps(`<base />${toFunction}`)(resources, data);
  resources.azurerm_api_management_api.orders.subscription_required = true;
};
const ofGateway = "${azurerm_api_management.gateway.id}";
const generic =
  (kind: string, parts: Record<string, object>): Change =>
  (resources) => {
    resources[kind] = Object.fromEntries(
      Object.entries(parts).map(([name, { type, ...values }]: [string, { type?: string }]) => [
        name,
        { type: `Microsoft.ApiManagement/service/${type}@2022-08-01`, ...values },
      ]),
    );
  };
const template =
  (text: string): Change =>
  (resources) => {
    resources.azurerm_resource_group_template_deployment = { parts: { template_content: text } };
  };
const resourceText = (type: string) =>
  JSON.stringify({ resources: [{ type: `Microsoft.ApiManagement/service/${type}`, name: "apim-shop/x" }] });

describe("a product that the stack writes in a way that is not read", () => {
  const unclear = (address: string) => `unknown: whether ${address} requires a subscription is not known`;

  it.each<[string, Change, string]>([
    [
      "a generic resource",
      generic("azapi_resource", {
        open: { type: "products", name: "open", parent_id: ofGateway },
        link: { type: "products/apis", name: "orders", parent_id: "${azapi_resource.open.id}" },
      }),
      "azapi_resource.link",
    ],
    [
      "a link by its own name",
      generic("azapi_resource", {
        link: { type: "products/apiLinks", name: "x", parent_id: "/x/products/open" },
      }),
      "azapi_resource.link",
    ],
    ["a template", template(resourceText("products")), "azurerm_resource_group_template_deployment.parts"],
  ])("may open an API, as %s", (_, change, address) => {
    const verdicts = played(withKey, change);
    expect(verdicts).toMatchObject({ internet: unclear(address), "subscription-key": asGateway });
  });

  it("opens no other API than the one that the link is named after", () => {
    const link = generic("azapi_resource", {
      link: { type: "products/apis", name: "other", parent_id: "/x/products/open" },
    });
    expect(played(withKey, link).internet).toBe(asksForKey);
  });

  it("is read where only the link is written in another way", () => {
    const link = generic("azapi_resource", {
      link: { type: "products/apis", name: "orders", parent_id: "${azurerm_api_management_product.p.id}" },
    });
    const product =
      (required: boolean): Change =>
      (resources) => {
        resources.azurerm_api_management_product = {
          p: { product_id: "p", api_management_name: "apim-shop", subscription_required: required },
        };
      };
    const internet = (required: boolean) => {
      const stack = closedStack((resources, data) => {
        for (const change of [withKey, link, product(required)]) change(resources, data);
      });
      return verdictOf(reviewAccess(firstPlan(stack)), "operation:azurerm_api_management_api.orders:list")
        .internet;
    };
    expect(internet(true)).toBe(asksForKey);
    expect(internet(false)).toBe(asGateway);
  });

  it("leaves everything open where nothing of a template is known", () => {
    expect(played(withKey, template("${file(x)}")).internet).toMatch(/^unknown/);
  });
});

describe("an API that the stack writes in a way that is not read", () => {
  it.each<[string, Change]>([
    [
      "azapi_resource.more",
      generic("azapi_resource", { more: { type: "apis", name: "more", parent_id: ofGateway } }),
    ],
    [
      "azapi_resource.more",
      generic("azapi_resource", {
        more: { type: "workspaces/apis", name: "more", parent_id: "/x/workspaces/w" },
      }),
    ],
    ["azurerm_resource_group_template_deployment.parts", template(resourceText("apis"))],
  ])("is an entrance of which nothing is known: %s", (address, change) => {
    const report = reviewAccess(firstPlan(closedStack(change)));
    const verdicts = Object.values(verdictOf(report, `operation:${address}:*`));
    expect(verdicts).not.toEqual([]);
    expect(verdicts.filter((verdict) => !verdict.startsWith("unknown"))).toEqual([]);
  });
});

describe("what changes a part after its own resource", () => {
  it.each<[string, string, string]>([
    ["an API", "apis", "${azurerm_api_management_api.orders.id}"],
    ["an API by its id", "apis", "/subscriptions/x/apis/ORDERS"],
  ])("leaves open who may call %s", (_, type, id) => {
    const change = generic("azapi_update_resource", { more: { type, resource_id: id } });
    expect(played(withKey, change).internet).toBe(
      "unknown: whether the API requires a subscription is not known",
    );
  });

  it("leaves other APIs as they are", () => {
    const change = generic("azapi_update_resource", { more: { type: "apis", resource_id: "/x/apis/other" } });
    expect(played(withKey, change).internet).toBe(asksForKey);
  });

  it("leaves open where a backend is", () => {
    const id = "${azurerm_api_management_backend.orders.id}";
    const change = generic("azapi_update_resource", { more: { type: "backends", resource_id: id } });
    expect(played(change)).toMatchObject({
      internet: closed,
      "policy-caller": "unknown: the backend orders is not in this stack",
    });
  });

  it("leaves open what a policy of an operation is, whatever the stack says of it", () => {
    const policies = generic("azapi_resource", {
      more: { type: "apis/operations/policies", parent_id: "/x" },
    });
    const own: Change = (resources) => {
      resources.azurerm_api_management_api_operation_policy = {
        list: {
          api_name: "orders",
          operation_id: "list",
          api_management_name: "apim-shop",
          xml_content: "<policies><inbound><return-response /></inbound></policies>",
        },
      };
    };
    expect(played(policies, own).internet).toMatch(/^unknown: azapi_resource.more writes policies/);
  });
});
