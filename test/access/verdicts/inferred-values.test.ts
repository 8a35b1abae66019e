import type { AccessReport } from "../../../lib/access/report";
import { reviewAccess } from "../../../lib/access/review";
import { policy } from "../closed-stack";
import { type PlannedPart, planOf } from "../stack/private/plan/plans";
import { verdictOf } from "../verdict-of";

const suffix = ["random_string.suffix.result", "random_string.suffix"];
const nameOf = (address: string) => ({ references: [`${address}.name`, address] });
const gateway = "azurerm_api_management.gateway";
const app = "azurerm_linux_function_app.orders";

/** An API of HCL whose name ends in a random text, and its policy. */
function api(name: string, steps: string): PlannedPart[] {
  const address = `azurerm_api_management_api.${name}`;
  const place = { api_management_name: "apim" };
  return [
    {
      address,
      known: { ...place, revision: "1", subscription_required: false },
      unknown: { name: true, service_url: true },
      expressions: {
        name: { references: suffix },
        service_url: { references: [`${app}.default_hostname`, app] },
      },
    },
    {
      address: `azurerm_api_management_api_policy.${name}`,
      known: { ...place, xml_content: policy(`<base />${steps}`) },
      unknown: { api_name: true },
      expressions: { api_name: nameOf(address) },
    },
  ];
}

function review(parts: readonly PlannedPart[]): AccessReport {
  return reviewAccess(
    planOf([
      { address: "random_string.suffix", unknown: { result: true } },
      { address: gateway, known: { name: "apim", sku_name: "Developer_1" } },
      { address: app, known: { name: "func" }, unknown: { default_hostname: true } },
      ...parts,
    ]),
  );
}

const asks = '<validate-azure-ad-token tenant-id="11111111-2222-4333-8444-555555555555" />';

describe("names of a first plan of HCL that are made of one random text", () => {
  it("are not taken for the same: the policy of one API keeps nobody out of another", () => {
    const report = review([...api("closed", asks), ...api("open", "")]);
    for (const name of ["closed", "open"]) {
      const { internet } = verdictOf(report, `operation:azurerm_api_management_api.${name}:*`);
      expect(internet).toMatch(
        /^unknown: it is not known what azurerm_api_management_api_policy\.\w+ belongs to/,
      );
    }
  });

  it("may be of any operation: a policy of one, which leaves out that of the API", () => {
    const place = { api_management_name: "apim", api_name: "orders" };
    const [{ known: more, ...orders }, ofApi] = api("orders", asks);
    const parts: PlannedPart[] = [
      { ...orders, known: { ...more, name: "orders" }, unknown: { service_url: true } },
      { ...ofApi, known: { ...ofApi.known, ...place }, unknown: {} },
      {
        address: "azurerm_api_management_api_operation.list",
        known: { ...place, operation_id: "list", method: "GET", url_template: "/" },
      },
    ];
    const untold: PlannedPart = {
      address: "azurerm_api_management_api_operation_policy.open",
      known: { ...place, xml_content: policy("") },
      unknown: { operation_id: true },
      expressions: { operation_id: { references: suffix } },
    };
    const internet = (...others: PlannedPart[]) =>
      verdictOf(review([...parts, ...others]), "operation:azurerm_api_management_api.orders:list").internet;
    expect(internet()).toBe("refused 401 Policy: validate-azure-ad-token");
    expect(internet(untold)).toMatch(/^unknown: it is not known what .*operation_policy\.open belongs to/);
  });

  it("are not shown as the names of what they are in", () => {
    const { entrances, functions } = review(api("open", ""));
    const named = [...entrances, ...functions].map(({ label }) => label);
    expect(named.filter((label) => label.includes("random_string"))).toEqual([]);
    expect(named).toContain("any other operation of API azurerm_api_management_api.open on apim");
  });

  it("may be of an open product", () => {
    const [orders, ownPolicy] = api("orders", "");
    const asksForKey = { ...orders, known: { ...orders.known, subscription_required: true } };
    const link = (known: object, unknown: Readonly<Record<string, true>>): PlannedPart => ({
      address: "azurerm_api_management_product_api.link",
      known: { api_management_name: "apim", ...known },
      unknown,
      expressions: Object.fromEntries(Object.keys(unknown).map((name) => [name, { references: suffix }])),
    });
    const internet = (...links: PlannedPart[]) =>
      verdictOf(review([asksForKey, ownPolicy, ...links]), "operation:azurerm_api_management_api.orders:*")
        .internet;
    expect(internet()).toBe("refused 401 API Management: subscription_required");
    expect(internet(link({ product_id: "open" }, { api_name: true }))).toMatch(/^unknown/);
    expect(internet(link({}, { api_name: true, product_id: true }))).toMatch(/^unknown/);
  });
});

describe("an id of a first plan of HCL", () => {
  const identity = "azurerm_user_assigned_identity.gateway";
  const listed = (name: string): PlannedPart => ({
    address: app,
    known: {
      name: "func",
      auth_settings_v2: [
        {
          auth_enabled: true,
          require_authentication: true,
          unauthenticated_action: "Return401",
          active_directory_v2: [{ client_id: "c", allowed_applications: [null] }],
        },
      ],
    },
    unknown: { auth_settings_v2: [{ active_directory_v2: [{ allowed_applications: [true] }] }] },
    expressions: {
      auth_settings_v2: [
        {
          active_directory_v2: [{ allowed_applications: { references: [`${identity}.${name}`, identity] } }],
        },
      ],
    },
  });
  const verdict = (name: string) =>
    reviewAccess(
      planOf([{ address: identity, known: { name: "id" }, unknown: { [name]: true } }, listed(name)]),
    ).verdicts.find(({ entrance, caller }) => entrance === `host:${app}` && caller === "tenant-application");

  it("is decided by what it refers to, and the proof says that it is", () => {
    expect(verdict("client_id")).toMatchObject({
      access: "refused",
      proof: [{ value: `${identity}.client_id (by reference)` }],
    });
  });

  it("is not decided where it refers to something else than an id", () => {
    expect(verdict("name")?.access).toBe("unknown");
  });
});
