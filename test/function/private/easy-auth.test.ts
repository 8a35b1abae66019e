import { easyAuth } from "../../../lib/function/private/easy-auth";
import { AzureCloud } from "../../../lib/support/cloud";
import { gatewayIdentity, registrationIds } from "../../fixtures/ids";
import { newStack, resolved } from "../../synthesis";

const registration = { ...registrationIds, cloud: AzureCloud.PUBLIC };

it("rules 2 to 8: the gate is exactly this, with no other provider, path, file or secret beside it", () => {
  expect(resolved(newStack(), easyAuth(registration, [gatewayIdentity]))).toEqual({
    authEnabled: true,
    requireAuthentication: true,
    requireHttps: true,
    unauthenticatedAction: "Return401",
    runtimeVersion: "~1",
    activeDirectoryV2: {
      clientId: registration.clientId,
      tenantAuthEndpoint: `https://login.microsoftonline.com/${registration.tenantId}/v2.0`,
      allowedAudiences: [registration.clientId],
      allowedApplications: [gatewayIdentity.clientId],
      allowedIdentities: [gatewayIdentity.principalId],
    },
    login: { tokenStoreEnabled: false },
  });
});

it("rules 4 and 5: both lists hold callers that are added later", () => {
  const callers = [gatewayIdentity];
  const { activeDirectoryV2 } = easyAuth(registration, callers);
  callers.push({ clientId: "later-client", principalId: "later-principal" });
  expect(resolved(newStack(), activeDirectoryV2)).toMatchObject({
    allowedApplications: [gatewayIdentity.clientId, "later-client"],
    allowedIdentities: [gatewayIdentity.principalId, "later-principal"],
  });
});

it.each([
  [AzureCloud.PUBLIC, "login.microsoftonline.com"],
  [AzureCloud.US_GOVERNMENT, "login.microsoftonline.us"],
  [AzureCloud.CHINA, "login.partner.microsoftonline.cn"],
])("rule 2: tokens are issued by the cloud's own Entra (%#)", (cloud, loginHost) => {
  const { activeDirectoryV2 } = easyAuth({ ...registration, cloud }, [gatewayIdentity]);
  expect(activeDirectoryV2?.tenantAuthEndpoint).toBe(`https://${loginHost}/${registration.tenantId}/v2.0`);
});
