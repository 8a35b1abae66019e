import {
  ApiDefinition,
  Callers,
  FunctionIdentity,
  Gateway,
  GatewayIdentityType,
  SecureFunctionBehindApim,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { expectGated } from "../function/private/easy-auth-assertions";
import { all, anotherStack, messageOf, newStack, only, synthesize } from "../synthesis";

const publisher = { name: "Contoso", email: "a@b.c" };
const identity = {
  id: "/subscriptions/s/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-there",
  clientId: "aaaaaaaa-0000-4000-8000-000000000001",
  principalId: "bbbbbbbb-0000-4000-8000-000000000001",
};
const place = { name: "apim-shared", resourceGroupName: "rg-shared", identity };

const ofGateways: [string, () => Partial<SecureFunctionBehindApimProps>, policyNamesIdentity: boolean][] = [
  ["a new user-assigned identity", () => ({ publisher }), true],
  ["a user-assigned identity that is there", () => ({ publisher, gatewayIdentity: identity }), true],
  [
    "a new system-assigned identity",
    () => ({ publisher, gatewayIdentityType: GatewayIdentityType.SYSTEM_ASSIGNED }),
    false,
  ],
  [
    "an existing gateway's user-assigned identity",
    () => ({ gateway: Gateway.fromGatewayAttributes(anotherStack(), "existing", place) }),
    true,
  ],
  [
    "an existing gateway's system-assigned identity",
    () => ({
      gateway: Gateway.fromGatewayAttributes(anotherStack(), "existing", {
        ...place,
        identityType: GatewayIdentityType.SYSTEM_ASSIGNED,
      }),
    }),
    false,
  ],
];
const ofFunctions: [string, FunctionIdentity][] = [
  ["its system-assigned identity", FunctionIdentity.systemAssigned()],
  ["a user-assigned identity", FunctionIdentity.userAssigned(identity)],
];
const combinations = ofGateways.flatMap(([gateway, props, named]) =>
  ofFunctions.map(
    ([own, functionIdentity]) => [gateway, own, () => ({ ...props(), functionIdentity }), named] as const,
  ),
);

function json(props: Partial<SecureFunctionBehindApimProps>) {
  const stack = newStack();
  new SecureFunctionBehindApim(stack, "orders", {
    name: "orders",
    location: "westeurope",
    apiDefinition: ApiDefinition.passThrough(),
    callers: Callers.anonymous(),
    ...props,
  });
  return synthesize(stack);
}

describe.each(combinations)(
  "user-assigned and system-assigned identity: a gateway with %s calls a Function with %s",
  (_gateway, _own, props, policyNamesIdentity) => {
    it("rules 4, 5, 13 and 18: gate, role and policy are about the same identity", () => {
      const synthesized = json(props());
      expectGated(synthesized);
      const { active_directory_v2 } = only(synthesized, "azurerm_linux_function_app").auth_settings_v2;
      expect(only(synthesized, "azuread_app_role_assignment").principal_object_id).toBe(
        active_directory_v2.allowed_identities[0],
      );
      const { xml_content } = only(synthesized, "azurerm_api_management_api_policy");
      expect(xml_content.includes(`client-id="${active_directory_v2.allowed_applications[0]}"`)).toBe(
        policyNamesIdentity,
      );
    });
  },
);

describe("an identity that is there, for a new gateway", () => {
  it("is the only one of the service, and none is made", () => {
    const synthesized = json({ publisher, gatewayIdentity: identity });
    expect(only(synthesized, "azurerm_api_management").identity).toEqual({
      type: "UserAssigned",
      identity_ids: [identity.id],
    });
    expect(all(synthesized, "azurerm_user_assigned_identity")).toEqual([]);
  });

  it("is refused together with another kind, a name, or a gateway that is there", () => {
    expect(
      messageOf(() =>
        json({
          publisher,
          gatewayIdentity: identity,
          gatewayIdentityType: GatewayIdentityType.SYSTEM_ASSIGNED,
        }),
      ),
    ).toContain("`identityType` was given together with `userAssignedIdentity`.");
    expect(
      messageOf(() => json({ publisher, gatewayIdentity: identity, names: { gatewayIdentity: "id-x" } })),
    ).toContain("`names.gatewayIdentity` was given together with `gatewayIdentity`.");
    expect(
      messageOf(() =>
        json({
          gateway: Gateway.fromGatewayAttributes(anotherStack(), "existing", place),
          gatewayIdentity: identity,
        }),
      ),
    ).toContain("`gatewayIdentity` was given together with `gateway`.");
  });
});
