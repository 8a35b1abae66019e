import {
  FunctionIdentity,
  GatewayIdentityType,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { newPattern, onExistingGateway } from "../fixtures/constructs";
import { gatewayIdentity } from "../fixtures/ids";
import { entraSettings, expectGated } from "../function/private/easy-auth-assertions";
import { all, messageOf, only, synthesize } from "../synthesis";

const identity = {
  id: "/subscriptions/s/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-there",
  ...gatewayIdentity,
};

const ofGateways: [string, () => Partial<SecureFunctionBehindApimProps>, policyNamesIdentity: boolean][] = [
  ["a new user-assigned identity", () => ({}), true],
  ["a user-assigned identity that is there", () => ({ gatewayIdentity: identity }), true],
  [
    "a new system-assigned identity",
    () => ({ gatewayIdentityType: GatewayIdentityType.SYSTEM_ASSIGNED }),
    false,
  ],
  ["an existing gateway's user-assigned identity", () => onExistingGateway(), true],
  [
    "an existing gateway's system-assigned identity",
    () => onExistingGateway({ identityType: GatewayIdentityType.SYSTEM_ASSIGNED }),
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

const json = (props: Partial<SecureFunctionBehindApimProps>) => synthesize(newPattern(props).stack);

describe.each(combinations)(
  "user-assigned and system-assigned identity: a gateway with %s calls a Function with %s",
  (_gateway, _own, props, policyNamesIdentity) => {
    it("rules 4, 5, 13 and 18: gate, role and policy are about the same identity", () => {
      const synthesized = json(props());
      expectGated(synthesized);
      const { allowed_applications, allowed_identities } = entraSettings(synthesized);
      expect(only(synthesized, "azuread_app_role_assignment").principal_object_id).toBe(
        allowed_identities[0],
      );
      const { xml_content } = only(synthesized, "azurerm_api_management_api_policy");
      expect(xml_content.includes(`client-id="${allowed_applications[0]}"`)).toBe(policyNamesIdentity);
    });
  },
);

describe("an identity that is there, for a new gateway", () => {
  it("is the only one of the service, and none is made", () => {
    const synthesized = json({ gatewayIdentity: identity });
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
          gatewayIdentity: identity,
          gatewayIdentityType: GatewayIdentityType.SYSTEM_ASSIGNED,
        }),
      ),
    ).toContain("`identityType` was given together with `userAssignedIdentity`.");
    expect(
      messageOf(() => json({ gatewayIdentity: identity, names: { gatewayIdentity: "id-x" } })),
    ).toContain("`names.gatewayIdentity` was given together with `gatewayIdentity`.");
    expect(messageOf(() => json({ ...onExistingGateway(), gatewayIdentity: identity }))).toContain(
      "`gatewayIdentity` was given together with `gateway`.",
    );
  });
});
