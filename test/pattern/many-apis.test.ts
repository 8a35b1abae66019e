import { ApiDefinition, Callers } from "cdktf-secure-function-behind-apim";
import { newPattern } from "../fixtures/constructs";
import { existingGateway } from "../fixtures/existing-parts";
import { gatewayIdentity } from "../fixtures/ids";
import { entraSettings } from "../function/private/easy-auth-assertions";
import { all, messageOf, synthesize } from "../synthesis";

const partners = () => existingGateway({ name: "apim-partners", resourceGroupName: "rg-partners" });
const partnerApi = {
  name: "orders-for-partners",
  path: "partners/orders",
  apiDefinition: ApiDefinition.passThrough(),
  callers: Callers.subscriptionKey(),
};

describe("one Function under several APIs", () => {
  it("on one gateway has one role assignment, and a policy for each API", () => {
    const { stack, orders } = newPattern();
    orders.addApi("partner-api", partnerApi);
    const json = synthesize(stack);
    expect(all(json, "azurerm_api_management_api").map(({ path }) => path)).toEqual([
      "orders",
      "partners/orders",
    ]);
    expect(all(json, "azurerm_api_management_api_policy")).toHaveLength(2);
    expect(all(json, "azurerm_api_management_api_diagnostic")).toHaveLength(2);
    expect(all(json, "azuread_app_role_assignment")).toHaveLength(1);
    expect(entraSettings(json).allowed_identities).toHaveLength(1);
  });

  it("on two gateways lets both identities in, and each policy waits for its own role", () => {
    const { stack, orders } = newPattern();
    orders.addApi("partner-api", { ...partnerApi, gateway: partners() });
    const json = synthesize(stack);
    expect(entraSettings(json).allowed_identities).toEqual([expect.any(String), gatewayIdentity.principalId]);
    const [policy] = all(json, "azurerm_api_management_api_policy").filter(
      ({ api_management_name }) => api_management_name === "apim-partners",
    );
    expect(policy.depends_on).toEqual([
      expect.stringMatching(/^azuread_app_role_assignment\..*partner-api-role/),
    ]);
  });

  it("tells who may call whom, a line for each", () => {
    const { orders } = newPattern();
    orders.addApi("partner-api", { ...partnerApi, gateway: partners() });
    expect(orders.chains).toEqual([
      expect.stringMatching(/^Everyone → API orders → /),
      expect.stringMatching(/^Holders of a subscription key → API partners\/orders → /),
    ]);
  });

  it("is refused at a path that is taken, and leaves nothing half made", () => {
    const { stack, orders } = newPattern();
    const before = JSON.stringify(synthesize(stack));
    expect(messageOf(() => orders.addApi("again", { ...partnerApi, path: "orders" }))).toMatch(
      /^stack\/orders\/again: invalid input\.\n {2}- The API path "orders" was given, which stack\/orders\/api has/,
    );
    expect(JSON.stringify(synthesize(stack))).toBe(before);
  });
});
