import { Gateway } from "../../../lib/gateway/gateway";
import { GatewayIdentityType } from "../../../lib/gateway/gateway-props";
import { AzureCloud } from "../../../lib/support/cloud";
import { existingGateway } from "../../fixtures/existing-parts";
import { gatewayIdentity } from "../../fixtures/ids";
import { messageOf, newStack, resolved, synthesize } from "../../synthesis";

describe("a gateway by its plain ids", () => {
  it("rule 18: its policies name its user-assigned identity", () => {
    expect(existingGateway().policyClientId).toBe(gatewayIdentity.clientId);
  });

  it("rule 18: its policies name no system-assigned identity", () => {
    const identityType = GatewayIdentityType.SYSTEM_ASSIGNED;
    expect(existingGateway({ identityType }).policyClientId).toBeUndefined();
  });

  it.each([
    [AzureCloud.PUBLIC, "https://apim-shared.azure-api.net"],
    [AzureCloud.US_GOVERNMENT, "https://apim-shared.azure-api.us"],
    [AzureCloud.CHINA, "https://apim-shared.azure-api.cn"],
  ])("answers under the host name of its cloud (%#)", (cloud, url) => {
    expect(existingGateway({ cloud }).gatewayUrl).toBe(url);
  });

  it("answers under a host name of the team's own", () => {
    const gatewayUrl = "https://api.contoso.com";
    expect(existingGateway({ gatewayUrl }).gatewayUrl).toBe(gatewayUrl);
  });

  it("is refused with what Azure refuses, all of it in one message", () => {
    const message = messageOf(() =>
      existingGateway({
        name: "1apim",
        resourceGroupName: "rg.",
        identity: { clientId: "apim", principalId: "apim" },
        gatewayUrl: "http://api.contoso.com/",
        skuName: "Gold_1",
      }),
    );
    expect(message).toMatch(/^elsewhere\/existing: invalid input\./);
    expect(message).toContain('The name "1apim" was given to an API Management service.');
    expect(message).toContain('The name "rg." was given to a resource group.');
    expect(message).toContain('`identity.clientId` was given as "apim". The ids of an identity are GUIDs.');
    expect(message).toContain('`identity.principalId` was given as "apim".');
    expect(message).toContain('The gateway\'s URL "http://api.contoso.com/" was given.');
    expect(message).toContain('The SKU "Gold_1" was given.');
  });
});

describe("a gateway by its name", () => {
  const byName = { name: "apim-shared", resourceGroupName: "rg-integration" };

  it("with a user-assigned identity: every plan checks that the service carries it", () => {
    const stack = newStack();
    const gateway = Gateway.fromGatewayName(stack, "shared", {
      ...byName,
      identityName: "id-apim",
      identityResourceGroupName: "rg-identities",
    });
    const { data } = synthesize(stack);
    expect(Object.values(data.azurerm_user_assigned_identity)).toEqual([
      expect.objectContaining({ name: "id-apim", resource_group_name: "rg-identities" }),
    ]);
    const [service] = Object.values<Looked>(data.azurerm_api_management);
    const [{ condition, error_message }] = service.lifecycle.postcondition;
    expect(condition).toMatch(
      /^\$\{.*contains\(.*identity_ids.*lower\(data\.azurerm_user_assigned_identity\./,
    );
    expect(error_message).toContain("apim-shared does not have the identity that is named");
    expect(resolved(stack, gateway.policyClientId)).toBe(resolved(stack, gateway.identity.clientId));
    expect(data.azuread_service_principal).toBeUndefined();
  });

  it("with its system-assigned identity: every plan checks that it is on, and Entra is asked for its client id", () => {
    const stack = newStack();
    const gateway = Gateway.fromGatewayName(stack, "shared", byName);
    const { data } = synthesize(stack);
    const [service] = Object.values<Looked>(data.azurerm_api_management);
    const [{ condition, error_message }] = service.lifecycle.postcondition;
    expect(condition).toBe(
      '${length(self.identity) > 0 && strcontains(self.identity[0].type, "SystemAssigned")}',
    );
    expect(error_message).toContain("apim-shared has no system-assigned identity");
    expect(Object.values(data.azuread_service_principal)).toEqual([
      expect.objectContaining({ object_id: resolved(stack, gateway.identity.principalId) }),
    ]);
    expect(gateway.policyClientId).toBeUndefined();
  });

  it("is refused with names that Azure refuses, and leaves nothing behind", () => {
    const stack = newStack();
    const message = messageOf(() =>
      Gateway.fromGatewayName(stack, "shared", { name: "-", resourceGroupName: ".", identityName: "x" }),
    );
    expect(message).toMatch(/^stack\/shared: invalid input\./);
    expect(message).toContain('The name "x" was given to a user-assigned identity.');
    expect(stack.node.tryFindChild("shared")).toBeUndefined();
  });
});

interface Looked {
  readonly lifecycle: { readonly postcondition: { condition: string; error_message: string }[] };
}
