import { easyAuth } from "../../../lib/function/private/easy-auth";
import { AzureCloud } from "../../../lib/support/cloud";
import { newStack, resolved } from "../../synthesis";

const registration = {
  clientId: "cccccccc-0000-4000-8000-000000000001",
  tenantId: "dddddddd-0000-4000-8000-000000000001",
  cloud: AzureCloud.PUBLIC,
};
const caller = {
  clientId: "aaaaaaaa-0000-4000-8000-000000000001",
  principalId: "bbbbbbbb-0000-4000-8000-000000000001",
};

it("rules 2 to 8: the gate is exactly this, with no other provider, path, file or secret beside it", () => {
  expect(resolved(newStack(), easyAuth(registration, [caller]))).toEqual({
    authEnabled: true,
    requireAuthentication: true,
    requireHttps: true,
    unauthenticatedAction: "Return401",
    runtimeVersion: "~1",
    activeDirectoryV2: {
      clientId: registration.clientId,
      tenantAuthEndpoint: `https://login.microsoftonline.com/${registration.tenantId}/v2.0`,
      allowedAudiences: [registration.clientId],
      allowedApplications: [caller.clientId],
      allowedIdentities: [caller.principalId],
    },
    login: { tokenStoreEnabled: false },
  });
});

it("rules 4 and 5: both lists hold callers that are added later", () => {
  const callers = [caller];
  const { activeDirectoryV2 } = easyAuth(registration, callers);
  callers.push({ clientId: "later-client", principalId: "later-principal" });
  expect(resolved(newStack(), activeDirectoryV2)).toMatchObject({
    allowedApplications: [caller.clientId, "later-client"],
    allowedIdentities: [caller.principalId, "later-principal"],
  });
});

it.each([
  [AzureCloud.PUBLIC, "login.microsoftonline.com"],
  [AzureCloud.US_GOVERNMENT, "login.microsoftonline.us"],
  [AzureCloud.CHINA, "login.partner.microsoftonline.cn"],
])("rule 2: tokens are issued by the cloud's own Entra (%#)", (cloud, loginHost) => {
  const { activeDirectoryV2 } = easyAuth({ ...registration, cloud }, [caller]);
  expect(activeDirectoryV2?.tenantAuthEndpoint).toBe(`https://${loginHost}/${registration.tenantId}/v2.0`);
});
