import {
  ApiDefinition,
  ApiVersionScheme,
  Callers,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { newPattern } from "../fixtures/constructs";
import { all, messageOf, only, synthesize } from "../synthesis";

const made = (props: Partial<SecureFunctionBehindApimProps> = {}) =>
  newPattern({ apiVersion: "v1", ...props });
const apiDefinition = ApiDefinition.fromOperations([{ method: "GET", urlTemplate: "/orders" }]);

describe("versions of a Function's API", () => {
  it("stand side by side on one path, each with a policy that has the token step", () => {
    const { stack, orders } = made();
    orders.addVersion("v2", { version: "v2", apiDefinition });
    const json = synthesize(stack);
    expect(
      all(json, "azurerm_api_management_api").map(({ name, path, version }) => [name, path, version]),
    ).toEqual([
      ["orders", "orders", "v1"],
      ["orders-v2", "orders", "v2"],
    ]);
    const policies = all(json, "azurerm_api_management_api_policy");
    expect(policies).toHaveLength(2);
    for (const { xml_content } of policies) {
      expect(xml_content.match(/<authentication-managed-identity /g)).toHaveLength(1);
    }
    expect(only(json, "azurerm_api_management_api_version_set").versioning_scheme).toBe("Segment");
  });

  it("are told apart in the chain", () => {
    const { orders } = made();
    orders.addVersion("v2", { version: "v2", apiDefinition, callers: Callers.subscriptionKey() });
    expect(orders.chains).toEqual([
      expect.stringMatching(/^Everyone → API orders\/v1 → /),
      expect.stringMatching(/^Holders of a subscription key → API orders\/v2 → /),
    ]);
  });

  it("can be named in a header", () => {
    const { stack } = made({ apiVersionScheme: ApiVersionScheme.header("Api-Version") });
    expect(only(synthesize(stack), "azurerm_api_management_api_version_set").version_header_name).toBe(
      "Api-Version",
    );
  });

  it("are refused on an API that has none, and leave nothing half made", () => {
    const { stack, orders } = made({ apiVersion: undefined });
    expect(messageOf(() => orders.addVersion("v2", { version: "v2", apiDefinition }))).toContain(
      'stack/orders/v2: invalid input.\n  - The version "v2" was added to an API without versions.',
    );
    expect(all(synthesize(stack), "azurerm_api_management_api")).toHaveLength(1);
    expect(
      messageOf(() => made({ apiVersion: undefined, apiVersionScheme: ApiVersionScheme.path() })),
    ).toContain("`apiVersionScheme` was given without `apiVersion`.");
  });

  it("are refused twice", () => {
    const { orders } = made();
    expect(messageOf(() => orders.addVersion("again", { version: "v1", apiDefinition }))).toContain(
      'The version "v1" of the API was given, which stack/orders/api has on the same gateway.',
    );
  });
});
