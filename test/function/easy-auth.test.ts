import { easyAuth } from "../../lib/function/easy-auth";

const registration = {
  clientId: "cccccccc-0000-4000-8000-000000000001",
  tenantId: "dddddddd-0000-4000-8000-000000000001",
};
const caller = {
  clientId: "aaaaaaaa-0000-4000-8000-000000000001",
  principalId: "bbbbbbbb-0000-4000-8000-000000000001",
};

it("rules 2 to 8: the gate is exactly this, with no other provider, path, file or secret beside it", () => {
  expect(easyAuth(registration, [caller])).toEqual({
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
