import { TerraformVariable } from "cdktf";
import { validateEasyAuth } from "../../../lib/function/private/easy-auth-validation";
import { AzureCloud } from "../../../lib/support/cloud";
import { gatewayIdentity, registrationIds } from "../../fixtures/ids";
import { newStack } from "../../synthesis";

const registration = { ...registrationIds, cloud: AzureCloud.PUBLIC };

describe("the gate in front of a Function", () => {
  it("takes GUIDs", () => {
    expect(validateEasyAuth({ registration, allowedIdentities: [gatewayIdentity] })).toEqual([]);
  });

  it("takes references, whose text is not known yet", () => {
    const value = new TerraformVariable(newStack(), "value", {}).stringValue;
    const other = new TerraformVariable(newStack(), "other", {}).stringValue;
    expect(
      validateEasyAuth({
        registration: { clientId: value, tenantId: value, cloud: AzureCloud.CHINA },
        allowedIdentities: [{ clientId: value, principalId: other }],
      }),
    ).toEqual([]);
  });

  it("is not checked for parts that are not made yet", () => {
    expect(validateEasyAuth({})).toEqual([]);
  });

  it.each(["common", "organizations", "contoso.com", ""])(
    "rule 2, T4: is rejected for the tenant %j, whose tokens could come from anywhere",
    (tenantId) => {
      expect(validateEasyAuth({ registration: { ...registration, tenantId } })).toEqual([
        `\`registration.tenantId\` was given as ${JSON.stringify(tenantId)}. App Service Authentication compares it with a token's claim, and a tenant id is a GUID. Pass the id that the identity or registration exports.`,
      ]);
    },
  );

  it("rule 3, T5: is rejected for an audience that other tokens have too", () => {
    const [message] = validateEasyAuth({
      registration: { ...registration, clientId: "https://management.azure.com" },
    });
    expect(message).toContain('`registration.clientId` was given as "https://management.azure.com".');
  });

  it.each([
    ["797f4846-ba00-4fd7-ba43-dac1f8f63013", "Azure Resource Manager"],
    ["CFA8B339-82A2-471A-A3C9-0FC0BE7A4093", "Azure Key Vault"],
    ["e406a681-f3d4-42a8-90b6-c2b029497af1", "Azure Storage"],
    ["00000003-0000-0000-c000-000000000000", "a Microsoft service"],
    ["00000002-0000-0ff1-ce00-000000000000", "a Microsoft service"],
  ])(
    "rules 3 and 10, T5: is rejected for %s, whose tokens are used elsewhere too",
    (clientId, application) => {
      expect(validateEasyAuth({ registration: { ...registration, clientId } })).toEqual([
        `\`registration.clientId\` was given as ${JSON.stringify(clientId)}, the client id of ${application}. Applications of every tenant get tokens for it, and who receives the gateway's token could use it there. Pass the client id of the Function's own registration.`,
      ]);
    },
  );

  const loginHost = { value: "login.example.com" };
  it.each<[string, unknown]>([
    ["another host", { ...AzureCloud.PUBLIC, loginHost: "login.example.com" }],
    ["the same host", { ...AzureCloud.PUBLIC }],
    ["the class's prototype", Object.create(AzureCloud.prototype, { loginHost })],
    ["nothing", undefined],
  ])("rule 2, T4: is rejected for an object that is not one of Azure's clouds, with %s", (_title, cloud) => {
    expect(validateEasyAuth({ registration: { ...registration, cloud: cloud as AzureCloud } })).toEqual([
      expect.stringContaining(
        "`registration.cloud` was given as an object that is not one of Azure's clouds.",
      ),
    ]);
  });

  it("rule 2, T4: cannot be given another login host by changing a cloud", () => {
    expect(() => Object.assign(AzureCloud.PUBLIC, { loginHost: "login.example.com" })).toThrow(TypeError);
    expect(AzureCloud.PUBLIC.loginHost).toBe("login.microsoftonline.com");
  });

  it("rule 2, T4: is rejected for a reference with text around it, which is another value", () => {
    const value = new TerraformVariable(newStack(), "value", {}).stringValue;
    expect(validateEasyAuth({ registration: { ...registration, tenantId: `common/${value}` } })).toEqual([
      expect.stringContaining("`registration.tenantId` was given as"),
    ]);
  });

  it("rules 4 and 5: names the identity whose id is not a GUID", () => {
    const messages = validateEasyAuth({
      allowedIdentities: [gatewayIdentity, { clientId: "apim", principalId: "" }],
    });
    expect(messages).toEqual([
      expect.stringContaining('`allowedIdentities[1].clientId` was given as "apim".'),
      expect.stringContaining('`allowedIdentities[1].principalId` was given as "".'),
    ]);
  });

  it("rules 4 and 5: is rejected when one id is given for both", () => {
    expect(
      validateEasyAuth({
        allowedIdentities: [{ ...gatewayIdentity, principalId: gatewayIdentity.clientId }],
      }),
    ).toEqual([
      `\`allowedIdentities[0]\` was given "${gatewayIdentity.clientId}" as client id and as principal id. An identity's client (application) id and principal (object) id are different GUIDs. Pass each of the two.`,
    ]);
  });

  it("rules 4 and 5: is rejected without a caller", () => {
    expect(validateEasyAuth({ allowedIdentities: [] })).toEqual([
      "`allowedIdentities` was given as an empty list. Without an identity to check, App Service Authentication would let other applications of the tenant in. List the identity of at least one gateway in `allowedIdentities`.",
    ]);
  });
});
