import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { type IGateway, NamedValue } from "cdktf-secure-function-behind-apim";
import { Construct } from "constructs";
import { newGatewayApi } from "../fixtures/constructs";
import { entraCallers } from "../fixtures/policies";
import { messageOf, newStack } from "../synthesis";

const clientId = "aaaaaaaa-0000-4000-8000-000000000001";

/** A gateway of a user's own class. */
class OwnGateway extends Construct implements IGateway {
  public readonly name = "apim-own";
  public readonly resourceGroupName = "rg-own";
  public readonly gatewayUrl = "https://api.contoso.com";
  public readonly identity = { clientId, principalId: "bbbbbbbb-0000-4000-8000-000000000001" };

  public constructor(public readonly policyClientId?: string) {
    super(newStack(), "gateway");
  }
}

const entrances: [string, (gateway: OwnGateway) => unknown][] = [
  ["an API", (gateway) => newGatewayApi(gateway, "orders", { gateway, callers: entraCallers() })],
  [
    "a named value",
    (gateway) =>
      new NamedValue(gateway, "key", {
        gateway,
        name: "key",
        secretUrl: "https://kv-orders.vault.azure.net/secrets/key",
      }),
  ],
];

describe.each(entrances)("a gateway of a user's own class, given to %s", (_entrance, make) => {
  it.each([undefined, clientId])("selects its own identity in policies, by %s", (policyClientId) => {
    expect(() => make(new OwnGateway(policyClientId))).not.toThrow();
  });

  it.each(["cccccccc-0000-4000-8000-000000000001", "a", ""])(
    "is rejected when policies would select another identity, by %j",
    (policyClientId) => {
      expect(messageOf(() => make(new OwnGateway(policyClientId)))).toContain(
        `whose \`policyClientId\` is "${policyClientId}", and whose \`identity.clientId\` is "${clientId}"`,
      );
    },
  );
});

describe("a gateway of a user's own class with a new identity", () => {
  const setUp = (policyClientId: (identity: UserAssignedIdentity, other: UserAssignedIdentity) => string) => {
    const stack = newStack();
    const newIdentity = (name: string) =>
      new UserAssignedIdentity(stack, name, { name, resourceGroupName: "rg-own", location: "westeurope" });
    const identity = newIdentity("id-gateway");
    const gateway = Object.assign(new OwnGateway(), {
      identity: { clientId: identity.clientId, principalId: identity.principalId },
      policyClientId: policyClientId(identity, newIdentity("id-other")),
    });
    return () => newGatewayApi(stack, "orders", { gateway, callers: entraCallers() });
  };

  it("may read the identity's client id twice", () => {
    expect(setUp((identity) => identity.clientId)).not.toThrow();
  });

  it("is rejected when policies would select another new identity", () => {
    expect(messageOf(setUp((_identity, other) => other.clientId))).toContain(
      '`policyClientId` is "${azurerm_user_assigned_identity.id-other.client_id}"',
    );
  });
});
